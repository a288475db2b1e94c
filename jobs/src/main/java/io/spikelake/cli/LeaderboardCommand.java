package io.spikelake.cli;

import io.spikelake.djl.Methods;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.jobs.Leaderboard;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.task.Equipment;
import java.util.List;
import java.util.concurrent.Callable;
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
  @Mixin DatasetFilter datasets;
  @Mixin AsOfOption asOf;

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
    Leaderboard.Config config =
        new Leaderboard.Config(
            datasets.names,
            methods.stream().map(typed -> known.resolve(typed).toString()).toList(),
            metricIds);
    LeaderboardRows leaderboard = new LeaderboardRows(lake.uri, all, config);
    var rows = asOf.run == null ? leaderboard.filled() : leaderboard.past(asOf);
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
