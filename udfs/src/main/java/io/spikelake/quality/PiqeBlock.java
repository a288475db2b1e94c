package io.spikelake.quality;

/**
 * One 16x16 block of MSCN coefficients as PIQE judges it. Mutable: one instance is loaded with
 * block after block.
 *
 * <ul>
 *   <li>Active: its variance v exceeds 0.1.
 *   <li>Impaired (blocking, blur): on one of its four edges one of the 11 runs of 6 has a standard
 *       deviation below 0.1.
 *   <li>Noisy: {@code s > 2 beta} with {@code beta = |s - q| / max(s, q)}, s the standard deviation
 *       and q that of the two middle columns divided by that of their surround.
 * </ul>
 *
 * <p>The surround lacks columns 8 and 10 of 16, not the middle columns 8 and 9: the published code
 * removes column 8 and then the ninth of those left. It is kept, for it moves scores by 0.3. All
 * variances divide by n - 1.
 */
final class PiqeBlock {

  static final int SIDE = 16;

  private static final double ACTIVE_VARIANCE = 0.1;
  private static final double IMPAIRED_DEVIATION = 0.1;
  private static final int RUN = 6;

  /** Counted from 0. */
  private static final int MIDDLE = 7;

  private static final int LEFT_OUT_OF_SURROUND = 9;

  private final double[] values = new double[SIDE * SIDE];
  private double variance;

  /**
   * @param map row-major; not modified
   * @param stride columns of the map
   * @param x column of the top left value
   * @param y row of the top left value
   */
  void load(double[] map, int stride, int x, int y) {
    for (int row = 0; row < SIDE; row++) {
      System.arraycopy(map, (y + row) * stride + x, values, row * SIDE, SIDE);
    }
    variance = varianceOfColumns(0xFFFF);
  }

  boolean isActive() {
    return variance > ACTIVE_VARIANCE;
  }

  /** What the block adds: {@code 1 - v} if impaired, v if noisy, 1 if both, 0 if none. */
  double distortion() {
    double sum = 0;
    if (isImpaired()) {
      sum += 1 - variance;
    }
    if (isNoisy()) {
      sum += variance;
    }
    return sum;
  }

  private boolean isImpaired() {
    int last = SIDE - 1;
    return hasSmoothRun(0, 1)
        || hasSmoothRun(last * SIDE, 1)
        || hasSmoothRun(0, SIDE)
        || hasSmoothRun(last, SIDE);
  }

  private boolean hasSmoothRun(int start, int step) {
    for (int first = 0; first + RUN <= SIDE; first++) {
      double sum = 0;
      for (int i = first; i < first + RUN; i++) {
        sum += values[start + i * step];
      }
      double mean = sum / RUN;
      double squares = 0;
      for (int i = first; i < first + RUN; i++) {
        double deviation = values[start + i * step] - mean;
        squares += deviation * deviation;
      }
      if (Math.sqrt(squares / (RUN - 1)) < IMPAIRED_DEVIATION) {
        return true;
      }
    }
    return false;
  }

  private boolean isNoisy() {
    int centre = 1 << MIDDLE | 1 << (MIDDLE + 1);
    int surround = 0xFFFF & ~(1 << MIDDLE | 1 << LEFT_OUT_OF_SURROUND);
    double deviation = Math.sqrt(variance);
    double ratio = Math.sqrt(varianceOfColumns(centre)) / Math.sqrt(varianceOfColumns(surround));
    if (Double.isNaN(ratio)) {
      ratio = 0;
    }
    double beta = Math.abs(deviation - ratio) / Math.max(deviation, ratio);
    return deviation > 2 * beta;
  }

  /**
   * @param columns bit c says whether column c takes part
   */
  private double varianceOfColumns(int columns) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      if ((columns >> (i % SIDE) & 1) != 0) {
        sum += values[i];
      }
    }
    int count = SIDE * Integer.bitCount(columns);
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      if ((columns >> (i % SIDE) & 1) != 0) {
        squares += (values[i] - mean) * (values[i] - mean);
      }
    }
    return squares / (count - 1);
  }
}
