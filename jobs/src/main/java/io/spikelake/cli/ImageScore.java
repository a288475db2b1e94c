package io.spikelake.cli;

import io.spikelake.quality.MetricResult;
import java.nio.file.Path;

/**
 * One metric on one picture file.
 *
 * @param image the file
 * @param width columns; 0 if it could not be read
 * @param height rows; 0 if it could not be read
 * @param metric complete id
 * @param status {@code ok}, a {@link io.spikelake.quality.MetricStatus}, or {@link #UNREADABLE}
 * @param score NaN unless ok
 * @param flatFraction as in {@link MetricResult}
 * @param blocks as in {@link MetricResult}
 * @param message why the picture or its reference could not be read; empty if it was
 */
record ImageScore(
    Path image,
    int width,
    int height,
    String metric,
    String status,
    double score,
    double flatFraction,
    int blocks,
    String message) {

  /** The status of a picture that is damaged or of an unknown format. */
  static final String UNREADABLE = "unreadable";

  boolean isOk() {
    return Double.isFinite(score);
  }
}
