package io.spikelake.testing.plain;

import io.spikelake.quality.BrisqueModel;

/** OpenCV's BRISQUE, step by step, in the order of OpenCV's sums. */
public final class PlainOpenCvBrisque {

  private static final int FEATURES = 36;
  private static final int[][] NEIGHBOURS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
  private static final float A = -0.75f;

  private final BrisqueModel model;

  public PlainOpenCvBrisque(BrisqueModel model) {
    this.model = model;
  }

  /**
   * @param grey whole levels 0..255, row-major
   * @return 0..100, or NaN if a fit has no values on one side
   */
  public double score(double[] grey, int width, int height) {
    double[] features = features(grey, width, height);
    return Math.min(Math.max(PlainBrisque.regression(model, features), 0), 100);
  }

  /** The 36 features, each a number of single precision. */
  public static double[] features(double[] grey, int width, int height) {
    float[] unit = new float[grey.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) grey[i] * (1 / 255f);
    }
    double[] features = new double[FEATURES];
    fill(features, 0, unit, width, height);
    fill(features, FEATURES / 2, half(unit, width, height), width / 2, height / 2);
    return features;
  }

  private static void fill(double[] features, int offset, float[] plane, int width, int height) {
    float[] map = normalised(plane, width, height);
    double[] sample = new double[map.length];
    for (int i = 0; i < map.length; i++) {
      sample[i] = map[i];
    }
    PlainFits.Asymmetric fit = PlainFits.Asymmetric.of(sample);
    int next = offset;
    features[next++] = (float) fit.alpha();
    features[next++] = (float) (fit.left() * fit.left() + fit.right() * fit.right()) / 2;
    for (int[] neighbour : NEIGHBOURS) {
      for (int i = 0; i < map.length; i++) {
        int x = i % width + neighbour[0];
        int y = i / width + neighbour[1];
        boolean inside = x < width && y >= 0 && y < height;
        sample[i] = inside ? map[i] * map[y * width + x] : 0;
      }
      PlainFits.Asymmetric pair = PlainFits.Asymmetric.of(sample);
      features[next++] = (float) pair.alpha();
      features[next++] = (float) pair.mean();
      features[next++] = (float) (pair.left() * pair.left());
      features[next++] = (float) (pair.right() * pair.right());
    }
  }

  private static float[] normalised(float[] plane, int width, int height) {
    float[] squares = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      squares[i] = plane[i] * plane[i];
    }
    float[] mean = blurred(plane, width, height);
    float[] meanSquare = blurred(squares, width, height);
    float[] map = new float[plane.length];
    for (int i = 0; i < map.length; i++) {
      float deviation = (float) Math.sqrt(meanSquare[i] - mean[i] * mean[i]);
      float value = (plane[i] - mean[i]) / (deviation + (float) (1.0 / 255));
      map[i] = Float.isNaN(value) ? 0 : value;
    }
    return map;
  }

  /** Along rows from the left, then along columns from the centre with mirrored taps added. */
  private static float[] blurred(float[] plane, int width, int height) {
    float[] taps = taps();
    float[] rows = new float[plane.length];
    float[] blurred = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      int row = i - i % width;
      rows[i] = plane[row + Math.max(i % width - 3, 0)] * taps[0];
      for (int k = 1; k < 7; k++) {
        int x = Math.min(Math.max(i % width + k - 3, 0), width - 1);
        rows[i] = Math.fma(plane[row + x], taps[k], rows[i]);
      }
    }
    for (int i = 0; i < plane.length; i++) {
      blurred[i] = rows[i] * taps[3];
      for (int k = 1; k <= 3; k++) {
        float above = rows[Math.max(i / width - k, 0) * width + i % width];
        float below = rows[Math.min(i / width + k, height - 1) * width + i % width];
        blurred[i] = Math.fma(below + above, taps[3 + k], blurred[i]);
      }
    }
    return blurred;
  }

  private static float[] taps() {
    double[] exact = new double[7];
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      exact[i] = StrictMath.exp(-(i - 3) * (i - 3) / (2 * (7.0 / 6.0) * (7.0 / 6.0)));
      sum += exact[i];
    }
    float[] taps = new float[7];
    for (int i = 0; i < 7; i++) {
      taps[i] = (float) (exact[i] / sum);
    }
    return taps;
  }

  /** Bicubic without antialiasing; columns that fill OpenCV's vectors of four sum from below. */
  private static float[] half(float[] plane, int width, int height) {
    int halfWidth = width / 2;
    int halfHeight = height / 2;
    float[] narrow = new float[halfWidth * height];
    for (int i = 0; i < narrow.length; i++) {
      float position = position(i % halfWidth, width);
      for (int k = 0; k < 4; k++) {
        int x = Math.min(Math.max((int) Math.floor(position) - 1 + k, 0), width - 1);
        narrow[i] += plane[i / halfWidth * width + x] * weight(position, k);
      }
    }
    float[] half = new float[halfWidth * halfHeight];
    for (int i = 0; i < half.length; i++) {
      float position = position(i / halfWidth, height);
      boolean fromBelow = i % halfWidth < halfWidth - halfWidth % 4;
      for (int step = 0; step < 4; step++) {
        int k = fromBelow ? 3 - step : step;
        int y = Math.min(Math.max((int) Math.floor(position) - 1 + k, 0), height - 1);
        half[i] += narrow[y * halfWidth + i % halfWidth] * weight(position, k);
      }
    }
    return half;
  }

  private static float position(int index, int side) {
    return (float) ((index + 0.5) * (1 / ((double) (side / 2) / side)) - 0.5);
  }

  private static float weight(float position, int tap) {
    float t = position - (float) Math.floor(position);
    return switch (tap) {
      case 0 -> ((A * (t + 1) - 5 * A) * (t + 1) + 8 * A) * (t + 1) - 4 * A;
      case 1 -> ((A + 2) * t - (A + 3)) * t * t + 1;
      case 2 -> ((A + 2) * (1 - t) - (A + 3)) * (1 - t) * (1 - t) + 1;
      default -> 1 - weight(position, 0) - weight(position, 1) - weight(position, 2);
    };
  }
}
