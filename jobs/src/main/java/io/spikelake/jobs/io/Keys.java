package io.spikelake.jobs.io;

import io.spikelake.schemas.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Column names in the forms that Spark's methods take, and values to filter by. */
public final class Keys {

  private Keys() {}

  /** A key and further columns. */
  public static List<String> with(List<String> names, String... more) {
    return Stream.concat(names.stream(), Arrays.stream(more)).toList();
  }

  /** For joins on equal names. */
  public static Seq<String> seq(List<String> names) {
    return JavaConverters.asScalaBuffer(names).toSeq();
  }

  /** For selections and groupings. */
  public static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }

  /** Whether a column has one of some values; of no values given, any will do. */
  public static Column among(String column, List<String> values) {
    return values.isEmpty() ? functions.lit(true) : functions.col(column).isin(values.toArray());
  }

  /**
   * Numbers of the runs of some rows, to filter by as literals, which keep files from being read.
   */
  public static Object[] runs(Dataset<Row> rows) {
    return rows.select(Columns.COMMITTED_IN).distinct().collectAsList().stream()
        .map(row -> row.get(0))
        .toArray();
  }
}
