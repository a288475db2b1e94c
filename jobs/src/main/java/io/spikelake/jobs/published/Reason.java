package io.spikelake.jobs.published;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a published figure cannot be reproduced, or not from what was measured. */
public enum Reason {
  DATASET("dataset", "data set not stated", true),
  WINDOW("window", "window not stated", true),
  TONE("tone", "tone not stated, or none of ours", true),
  METRIC_VARIANT("metric-variant", "metric variant not stated", true),
  WEIGHTS("weights", "weights not stated", true),
  SAMPLES("samples", "number of samples not stated", true),
  INPUT_SIZE("input-size", "input size not stated", true),
  DEVICE("device", "another device, or not stated", true),
  ADAPTATION("adaptation", "adaptation to spikes not published", true),
  NO_METHOD("no-method", "nothing of ours computes it", false),
  NO_PACK("no-pack", "no pack of the network", false),
  OTHER_WEIGHTS("other-weights", "other weights than the published ones", false),
  LIVE_MODELS("live-models", "needs the LIVE models", false),
  OTHER_PROTOCOL("other-protocol", "measured by another protocol", false);

  private final String id;
  private final String text;
  private final boolean ofSource;

  Reason(String id, String text, boolean ofSource) {
    this.id = id;
    this.text = text;
    this.ofSource = ofSource;
  }

  /** The word for it in files. */
  public String id() {
    return id;
  }

  /** A few words for people. */
  public String text() {
    return text;
  }

  /**
   * What a source may leave open, by its id.
   *
   * @throws IllegalArgumentException if there is no such thing; the message lists all
   */
  static Reason leftOpen(String id) {
    return open()
        .filter(reason -> reason.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is nothing that a source may leave open; expected one of %s"
                        .formatted(id, open().map(Reason::id).collect(Collectors.joining(", ")))));
  }

  private static Stream<Reason> open() {
    return List.of(values()).stream().filter(reason -> reason.ofSource);
  }
}
