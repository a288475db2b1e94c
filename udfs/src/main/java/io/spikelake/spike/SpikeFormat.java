package io.spikelake.spike;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The containers that spike recordings come in. */
public enum SpikeFormat {
  /** PKU/Vidar packed bits without header: {@code .dat}. */
  DAT,
  /** UHSR archive: members {@code spk} (T,H,W bytes), {@code label}, {@code label_name}. */
  UHSR,
  /** Archive packed along time: members {@code seq} and {@code length}. */
  TIME_PACKED,
  /** Archive with one array {@code arr_0} of H,W,T bytes. */
  ARR0,
  /** One array T,H,W of bytes: {@code .npy}. */
  NPY;

  /** The name in configuration: {@code dat}, {@code uhsr}, {@code time-packed}, ... */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format with the given {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static SpikeFormat parse(String id) {
    for (SpikeFormat format : values()) {
      if (format.id().equals(id)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "Unknown format '%s'; expected one of %s"
            .formatted(
                id,
                Arrays.stream(values()).map(SpikeFormat::id).collect(Collectors.joining(", "))));
  }
}
