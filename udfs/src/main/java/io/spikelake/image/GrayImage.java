package io.spikelake.image;

import java.util.Objects;

/**
 * Grey image in single precision.
 *
 * <p>Pixels are row-major, the top row first: {@code (x, y)} is at {@code y * width + x}. Sizes are
 * given as (width, height), points as (x, y). A toned image has black at 0 and white at 1; values
 * outside are allowed and mean what they say. The image keeps the array it is given; whoever made
 * it must not change it afterwards.
 */
public record GrayImage(int width, int height, float[] pixels) {

  /**
   * @throws IllegalArgumentException if a side is not positive or the array has another length than
   *     {@code width * height}
   */
  public GrayImage {
    if (width <= 0 || height <= 0 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "Not an image: %dx%d with %d pixels".formatted(width, height, pixels.length));
    }
  }

  /** The pixel at column x and row y. */
  public float at(int x, int y) {
    Objects.checkIndex(x, width);
    Objects.checkIndex(y, height);
    return pixels[y * width + x];
  }

  /**
   * The rectangle of the given size whose top left corner is (x, y), as a copy.
   *
   * @throws IndexOutOfBoundsException if it does not lie inside the image
   */
  public GrayImage crop(int x, int y, int cropWidth, int cropHeight) {
    Objects.checkFromIndexSize(x, cropWidth, width);
    Objects.checkFromIndexSize(y, cropHeight, height);
    float[] cropped = new float[cropWidth * cropHeight];
    for (int row = 0; row < cropHeight; row++) {
      System.arraycopy(pixels, (y + row) * width + x, cropped, row * cropWidth, cropWidth);
    }
    return new GrayImage(cropWidth, cropHeight, cropped);
  }

  /** Pixels that are NaN or infinite. */
  public int notFinite() {
    int count = 0;
    for (float pixel : pixels) {
      if (!Float.isFinite(pixel)) {
        count++;
      }
    }
    return count;
  }

  /** Equal when the sizes are and every pixel has the same bits. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GrayImage image) || image.width != width || image.height != height) {
      return false;
    }
    for (int i = 0; i < pixels.length; i++) {
      if (Float.floatToRawIntBits(pixels[i]) != Float.floatToRawIntBits(image.pixels[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(pixels) * 31 + width;
  }

  @Override
  public String toString() {
    return "GrayImage[" + width + "x" + height + "]";
  }
}
