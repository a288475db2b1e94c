package io.spikelake.jobs.leaderboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Into what a leaderboard splits data sets. */
public enum Parts {
  NONE,
  RECORDING,
  CLASS,
  SPLIT,
  /** The parts that a protocol names. */
  PROTOCOL;

  /** As options name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if nothing has that name
   */
  public static Parts parse(String id) {
    return Arrays.stream(values())
        .filter(parts -> parts.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Parts of a leaderboard are '%s'; expected one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Parts::id)
                                .collect(Collectors.joining(", ")))));
  }
}
