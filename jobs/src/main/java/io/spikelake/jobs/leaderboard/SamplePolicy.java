package io.spikelake.jobs.leaderboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Over which samples the entrants of a leaderboard are compared. */
public enum SamplePolicy {
  /**
   * Those for which every entrant that has any score has one; what else there is counts as {@link
   * RecordingScores#NOT_COMMON}. The differences between entrants are then due to the entrants.
   */
  COMMON,
  /** Each entrant over its own. */
  OWN;

  /** As options name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if no policy has that name
   */
  public static SamplePolicy parse(String id) {
    return Arrays.stream(values())
        .filter(policy -> policy.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Samples are '%s'; expected one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(SamplePolicy::id)
                                .collect(Collectors.joining(", ")))));
  }
}
