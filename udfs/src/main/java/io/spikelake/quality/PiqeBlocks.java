package io.spikelake.quality;

import io.spikelake.quality.nss.Plane;
import java.util.Arrays;

/**
 * The 16x16 blocks of a map of MSCN coefficients as PIQE judges them.
 *
 * <ul>
 *   <li>Active: the variance v of the block exceeds 0.1. Others are passed over.
 *   <li>Impaired (blocking, blur): on one of its four edges one of the 11 runs of 6 has a standard
 *       deviation below 0.1.
 *   <li>Noisy: {@code s > 2 beta} with {@code beta = |s - q| / max(s, q)}, s the standard deviation
 *       and q that of the two middle columns divided by that of their surround.
 * </ul>
 *
 * <p>The distortion of a block is {@code 1 - v} if impaired, v if noisy, 1 if both, 0 if none. The
 * surround lacks columns 8 and 10 of 16, not the middle columns 8 and 9: the published code removes
 * column 8 and then the ninth of those left. It is kept, for it moves scores by 0.3. All variances
 * divide by n - 1.
 *
 * <p>A row of blocks is judged at a time: sums run down the columns of the map, and the edges lie
 * side by side. Has work space of its own: for one thread at a time.
 */
final class PiqeBlocks {

  /** Side of a block. */
  static final int SIDE = 16;

  private static final double ACTIVE_VARIANCE = 0.1;
  private static final double IMPAIRED_DEVIATION = 0.1;

  /** Counted from 0. */
  private static final int MIDDLE = 7;

  private static final int LEFT_OUT_OF_SURROUND = 9;

  private final PiqeEdges edges = new PiqeEdges();
  private double[] sums = new double[0];
  private double[] means = new double[0];
  private double[] surroundMeans = new double[0];
  private double[] squares = new double[0];
  private double[] surroundSquares = new double[0];
  private int active;
  private double distortion;

  /** The side of an image made up to whole blocks. */
  static int whole(int side) {
    return side + Math.floorMod(-side, SIDE);
  }

  /**
   * Judges all whole blocks from the top left.
   *
   * @param map not modified
   */
  void judge(Plane map) {
    int blocks = map.width() / SIDE;
    int columns = blocks * SIDE;
    if (sums.length < columns) {
      sums = new double[columns];
      means = new double[columns];
      surroundMeans = new double[columns];
      squares = new double[columns];
      surroundSquares = new double[columns];
    }
    active = 0;
    distortion = 0;
    for (int top = 0; top + SIDE <= map.height(); top += SIDE) {
      measure(map, top, columns);
      edges.measure(map, top, blocks);
      for (int block = 0; block < blocks; block++) {
        judge(map, top, block);
      }
    }
  }

  /** How many blocks are active. */
  int active() {
    return active;
  }

  /** Sum of the distortions of all blocks. */
  double distortion() {
    return distortion;
  }

  private void measure(Plane map, int top, int columns) {
    Arrays.fill(sums, 0, columns, 0);
    Arrays.fill(squares, 0, columns, 0);
    Arrays.fill(surroundSquares, 0, columns, 0);
    int at = top * map.stride();
    for (int row = 0; row < SIDE; row++) {
      add(map.values(), at + row * map.stride(), columns, sums);
    }
    for (int first = 0; first < columns; first += SIDE) {
      double all = sum(sums, first);
      double surround = all - sums[first + MIDDLE] - sums[first + LEFT_OUT_OF_SURROUND];
      Arrays.fill(means, first, first + SIDE, all / (SIDE * SIDE));
      Arrays.fill(surroundMeans, first, first + SIDE, surround / (SIDE * (SIDE - 2)));
    }
    for (int row = 0; row < SIDE; row++) {
      addSquares(map.values(), at + row * map.stride(), columns, means, squares);
      addSquares(map.values(), at + row * map.stride(), columns, surroundMeans, surroundSquares);
    }
  }

  private void judge(Plane map, int top, int block) {
    int first = block * SIDE;
    double variance = sum(squares, first) / (SIDE * SIDE - 1);
    if (!(variance > ACTIVE_VARIANCE)) {
      return;
    }
    active++;
    double ofBlock = 0;
    if (edges.smoothest(block) < IMPAIRED_DEVIATION) {
      ofBlock += 1 - variance;
    }
    if (isNoisy(Math.sqrt(variance), map, top, first)) {
      ofBlock += variance;
    }
    distortion += ofBlock;
  }

  private boolean isNoisy(double deviation, Plane map, int top, int first) {
    double surround = 0;
    for (int column = 0; column < SIDE; column++) {
      if (column != MIDDLE && column != LEFT_OUT_OF_SURROUND) {
        surround += surroundSquares[first + column];
      }
    }
    double surroundDeviation = Math.sqrt(surround / (SIDE * (SIDE - 2) - 1));
    double ratio = centreDeviation(map, top, first) / surroundDeviation;
    if (Double.isNaN(ratio)) {
      ratio = 0;
    }
    double beta = Math.abs(deviation - ratio) / Math.max(deviation, ratio);
    return deviation > 2 * beta;
  }

  private double centreDeviation(Plane map, int top, int first) {
    double mean = (sums[first + MIDDLE] + sums[first + MIDDLE + 1]) / (2 * SIDE);
    double ofLeft = 0;
    double ofRight = 0;
    for (int row = 0; row < SIDE; row++) {
      int at = (top + row) * map.stride() + first + MIDDLE;
      double left = map.values()[at] - mean;
      double right = map.values()[at + 1] - mean;
      ofLeft += left * left;
      ofRight += right * right;
    }
    return Math.sqrt((ofLeft + ofRight) / (2 * SIDE - 1));
  }

  private static double sum(double[] values, int first) {
    double sum = 0;
    for (int column = first; column < first + SIDE; column++) {
      sum += values[column];
    }
    return sum;
  }

  private static void add(double[] map, int at, int columns, double[] sums) {
    for (int x = 0; x < columns; x++) {
      sums[x] += map[at + x];
    }
  }

  private static void addSquares(
      double[] map, int at, int columns, double[] means, double[] squares) {
    for (int x = 0; x < columns; x++) {
      double difference = map[at + x] - means[x];
      squares[x] = Math.fma(difference, difference, squares[x]);
    }
  }
}
