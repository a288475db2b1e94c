package io.spikelake.spike;

import java.util.Locale;

/**
 * How packed planes follow each other in a {@code .dat} file when {@code height * width} is not a
 * multiple of 8. Public readers disagree and most fail, so that the choice must be the user's.
 */
public enum BitPolicy {
  /** Refuse such a geometry. */
  REFUSE,
  /** One bit stream: a plane may start inside a byte (SpikeCV's whole-file reader). */
  CONTINUOUS,
  /** Every plane starts on a byte; the last byte of a plane is filled up with zero bits. */
  PADDED;

  /** The name in configuration: {@code refuse}, {@code continuous}, {@code padded}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy with the given {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static BitPolicy parse(String id) {
    for (BitPolicy policy : values()) {
      if (policy.id().equals(id)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "Unknown bit policy '%s'; expected refuse, continuous or padded".formatted(id));
  }
}
