package io.spikelake.reconstruct;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;
import java.util.Arrays;

/**
 * The spiking neural model of retina-like reconstruction (TVS, also SNM), as its public code
 * computes it for a moving camera.
 *
 * <p>For a moving camera the spiking network enters only as one factor of the whole image, which
 * the final stretch takes out again, so no neuron is simulated: what is left is a method of
 * intervals. The N planes read are cut, per pixel, at their start, at each spike and at their end.
 * With b the length of the piece that ends at or after the key frame k, a and c those of the pieces
 * before and after it, and tau the planes from the start of b to k:
 *
 * <ul>
 *   <li>where a, b, c rise or fall strictly, the brightness changes once inside b, at {@code a (c -
 *       b) / (c - a)}: up to there it is 1 / a, then 1 / c;
 *   <li>elsewhere it is the value at k of the least-squares line through the rates 1 / a, 1 / b, 1
 *       / c at the middles of the pieces, at least 0.
 * </ul>
 *
 * <p>As in the code, b as the first piece has the LAST one as its a, b as the last piece is its own
 * c, and a piece of no plane (a spike in the first) counts as one.
 *
 * <p>The frame is then divided by its largest value, raised to the power 1 / 3.5, put through three
 * rounds of a {@link DirectionalFilter}, stretched from smallest to largest over 8 bits and
 * rounded; pixels are level / 255. The filter takes rows from the bottom of the picture up, which
 * is their order in the files of the public code, and the result depends on that; so do we,
 * whatever the order in memory. A frame that is the same everywhere is black.
 *
 * <p>The N planes are the first of the recording, fewer if it has fewer. The code takes no key
 * frame after them; here such a one gets the N planes of which it is number N / 2, as far as the
 * recording goes. The span is therefore the whole recording.
 *
 * <p>Where two proposals of the filter are equal, the code follows the rounding errors of its
 * linear algebra library, and gives other pixels on other machines: of the reference frames up to 1
 * pixel in 1000 differs, by up to 30 grey levels; here the earlier is taken always. Other pixels
 * agree within one level.
 *
 * <p>Zhu, Dong, Li, Huang, Tian, "Retina-like Visual Image Reconstruction via Spiking Neural
 * Model", CVPR 2020. The code's modes for a fixed camera need the simulated thresholds and a graph
 * cut; without reference output to check them by they are not offered.
 */
final class SpikingNeuralModel extends ClosedFormMethod {

  private static final double EXPONENT = 1 / 3.5;
  private static final int FILTER_ROUNDS = 3;

  private final int maxPlanes;
  private final TwoNearestSpikes search = new TwoNearestSpikes();
  private final PowerCache power = new PowerCache(EXPONENT);
  private int[] before = new int[0];
  private int[] secondBefore = new int[0];
  private int[] after = new int[0];
  private int[] secondAfter = new int[0];
  private int[] fromEnd = new int[0];
  private double[] image = new double[0];

  private SpikingNeuralModel(VariantId id) {
    super(id, TemporalSpan.WHOLE, OutputScale.DISPLAY);
    this.maxPlanes = id.integer(Reconstructors.WINDOW);
  }

  static SpikingNeuralModel movingCamera(VariantId id) {
    return new SpikingNeuralModel(id);
  }

  @Override
  void fill(SpikeStream window, int keyPlane, float[] pixels) {
    brightness(window, keyPlane);
    toFileOrder(window);
    display(window.width(), window.height());
    toFileOrder(window);
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (float) image[p];
    }
    window.toUpright(pixels);
  }

  /**
   * Brightness before anything that needs other pixels, 0..1.
   *
   * @return work space; the first entries are the pixels in storage order
   */
  double[] brightness(SpikeStream window, int keyPlane) {
    int pixels = window.pixels();
    if (image.length < pixels) {
      before = new int[pixels];
      secondBefore = new int[pixels];
      after = new int[pixels];
      secondAfter = new int[pixels];
      fromEnd = new int[pixels];
      image = new double[pixels];
    }
    int n = Math.min(maxPlanes, window.planes());
    int first = keyPlane < n ? 0 : Math.min(keyPlane - n / 2, window.planes() - n);
    int key = keyPlane - first;
    // The second array is not wanted of this search, and overwritten by the next.
    search.search(window, first + n - 1, -1, n - key, fromEnd, secondAfter);
    search.search(window, keyPlane - 1, -1, key, before, secondBefore);
    search.search(window, keyPlane, 1, n - key, after, secondAfter);
    for (int p = 0; p < pixels; p++) {
      int start = key - 1 - before[p];
      int end = key + after[p];
      boolean firstPiece = before[p] == key;
      boolean lastPiece = after[p] == n - key;
      // A search without a result ends one plane outside, where the N planes are cut anyway; only
      // their start is the plane itself.
      int b = end - Math.max(0, start);
      int a =
          firstPiece
              ? lastPiece ? n : fromEnd[p] + 1
              : start - Math.max(0, key - 1 - secondBefore[p]);
      int c = lastPiece ? b : secondAfter[p] - after[p];
      image[p] = brightness(a, b, c, key - Math.max(0, start));
    }
    return image;
  }

  private static double brightness(int a, int b, int c, int tau) {
    if ((a > b && b > c) || (a < b && b < c)) {
      double change = (double) a * (c - b) / (c - a);
      return 1.0 / Math.max(1, tau <= change ? a : c);
    }
    return b == 0 ? 1 : Math.max(0, line(Math.max(1, a), b, c, tau));
  }

  /**
   * The least-squares line through the rates at the middles of three pieces, at tau in the second.
   */
  private static double line(double a, double b, double c, int tau) {
    double x0 = a / 2;
    double x1 = a + b / 2;
    double x2 = a + b + c / 2;
    double meanX = (x0 + x1 + x2) / 3;
    double meanY = (1 / a + 1 / b + 1 / c) / 3;
    double d0 = x0 - meanX;
    double d1 = x1 - meanX;
    double d2 = x2 - meanX;
    double slope =
        (d0 * (1 / a - meanY) + d1 * (1 / b - meanY) + d2 * (1 / c - meanY))
            / (d0 * d0 + d1 * d1 + d2 * d2);
    return meanY + slope * (a + tau - meanX);
  }

  /** Brings {@link #image} from storage order to bottom row first, or back. */
  private void toFileOrder(SpikeStream window) {
    if (window.rowOrder() == RowOrder.BOTTOM_UP) {
      return;
    }
    int width = window.width();
    for (int top = 0, bottom = window.height() - 1; top < bottom; top++, bottom--) {
      for (int x = 0; x < width; x++) {
        double value = image[top * width + x];
        image[top * width + x] = image[bottom * width + x];
        image[bottom * width + x] = value;
      }
    }
  }

  private void display(int width, int height) {
    int pixels = width * height;
    double largest = 0;
    for (int p = 0; p < pixels; p++) {
      largest = Math.max(largest, image[p]);
    }
    if (largest == 0) {
      return;
    }
    for (int p = 0; p < pixels; p++) {
      image[p] = power.of(255 * (image[p] / largest));
    }
    DirectionalFilter.apply(image, width, height, FILTER_ROUNDS);
    double min = image[0];
    double max = image[0];
    for (int p = 0; p < pixels; p++) {
      min = Math.min(min, image[p]);
      max = Math.max(max, image[p]);
    }
    if (min == max) {
      Arrays.fill(image, 0, pixels, 0);
      return;
    }
    for (int p = 0; p < pixels; p++) {
      image[p] = Math.floor((image[p] - min) * (255 / (max - min)) + 0.5) / 255;
    }
  }
}
