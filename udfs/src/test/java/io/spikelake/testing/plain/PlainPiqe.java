package io.spikelake.testing.plain;

import java.util.Arrays;

/** PIQE, block by block. */
public final class PlainPiqe {

  private static final int SIDE = 16;
  private static final int RUN = 6;

  private final boolean mirrored;

  private PlainPiqe(boolean mirrored) {
    this.mirrored = mirrored;
  }

  /** Edges replicated up to whole blocks. */
  public static PlainPiqe matlab() {
    return new PlainPiqe(false);
  }

  /** Edges mirrored by {@code side mod 16}; what is no whole block is left out. */
  public static PlainPiqe pyiqa() {
    return new PlainPiqe(true);
  }

  /**
   * @param grey whole levels, row-major
   */
  public double score(double[] grey, int width, int height) {
    int newWidth = width + (mirrored ? width % SIDE : Math.floorMod(-width, SIDE));
    int newHeight = height + (mirrored ? height % SIDE : Math.floorMod(-height, SIDE));
    double[] continued = new double[newWidth * newHeight];
    for (int i = 0; i < continued.length; i++) {
      continued[i] = grey[source(i / newWidth, height) * width + source(i % newWidth, width)];
    }
    double[] map = PlainArithmetic.MATLAB.mscn(continued, newWidth, newHeight, true);
    double sum = 1;
    int active = 1;
    for (int y = 0; y + SIDE <= newHeight; y += SIDE) {
      for (int x = 0; x + SIDE <= newWidth; x += SIDE) {
        double[] block = new double[SIDE * SIDE];
        for (int i = 0; i < block.length; i++) {
          block[i] = map[(y + i / SIDE) * newWidth + x + i % SIDE];
        }
        double variance = variance(block);
        if (variance > 0.1) {
          active++;
          sum += isImpaired(block) ? 1 - variance : 0;
          sum += isNoisy(block) ? variance : 0;
        }
      }
    }
    return 100 * sum / active;
  }

  private int source(int position, int side) {
    return position < side ? position : mirrored ? 2 * side - 1 - position : side - 1;
  }

  private static boolean isImpaired(double[] block) {
    boolean impaired = false;
    for (int first = 0; first + RUN <= SIDE; first++) {
      impaired |= isSmooth(block, first, 1);
      impaired |= isSmooth(block, (SIDE - 1) * SIDE + first, 1);
      impaired |= isSmooth(block, first * SIDE, SIDE);
      impaired |= isSmooth(block, first * SIDE + SIDE - 1, SIDE);
    }
    return impaired;
  }

  private static boolean isSmooth(double[] block, int start, int step) {
    double[] run = new double[RUN];
    Arrays.setAll(run, i -> block[start + i * step]);
    return Math.sqrt(variance(run)) < 0.1;
  }

  /** The surround lacks the columns 8 and 10, as in the published code. */
  private static boolean isNoisy(double[] block) {
    double deviation = Math.sqrt(variance(block));
    double centre = Math.sqrt(variance(columns(block, 7, 8)));
    double surround =
        Math.sqrt(variance(columns(block, 0, 1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13, 14, 15)));
    double ratio = Double.isNaN(centre / surround) ? 0 : centre / surround;
    double beta = Math.abs(deviation - ratio) / Math.max(deviation, ratio);
    return deviation > 2 * beta;
  }

  private static double[] columns(double[] block, int... columns) {
    double[] values = new double[SIDE * columns.length];
    Arrays.setAll(values, i -> block[i % SIDE * SIDE + columns[i / SIDE]]);
    return values;
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (values.length - 1);
  }
}
