package io.spikelake.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The largest differences between what the two sides of {@link LoopComparison} made of the same
 * samples.
 *
 * @param frames of a pixel
 * @param scores by the name of the metric
 */
record LoopAgreement(double frames, Map<String, Double> scores) {

  private static final double FRAMES = 1e-4;

  /**
   * Single precision sums in another order, so that a pixel on the border of two grey levels falls
   * on the other side now and then; in PIQE a whole block then passes a threshold or not.
   */
  private static final Map<String, Double> SCORES =
      new TreeMap<>(Map.of("niqe", 0.02, "brisque", 0.2, "piqe", 0.5));

  /** The metrics that are compared. */
  static Set<String> metrics() {
    return SCORES.keySet();
  }

  /**
   * @throws IllegalStateException if a sample lacks a frame or a score on one side, or differs by
   *     more than rounding explains
   */
  static LoopAgreement require(
      Map<LoopSample, ScoredFrame> ours, Map<LoopSample, ScoredFrame> theirs) {
    if (ours.isEmpty() || !ours.keySet().equals(theirs.keySet())) {
      throw new IllegalStateException(
          "SpikeLake made %d samples, the loop %d, or others"
              .formatted(ours.size(), theirs.size()));
    }
    double frames = 0;
    Map<String, Double> scores = new TreeMap<>();
    for (Map.Entry<LoopSample, ScoredFrame> entry : ours.entrySet()) {
      LoopSample sample = entry.getKey();
      ScoredFrame our = entry.getValue();
      ScoredFrame their = theirs.get(sample);
      double pixels = difference(our.pixels(), their.pixels());
      requireWithin(FRAMES, pixels, "frames", sample);
      frames = Math.max(frames, pixels);
      SCORES.forEach(
          (metric, tolerance) -> {
            double difference = difference(our, their, metric);
            requireWithin(tolerance, difference, metric, sample);
            scores.merge(metric, difference, Math::max);
          });
    }
    return new LoopAgreement(frames, scores);
  }

  private static double difference(ScoredFrame our, ScoredFrame their, String metric) {
    return Math.abs(
        our.scores().getOrDefault(metric, Double.NaN)
            - their.scores().getOrDefault(metric, Double.NaN));
  }

  /** NaN if there is one, or the sizes differ. */
  private static double difference(float[] our, float[] their) {
    if (our.length != their.length) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0; i < our.length; i++) {
      largest = Math.max(largest, Math.abs((double) our[i] - their[i]));
    }
    return largest;
  }

  private static void requireWithin(
      double tolerance, double difference, String what, LoopSample sample) {
    if (!(difference <= tolerance)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "The two sides differ by %.3g in %s at plane %d of %s; at most %.3g is rounding",
              difference,
              what,
              sample.keyFrame(),
              sample.recording(),
              tolerance));
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "frames %.1g, ", frames)
        + scores.entrySet().stream()
            .map(score -> String.format(Locale.ROOT, "%s %.1g", score.getKey(), score.getValue()))
            .collect(Collectors.joining(", "));
  }
}
