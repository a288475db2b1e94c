package io.spikelake.quality.opencv;

import io.spikelake.quality.nss.AggdFit;

/**
 * The 36 features of OpenCV's {@code QualityBRISQUE}.
 *
 * <p>At full size and at {@link CubicHalf half size}, 18 each: shape and {@code (l^2 + r^2) / 2} of
 * the {@link AggdFit} to the normalised pixels; then for the products with the neighbour to the
 * right, below, below right and above right (zero where there is none): shape, mean, {@code l^2},
 * {@code r^2}, where l and r are the deviations of the two sides. Pixels are normalised as
 *
 * <pre>{@code (i - mu) / (sqrt(blur(i^2) - mu^2) + 1/255),  mu = blur(i)}</pre>
 *
 * in single precision on 0..1. Where rounding makes the difference negative its root is NaN, and
 * the pixel counts as a zero.
 *
 * <p>These are not the features of the LIVE release (other border, half size, first fit, products)
 * and must be scored with OpenCV's own model only.
 */
public final class OpenCvBrisqueFeatures {

  /** Features per image. */
  public static final int COUNT = 36;

  /** Columns to the right and rows down of each neighbour, in the order of the features. */
  private static final int[][] NEIGHBOURS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

  private static final float STABILISER = (float) (1.0 / 255);

  private OpenCvBrisqueFeatures() {}

  /**
   * @param pixels row-major, 0..1; not modified
   * @param width at least 2
   * @param height at least 2
   * @return the features; NaN where a side of a fit has no values
   */
  public static float[] of(float[] pixels, int width, int height) {
    float[] features = new float[COUNT];
    fill(features, 0, pixels, width, height);
    fill(features, COUNT / 2, CubicHalf.of(pixels, width, height), width / 2, height / 2);
    return features;
  }

  private static void fill(float[] features, int offset, float[] plane, int width, int height) {
    float[] map = normalise(plane, width, height);
    double[] sample = new double[map.length];
    for (int i = 0; i < map.length; i++) {
      sample[i] = Float.isNaN(map[i]) ? 0 : map[i];
    }
    AggdFit fit = AggdFit.of(sample);
    int next = offset;
    features[next++] = (float) fit.alpha();
    features[next++] = (float) (square(fit.leftSigma()) + square(fit.rightSigma())) / 2;
    for (int[] neighbour : NEIGHBOURS) {
      products(map, width, height, neighbour[0], neighbour[1], sample);
      AggdFit pair = AggdFit.of(sample);
      features[next++] = (float) pair.alpha();
      features[next++] = (float) pair.mean();
      features[next++] = (float) square(pair.leftSigma());
      features[next++] = (float) square(pair.rightSigma());
    }
  }

  private static float[] normalise(float[] plane, int width, int height) {
    float[] squares = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      squares[i] = plane[i] * plane[i];
    }
    float[] mean = GaussianBlur.of(plane, width, height);
    float[] meanSquare = GaussianBlur.of(squares, width, height);
    float[] map = new float[plane.length];
    for (int i = 0; i < map.length; i++) {
      float deviation = (float) Math.sqrt(meanSquare[i] - mean[i] * mean[i]);
      map[i] = (plane[i] - mean[i]) / (deviation + STABILISER);
    }
    return map;
  }

  private static void products(
      float[] map, int width, int height, int dx, int dy, double[] products) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = x + dx < width && y + dy >= 0 && y + dy < height;
        float product = inside ? map[y * width + x] * map[(y + dy) * width + x + dx] : 0;
        products[y * width + x] = Float.isNaN(product) ? 0 : product;
      }
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
