package io.spikelake.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the rounds of {@link LoopComparison} took. */
final class LoopTimes {

  private static final double AT_LEAST = 1.5;

  private final int samples;
  private final List<LakeLoop.Seconds> lake = new ArrayList<>();
  private final List<Double> python = new ArrayList<>();
  private final Map<String, List<Double>> stages = new LinkedHashMap<>();

  /**
   * @param samples made in a round by either side
   */
  LoopTimes(int samples) {
    this.samples = samples;
  }

  /**
   * @param pythonSeconds of the whole round
   * @param pythonStages seconds, in order
   */
  void add(LakeLoop.Seconds round, double pythonSeconds, Map<String, Double> pythonStages) {
    lake.add(round);
    python.add(pythonSeconds);
    pythonStages.forEach(
        (stage, seconds) -> stages.computeIfAbsent(stage, name -> new ArrayList<>()).add(seconds));
  }

  private static double median(List<Double> values) {
    return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private double milliseconds(List<Double> seconds) {
    return 1e3 * median(seconds) / samples;
  }

  /** Medians over the rounds, line by line. */
  String text() {
    double ours = median(lake.stream().map(LakeLoop.Seconds::frames).toList());
    double ingest = median(lake.stream().map(LakeLoop.Seconds::ingest).toList());
    double theirs = median(python);
    String split =
        stages.entrySet().stream()
            .map(
                stage ->
                    String.format(
                        Locale.ROOT, "%s %.1f", stage.getKey(), milliseconds(stage.getValue())))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        """
        Python loop  %8.2f samples/s, ms per sample: %s
        SpikeLake    %8.2f samples/s, ingest of the archive before: %.2f s
        ratio        %8.3f (at least %.1f)
        """,
        samples / theirs,
        split,
        samples / ours,
        ingest,
        theirs / ours,
        AT_LEAST);
  }
}
