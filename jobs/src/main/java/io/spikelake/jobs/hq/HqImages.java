package io.spikelake.jobs.hq;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.HqImagesTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The selections of a lake. */
public final class HqImages {

  private HqImages() {}

  /**
   * The rows of {@code hq_images} that are a selection: those of the newest run that wrote one of
   * that name.
   *
   * @throws IllegalArgumentException if no run did
   */
  public static Dataset<Row> of(Lake lake, String name) {
    Dataset<Row> all = lake.read(HqImagesTable.TABLE);
    Dataset<Row> named = all.where(col(HqImagesTable.SELECTION).equalTo(name));
    Row newest = named.agg(max(Columns.COMMITTED_IN)).first();
    if (newest.isNullAt(0)) {
      throw new IllegalArgumentException(
          "Lake '%s' has no selection '%s'; it has %s; choose one, or make it with select-hq --name"
              .formatted(lake.root(), name, names(all)));
    }
    // A literal, so that files of other runs are not opened.
    return named.where(col(Columns.COMMITTED_IN).equalTo(newest.getLong(0)));
  }

  /**
   * Selections in whose place newer ones of their names have come.
   *
   * @return their names and the runs that wrote them
   */
  public static Dataset<Row> superseded(Lake lake) {
    String newest = "newest";
    return lake.read(HqImagesTable.TABLE)
        .select(HqImagesTable.SELECTION, Columns.COMMITTED_IN)
        .distinct()
        .withColumn(
            newest, max(Columns.COMMITTED_IN).over(Window.partitionBy(HqImagesTable.SELECTION)))
        .where(col(Columns.COMMITTED_IN).lt(col(newest)))
        .drop(newest);
  }

  private static List<String> names(Dataset<Row> all) {
    return all.select(HqImagesTable.SELECTION).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
