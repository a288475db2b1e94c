package io.spikelake.quality;

import java.util.Locale;

/** Whether a score exists and, if not, why. */
public enum MetricStatus {
  /** The score is a finite number. */
  OK,
  /** A side of the image is shorter than the metric can use. */
  TOO_SMALL,
  /** Every pixel has the same value. */
  CONSTANT,
  /** Fewer blocks than the metric needs hold usable statistics. */
  TOO_FEW_BLOCKS,
  /** Image and reference are equal, so that the score is infinite. */
  IDENTICAL,
  /** The metric needs a reference image and there is none. */
  NO_REFERENCE,
  /** Image and reference have different sizes, or the metric takes one size only and not this. */
  SIZE_MISMATCH,
  /** The reference image exists but could not be read. */
  REFERENCE_UNREADABLE,
  /** The metric needs to know what the image shows, and that is unknown or none of its classes. */
  NO_LABEL,
  /** The image or the computation is not finite. */
  NOT_FINITE,
  /** The recording has too few planes around the key frame, so that there is no image. */
  WINDOW_INCOMPLETE;

  /** The name in tables: {@code ok}, {@code too_small}, and so on. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
