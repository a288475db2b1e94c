package io.spikelake.cli;

import io.spikelake.jobs.figure.CostAxis;
import io.spikelake.jobs.figure.PlotFile;
import io.spikelake.jobs.figure.QualityAgainstCost;
import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.task.Equipment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plot}: quality against cost. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plots the quality of methods against what they cost, with 95 % intervals and the Pareto front.",
      "The figures are those of the leaderboard of the lake as it is, or --as-of a run."
    })
final class PlotCommand implements Callable<Integer> {

  @Mixin LakeOption lake;

  @Option(names = "--dataset", paramLabel = "NAME", required = true, description = "the data set")
  String dataset;

  @Option(
      names = "--metric",
      paramLabel = "ID",
      required = true,
      description = "the metric of the upright axis")
  String metric;

  @Option(
      names = "--cost",
      paramLabel = "WHAT",
      description = "of the other axis: ${COMPLETION-CANDIDATES}, default: ${DEFAULT-VALUE}")
  CostAxis cost = CostAxis.LATENCY;

  @Option(
      names = "--methods",
      paramLabel = "ID",
      split = ",",
      description = "only these methods, default: all of the lake")
  List<String> methods = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "the plot: .png, .pdf or .svg; the latter two are vectors")
  Path file;

  @Mixin AsOfOption asOf;
  @Mixin KnownEquipment equipment;

  @Override
  public Integer call() throws Exception {
    PlotFile.format(file);
    Equipment all = equipment.load();
    List<String> metrics = all.metricIds(List.of(metric));
    String metricId = metrics.get(0);
    Leaderboard.Config config =
        Leaderboard.Config.of(List.of(dataset), all.methodIds(methods), metrics);
    List<ReportContent> content = new LeaderboardRows(lake.uri, all, config).shown(asOf, false);
    if (content.isEmpty()) {
      throw new IllegalArgumentException(
          "No scores of %s by %s in %s; run 'spikelake run' first"
              .formatted(dataset, metricId, lake.uri));
    }
    QualityAgainstCost data = QualityAgainstCost.of(content.get(0).tables().get(0), metricId, cost);
    if (!data.without().isEmpty()) {
      System.err.printf(
          "spikelake: WARNING: not in the plot, since they lack the score or the cost: %s%n",
          String.join(", ", data.without()));
    }
    PlotFile.write(data, file);
    System.out.println("plot " + file);
    return 0;
  }
}
