package io.spikelake.quality.nss;

import java.util.Arrays;

/**
 * The seven rows of an image under a window that moves down, continued beyond the edges of the
 * image, and their squares. Every row is an array of its own: loops over one element of several
 * arrays are what the compiler vectorises.
 */
final class SlidingRows {

  private static final int RADIUS = GaussianWindow.RADIUS;
  private static final int SIDE = GaussianWindow.SIDE;

  private final Border border;
  private final double[][] ring = new double[SIDE][0];
  private final double[][] squareRing = new double[SIDE][0];

  /** From the top row to the bottom row under the window. */
  final double[][] rows = new double[SIDE][];

  /** Squares of {@link #rows}. */
  final double[][] squares = new double[SIDE][];

  private Plane image;
  private int left;
  private int length;
  private int next;

  SlidingRows(Border border) {
    this.border = border;
  }

  /**
   * Sets the window on the rows around {@code top - 1}; {@link #moveDown()} takes it to top.
   *
   * @param firstColumn of what is filtered; rows begin three columns before it
   * @param columns how many columns are filtered; rows are six longer
   */
  void start(Plane plane, int firstColumn, int columns, int top) {
    image = plane;
    left = firstColumn - RADIUS;
    length = columns + 2 * RADIUS;
    for (int i = 0; i < SIDE; i++) {
      ring[i] = Planes.atLeast(ring[i], length);
      squareRing[i] = Planes.atLeast(squareRing[i], length);
    }
    next = top - RADIUS;
    for (int i = 0; i < SIDE - 1; i++) {
      load();
    }
  }

  void moveDown() {
    load();
    for (int i = 0; i < SIDE; i++) {
      int slot = Math.floorMod(next + i, SIDE);
      rows[i] = ring[slot];
      squares[i] = squareRing[slot];
    }
  }

  private void load() {
    int slot = Math.floorMod(next, SIDE);
    fill(next, ring[slot]);
    square(ring[slot], squareRing[slot], length);
    next++;
  }

  private void fill(int y, double[] row) {
    int width = image.width();
    if (border == Border.ZERO && (y < 0 || y >= image.height())) {
      Arrays.fill(row, 0, length, 0);
      return;
    }
    int source = Math.min(Math.max(y, 0), image.height() - 1) * image.stride();
    double[] values = image.values();
    int from = Math.min(Math.max(-left, 0), length);
    int to = Math.min(Math.max(width - left, from), length);
    boolean zero = border == Border.ZERO;
    Arrays.fill(row, 0, from, zero ? 0 : values[source]);
    System.arraycopy(values, source + left + from, row, from, to - from);
    Arrays.fill(row, to, length, zero ? 0 : values[source + width - 1]);
  }

  private static void square(double[] row, double[] squares, int length) {
    for (int i = 0; i < length; i++) {
      squares[i] = row[i] * row[i];
    }
  }
}
