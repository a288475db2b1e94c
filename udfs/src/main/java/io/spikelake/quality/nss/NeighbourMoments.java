package io.spikelake.quality.nss;

import java.util.Arrays;

/**
 * {@link Moments} of a map and of its products with four neighbours, per patch, without a plane of
 * products.
 *
 * <p>The neighbours are the ones to the left, above, above left and above right. That each product
 * has the neighbour on the other side as well is why NIQE and BRISQUE, which name other sides, need
 * no others. Beyond the edge of a patch there is the opposite edge of the same patch, as with
 * MATLAB's {@code circshift}, or zero.
 *
 * <p>Sums run down the columns of a patch first and then along them, whatever the machine. Has work
 * space of its own: for one thread at a time.
 */
public final class NeighbourMoments {

  /** Of the numbers themselves. */
  public static final int VALUES = 0;

  /** Of the products with the number to the left. */
  public static final int LEFT = 1;

  /** Of the products with the number above. */
  public static final int ABOVE = 2;

  /** Of the products with the number above, to the left. */
  public static final int ABOVE_LEFT = 3;

  /** Of the products with the number above, to the right. */
  public static final int ABOVE_RIGHT = 4;

  private static final int KINDS = 5;

  /** What lies beyond the edge of a patch, and how products are rounded. */
  public enum Edge {
    /** The opposite edge; products in double precision. */
    WRAPPED,
    /** Zero; products in single precision, as OpenCV has them. */
    ZERO_IN_SINGLE
  }

  private final Edge edge;
  private final RowKernels kernels;
  private final ColumnMoments[] sums = new ColumnMoments[KINDS];
  private final SignedRows rows = new SignedRows();
  private int patchWidth;
  private int patchHeight;

  public NeighbourMoments(Edge edge) {
    this(edge, RowKernels.fastest());
  }

  NeighbourMoments(Edge edge, RowKernels kernels) {
    this.edge = edge;
    this.kernels = kernels;
    for (int kind = 0; kind < KINDS; kind++) {
      sums[kind] = new ColumnMoments();
    }
  }

  /**
   * Computes the moments of a row of patches that begins at the left edge of the map.
   *
   * @param map finite numbers; not modified
   * @param top first row of the patches
   * @param width columns of a patch; as many patches are taken as fit
   * @param height rows of a patch
   */
  public void of(Plane map, int top, int width, int height) {
    patchWidth = width;
    patchHeight = height;
    int length = map.width() / width * (width + 2);
    rows.resize(length);
    for (ColumnMoments sum : sums) {
      sum.clear(length);
    }
    if (edge == Edge.WRAPPED) {
      load(map, top + height - 1, length, 0);
    } else {
      Arrays.fill(rows.values[0], 0, length, 0);
      Arrays.fill(rows.signs[0], 0, length, 0);
    }
    for (int y = 0; y < height; y += SignedRows.CAPACITY) {
      int count = Math.min(SignedRows.CAPACITY, height - y);
      for (int row = 1; row <= count; row++) {
        load(map, top + y + row - 1, length, row);
      }
      kernels.addValues(rows, count, length, sums[VALUES]);
      add(count, 0, -1, length, sums[LEFT]);
      add(count, 1, 0, length, sums[ABOVE]);
      add(count, 1, -1, length, sums[ABOVE_LEFT]);
      add(count, 1, 1, length, sums[ABOVE_RIGHT]);
      rows.moveToTop(count);
    }
  }

  /**
   * @param patch counted from 0 at the left
   * @param kind one of the constants of this class
   */
  public Moments at(int patch, int kind) {
    int from = patch * (patchWidth + 2) + 1;
    return sums[kind].sum(from, from + patchWidth, (long) patchWidth * patchHeight);
  }

  private void add(int count, int up, int shift, int length, ColumnMoments to) {
    kernels.addProducts(rows, count, up, shift, edge == Edge.ZERO_IN_SINGLE, length, to);
  }

  /** Every patch gets a column on both sides, which holds what lies beyond its edge. */
  private void load(Plane map, int y, int length, int row) {
    double[] values = rows.values[row];
    int from = y * map.stride();
    for (int to = 0; to < length; to += patchWidth + 2) {
      System.arraycopy(map.values(), from, values, to + 1, patchWidth);
      values[to] = edge == Edge.WRAPPED ? values[to + patchWidth] : 0;
      values[to + patchWidth + 1] = edge == Edge.WRAPPED ? values[to + 1] : 0;
      from += patchWidth;
    }
    rows.updateSigns(row, length);
  }
}
