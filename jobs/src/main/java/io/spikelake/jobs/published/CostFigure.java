package io.spikelake.jobs.published;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A column that tells what a method costs, in the unit that we measure it in. */
public enum CostFigure {
  /** Numbers in weights and biases, 10^6. */
  PARAMS("params", Map.of("M", "1")),
  /** Multiply-accumulates of a frame, 10^9, which papers print as FLOPs. */
  GMAC("gmac", Map.of("G", "1", "T", "1000")),
  /** Mean time of a frame, one at a time. */
  LATENCY_MS("latency-ms", Map.of("ms", "1")),
  /** Peak memory, 10^6 bytes. */
  MEMORY_MB("memory-mb", Map.of("G", "1000"));

  private final String id;
  private final Map<String, String> factors;

  CostFigure(String id, Map<String, String> factors) {
    this.id = id;
    this.factors = factors;
  }

  /** The word for it in files, and in the place of a metric. */
  public String id() {
    return id;
  }

  /**
   * How many of our units one of theirs is.
   *
   * @throws IllegalArgumentException if that is not known
   */
  BigDecimal factor(String unit) {
    String factor = factors.get(unit);
    if (factor == null) {
      throw new IllegalArgumentException(
          "Unit '%s' of %s is not known; expected one of %s"
              .formatted(unit, id, factors.keySet().stream().sorted().toList()));
    }
    return new BigDecimal(factor);
  }

  /**
   * By its id.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static CostFigure of(String id) {
    return Arrays.stream(values())
        .filter(figure -> figure.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No figure of cost '%s'; expected one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(CostFigure::id)
                                .collect(Collectors.joining(", ")))));
  }
}
