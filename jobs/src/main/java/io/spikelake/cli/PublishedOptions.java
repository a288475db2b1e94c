package io.spikelake.cli;

import io.spikelake.djl.Methods;
import io.spikelake.jobs.published.ComparedCell;
import io.spikelake.jobs.published.Comparison;
import io.spikelake.jobs.published.CostFigure;
import io.spikelake.jobs.published.Measured;
import io.spikelake.jobs.published.PublishedResult;
import io.spikelake.jobs.published.PublishedResults;
import io.spikelake.jobs.report.Cost;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.report.Standing;
import io.spikelake.pack.WeightRelease.Origin;
import io.spikelake.statistics.Interval;
import io.spikelake.variant.VariantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** With which published tables a leaderboard is compared. */
final class PublishedOptions {

  /** What {@code --compare} knows. */
  enum With {
    published
  }

  @Option(
      names = "--compare",
      paramLabel = "WITH",
      description =
          "published: also print the figures of the papers, ours beside them, and a verdict on each;"
              + " with --report into published.md too")
  With with;

  @Option(
      names = "--within",
      paramLabel = "SHARE",
      description =
          "of the published figure: how far ours may be off and still be called close, default:"
              + " ${DEFAULT-VALUE}")
  double within = 0.05;

  @Option(
      names = "--any-protocol",
      description =
          "also put figures side by side whose windows, tones or samples are not those of the paper")
  boolean anyProtocol;

  boolean wanted() {
    return with != null;
  }

  /** The published figures about the methods and data sets of a report's tables. */
  List<ComparedCell> compare(ReportContent content, Methods methods) {
    List<Standing> standings =
        content.tables().stream().flatMap(table -> table.all().stream()).toList();
    Comparison.Pairing pairing =
        anyProtocol ? Comparison.Pairing.ANY_PROTOCOL : Comparison.Pairing.SAME_PROTOCOL;
    Set<String> datasets = new TreeSet<>();
    standings.forEach(standing -> datasets.add(standing.dataset()));
    return new Comparison(within, pairing)
        .of(PublishedResults.load(), measured(standings, methods)).stream()
            .filter(cell -> cell.ours() != null || isAbout(cell.published(), datasets))
            .toList();
  }

  private static boolean isAbout(PublishedResult published, Set<String> datasets) {
    String dataset = published.meaning().dataset();
    return dataset != null && datasets.contains(dataset);
  }

  private static List<Measured> measured(List<Standing> standings, Methods methods) {
    List<Measured> measured = new ArrayList<>();
    for (Standing standing : standings) {
      if (standing.mean() != null) {
        Interval confidence =
            standing.spread().low() == null
                ? null
                : new Interval(standing.spread().low(), standing.spread().high());
        measured.add(
            new Measured(
                standing.dataset(),
                standing.part(),
                standing.method(),
                weights(standing.method(), methods),
                standing.metric(),
                standing.tone(),
                standing.protocol(),
                standing.mean(),
                standing.samples(),
                confidence));
      }
      if (standing.cost() != null) {
        addCosts(measured, standing.method(), standing.cost());
      }
    }
    return measured.stream().distinct().toList();
  }

  private static Origin weights(String method, Methods methods) {
    return methods
        .pack(VariantId.parse(method))
        .map(pack -> pack.manifest().weights().origin())
        .orElse(null);
  }

  private static void addCosts(List<Measured> measured, String method, Cost cost) {
    if (cost.parameters() > 0) {
      measured.add(Measured.cost(method, CostFigure.PARAMS, cost.parameters() / 1e6));
    }
    if (cost.gmacs() != null) {
      measured.add(Measured.cost(method, CostFigure.GMAC, cost.gmacs()));
    }
    measured.add(Measured.cost(method, CostFigure.LATENCY_MS, cost.latencyMs()));
    if (cost.peakMemoryMb() != null) {
      measured.add(Measured.cost(method, CostFigure.MEMORY_MB, cost.peakMemoryMb()));
    }
  }
}
