package io.spikelake.quality.opencv;

import io.spikelake.quality.nss.AggdFit;
import io.spikelake.quality.nss.NeighbourMoments;
import io.spikelake.quality.nss.Plane;

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
 * and must be scored with OpenCV's own model only. Has work space of its own: for one thread at a
 * time.
 */
public final class OpenCvBrisqueFeatures {

  /** Features per image. */
  public static final int COUNT = 36;

  /** Each product is the same seen from the other one of the two neighbours. */
  private static final int[] NEIGHBOURS = {
    NeighbourMoments.LEFT,
    NeighbourMoments.ABOVE,
    NeighbourMoments.ABOVE_LEFT,
    NeighbourMoments.ABOVE_RIGHT
  };

  private static final float STABILISER = (float) (1.0 / 255);

  private final GaussianBlur blur = new GaussianBlur();
  private final CubicHalf cubicHalf = new CubicHalf();
  private final NeighbourMoments moments =
      new NeighbourMoments(NeighbourMoments.Edge.ZERO_IN_SINGLE);
  private final Plane map = new Plane();
  private float[] pixels = new float[0];
  private float[] half = new float[0];
  private float[] squares = new float[0];
  private float[] means = new float[0];
  private float[] deviations = new float[0];

  /**
   * @param levels whole grey levels, 0..255; not modified
   * @return as {@link #of}
   */
  public double[] ofLevels(Plane levels) {
    int width = levels.width();
    int height = levels.height();
    pixels = atLeast(pixels, width * height);
    for (int y = 0; y < height; y++) {
      narrow(levels.values(), y * levels.stride(), pixels, y * width, width);
    }
    float[] features = of(pixels, width, height);
    double[] widened = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      widened[i] = features[i];
    }
    return widened;
  }

  /**
   * @param image row-major, 0..1; may be longer than the image; not modified
   * @param width at least 2
   * @param height at least 2
   * @return the features; NaN where a side of a fit has no values
   */
  public float[] of(float[] image, int width, int height) {
    int length = width * height;
    squares = atLeast(squares, length);
    means = atLeast(means, length);
    deviations = atLeast(deviations, length);
    half = atLeast(half, (width / 2) * (height / 2));
    float[] features = new float[COUNT];
    fill(features, 0, image, width, height);
    cubicHalf.of(image, width, height, half);
    fill(features, COUNT / 2, half, width / 2, height / 2);
    return features;
  }

  private void fill(float[] features, int offset, float[] plane, int width, int height) {
    normalise(plane, width, height);
    moments.of(map, 0, width, height);
    AggdFit fit = AggdFit.of(moments.at(0, NeighbourMoments.VALUES));
    int next = offset;
    features[next++] = (float) fit.alpha();
    features[next++] = (float) (square(fit.leftSigma()) + square(fit.rightSigma())) / 2;
    for (int neighbour : NEIGHBOURS) {
      AggdFit pair = AggdFit.of(moments.at(0, neighbour));
      features[next++] = (float) pair.alpha();
      features[next++] = (float) pair.mean();
      features[next++] = (float) square(pair.leftSigma());
      features[next++] = (float) square(pair.rightSigma());
    }
  }

  private void normalise(float[] plane, int width, int height) {
    int length = width * height;
    square(plane, length, squares);
    blur.of(plane, width, height, means);
    blur.of(squares, width, height, deviations);
    rootOfVariances(means, length, deviations);
    normalise(plane, means, deviations, length, squares);
    map.resize(width, height);
    widen(squares, length, map.values());
  }

  private static void narrow(double[] levels, int from, float[] pixels, int to, int count) {
    for (int i = 0; i < count; i++) {
      pixels[to + i] = (float) levels[from + i] * (1 / 255f);
    }
  }

  private static void square(float[] plane, int length, float[] squares) {
    for (int i = 0; i < length; i++) {
      squares[i] = plane[i] * plane[i];
    }
  }

  /**
   * @param values mean squares, which become standard deviations
   */
  private static void rootOfVariances(float[] means, int length, float[] values) {
    for (int i = 0; i < length; i++) {
      values[i] = (float) Math.sqrt(values[i] - means[i] * means[i]);
    }
  }

  private static void normalise(
      float[] plane, float[] means, float[] deviations, int length, float[] normalised) {
    for (int i = 0; i < length; i++) {
      normalised[i] = (plane[i] - means[i]) / (deviations[i] + STABILISER);
    }
  }

  private static void widen(float[] values, int length, double[] widened) {
    for (int i = 0; i < length; i++) {
      float value = values[i];
      widened[i] = Float.isNaN(value) ? 0 : value;
    }
  }

  static float[] atLeast(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }

  private static double square(double value) {
    return value * value;
  }
}
