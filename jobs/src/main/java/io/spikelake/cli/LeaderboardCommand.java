package io.spikelake.cli;

import io.spikelake.djl.Methods;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.jobs.LeaderboardJob;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.task.Equipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leaderboard}: aggregates scores. */
@Command(
    name = "leaderboard",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Aggregates the lake's scores to comparative tables; fills the table leaderboard.")
final class LeaderboardCommand implements Callable<Integer> {

  @Mixin LakeOption lake;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      split = ",",
      description = "only these data sets, default: all of the lake")
  List<String> datasets = List.of();

  @Option(
      names = "--methods",
      paramLabel = "ID",
      split = ",",
      description = "only these methods, default: all of the lake")
  List<String> methods = List.of();

  @Option(
      names = "--metrics",
      paramLabel = "ID",
      split = ",",
      description = "only these metrics, default: all of the lake")
  List<String> metrics = List.of();

  @Mixin ModelOptions models;
  @Mixin PackOptions packs;
  @Mixin ReportOption report;

  @Override
  public Integer call() throws Exception {
    Equipment all = new Equipment(models.load(), packs.known(), NetworkOptions.DEFAULT);
    Methods known = all.methods();
    List<String> metricIds =
        metrics.stream()
            .map(typed -> all.metrics().resolve(typed, all.models()).toString())
            .toList();
    LeaderboardJob.Config config =
        new LeaderboardJob.Config(
            datasets,
            methods.stream().map(typed -> known.resolve(typed).toString()).toList(),
            metricIds);
    List<Row> rows = new ArrayList<>();
    LakeCommand.write(
        "leaderboard",
        lake.uri,
        Map.of("dataset", datasets, "methods", config.methods(), "metrics", metricIds),
        all,
        (context, progress, done) -> rows.addAll(new LeaderboardJob(context, config).run()));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "No scores in %s fit; run 'spikelake run' first, or ask for less".formatted(lake.uri));
    }
    List<ComparativeTable> tables = Summary.tables(rows, metricIds);
    Summary.print(System.out, tables);
    if (report.folder != null) {
      System.out.println("report " + Summary.writeReport(report.folder, tables));
    }
    return 0;
  }
}
