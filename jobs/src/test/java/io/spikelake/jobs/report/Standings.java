package io.spikelake.jobs.report;

import java.util.List;
import java.util.Map;

/** Hand-made standings of a data set of ten samples. */
final class Standings {

  static final String NIQE = "niqe/spikelake@2";
  static final String PSNR = "psnr/standard@1";

  private Standings() {}

  static Standing standing(String method, String metric, Integer rank, Double mean) {
    int blocks = metric.equals(NIQE) ? 8 : 0;
    return new Standing(
        "scenes",
        method,
        "clip",
        metric,
        !metric.equals(PSNR),
        10,
        mean,
        rank,
        blocks,
        blocks,
        Map.of(),
        List.of(),
        null,
        null,
        null,
        null,
        Spread.UNKNOWN);
  }

  static Standing some(
      long samples,
      Map<String, Long> excluded,
      int minBlocks,
      int maxBlocks,
      String method,
      String metric) {
    Standing all = standing(method, metric, 2, 5.0);
    return new Standing(
        all.dataset(),
        method,
        all.tone(),
        metric,
        all.lowerIsBetter(),
        samples,
        all.mean(),
        all.rank(),
        minBlocks,
        maxBlocks,
        new java.util.TreeMap<>(excluded),
        all.devices(),
        all.cost(),
        all.part(),
        all.protocol(),
        all.split(),
        all.spread());
  }

  static Standing of(String dataset, Standing s) {
    return copy(dataset, s.tone(), s.devices(), s.cost(), s);
  }

  static Standing withTone(String tone, Standing s) {
    return copy(s.dataset(), tone, s.devices(), s.cost(), s);
  }

  static Standing madeOn(List<String> devices, Standing s) {
    return copy(s.dataset(), s.tone(), devices, s.cost(), s);
  }

  static Standing costing(Cost cost, Standing s) {
    return copy(s.dataset(), s.tone(), s.devices(), cost, s);
  }

  /** With an interval of the mean of that half-width, over five recordings. */
  static Standing within(double half, Double pNext, Standing s) {
    return new Standing(
        s.dataset(),
        s.method(),
        s.tone(),
        s.metric(),
        s.lowerIsBetter(),
        s.samples(),
        s.mean(),
        s.rank(),
        s.minBlocks(),
        s.maxBlocks(),
        s.excluded(),
        s.devices(),
        s.cost(),
        s.part(),
        s.protocol(),
        s.split(),
        new Spread(
            5L,
            s.mean(),
            1.5,
            s.mean() - half,
            s.mean() + half,
            1,
            2,
            0.75,
            6L,
            0.125,
            pNext,
            "00ff",
            List.of()));
  }

  private static Standing copy(
      String dataset, String tone, List<String> devices, Cost cost, Standing s) {
    return new Standing(
        dataset,
        s.method(),
        tone,
        s.metric(),
        s.lowerIsBetter(),
        s.samples(),
        s.mean(),
        s.rank(),
        s.minBlocks(),
        s.maxBlocks(),
        s.excluded(),
        devices,
        cost,
        s.part(),
        s.protocol(),
        s.split(),
        s.spread());
  }
}
