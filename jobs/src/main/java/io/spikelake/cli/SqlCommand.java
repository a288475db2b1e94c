package io.spikelake.cli;

import io.spikelake.jobs.io.LakeViews;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sql}: a read-only query over the lake's tables. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a query. The lake's tables are views: recordings, frames, scores, leaderboard, method_costs,"
          + " quarantine, shards, runs.",
      "A query sees these views and nothing else: files, other tables, settings, scripts, and functions"
          + " that reach outside are refused, as is everything that changes something.",
      "Besides Spark's functions there are SpikeLake's, such as iqa_niqe(png) and spike_tfp(spikes, height,"
          + " width); DESCRIBE FUNCTION EXTENDED iqa_niqe tells about one."
    })
final class SqlCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin RowFormatOption format;
  @Mixin AsOfOption asOf;

  @Parameters(
      paramLabel = "QUERY",
      description =
          "one SELECT, SHOW TABLES, DESCRIBE and a view, or DESCRIBE FUNCTION and a function")
  String query;

  @Override
  public Integer call() throws Exception {
    LakeCommand.read(
        lake.uri,
        opened -> {
          Dataset<Row> rows = new LakeViews(asOf.of(opened)).query(query);
          format.rows.print(rows, System.out);
        });
    return 0;
  }
}
