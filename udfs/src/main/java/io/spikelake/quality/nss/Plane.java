package io.spikelake.quality.nss;

/**
 * Numbers of an image, row-major in double precision, in memory that is kept from image to image.
 *
 * <p>The value at column x and row y is at {@code y * stride() + x} of {@link #values()}, which may
 * be longer than the plane. Not for two threads at a time.
 */
public final class Plane {

  private double[] values;
  private int width;
  private int height;
  private int stride;

  /** An empty plane, for kernels to fill. */
  public Plane() {
    values = new double[0];
  }

  private Plane(double[] values, int width, int height, int stride) {
    this.values = values;
    this.width = width;
    this.height = height;
    this.stride = stride;
  }

  /**
   * A plane on an array.
   *
   * @param values row-major, {@code width * height} of them; kept, not copied
   * @throws IllegalArgumentException if a side is not positive or the array has another length
   */
  public static Plane of(double[] values, int width, int height) {
    Planes.check(values.length, width, height);
    return new Plane(values, width, height, width);
  }

  /** Takes another size. What the plane then holds is undefined. */
  public void resize(int newWidth, int newHeight) {
    int length = Math.multiplyExact(newWidth, newHeight);
    if (values.length < length) {
      values = new double[length];
    }
    width = newWidth;
    height = newHeight;
    stride = newWidth;
  }

  /** The top left part, on the same memory. */
  public Plane topLeft(int partWidth, int partHeight) {
    if (partWidth > width || partHeight > height) {
      throw new IllegalArgumentException(
          "A plane of %dx%d has no part of %dx%d".formatted(width, height, partWidth, partHeight));
    }
    return new Plane(values, partWidth, partHeight, stride);
  }

  /** Makes this plane a copy of another one. */
  public void copyOf(Plane other) {
    resize(other.width, other.height);
    for (int y = 0; y < height; y++) {
      System.arraycopy(other.values, y * other.stride, values, y * stride, width);
    }
  }

  public double[] values() {
    return values;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Distance of two rows in the array. */
  public int stride() {
    return stride;
  }
}
