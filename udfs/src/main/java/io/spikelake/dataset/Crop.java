package io.spikelake.dataset;

import java.io.Serializable;

/**
 * The part of an upright plane that a data set is scored on.
 *
 * @param x columns left of it
 * @param y rows above it
 * @param width its columns
 * @param height its rows
 */
public record Crop(int x, int y, int width, int height) implements Serializable {

  public Crop {
    if (x < 0 || y < 0 || width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "Not a crop: x %d, y %d, width %d, height %d; expected x and y from 0, sizes from 1"
              .formatted(x, y, width, height));
    }
  }

  /** Whether it lies inside a plane. */
  public boolean fits(int planeWidth, int planeHeight) {
    return (long) x + width <= planeWidth && (long) y + height <= planeHeight;
  }
}
