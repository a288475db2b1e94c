package io.spikelake.it;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.ScoresTable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What of a lake must be equal however it was made: keys, statuses, bits of scores, pixels. */
final class Lakes {

  private Lakes() {}

  /** Frames as text, sorted: natural key, status, window, size, pixels, scores. */
  static List<String> frames(Lake lake) {
    return texts(
        lake.frames(),
        FramesTable.TABLE.columnsWithout(
            Columns.RUN_ID, Columns.COMMITTED_IN, FramesTable.LATENCY_MS, Columns.DEVICE));
  }

  /** Scores as text, sorted: natural key, status, and the score to the last bit. */
  static List<String> scores(Lake lake) {
    return texts(
        lake.scores(),
        ScoresTable.TABLE.columnsWithout(
            Columns.RUN_ID, Columns.COMMITTED_IN, Columns.DEVICE, Columns.SHARD));
  }

  /** Rows of a table as text, sorted, without what differs from run to run. */
  static List<String> texts(Lake lake, LakeTable table, String... ignored) {
    String[] all = Arrays.copyOf(ignored, ignored.length + 2);
    all[ignored.length] = Columns.RUN_ID;
    all[ignored.length + 1] = Columns.COMMITTED_IN;
    return texts(lake.read(table), table.columnsWithout(all));
  }

  private static List<String> texts(Dataset<Row> rows, List<String> columns) {
    Dataset<String> lines =
        rows.select(
                columns.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new))
            .toJSON();
    return lines.collectAsList().stream().sorted().toList();
  }
}
