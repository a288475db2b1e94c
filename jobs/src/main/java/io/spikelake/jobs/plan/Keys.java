package io.spikelake.jobs.plan;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Lists of column names in the forms that Spark's methods take. */
public final class Keys {

  private Keys() {}

  /** For joins on equal names. */
  public static Seq<String> seq(List<String> names) {
    return JavaConverters.asScalaBuffer(names).toSeq();
  }

  /** For selections and groupings. */
  public static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
