package io.spikelake.image;

/**
 * Gives an image another size by interpolating between its pixels, as PyTorch's {@code interpolate}
 * does with {@code align_corners=False} and {@code antialias=False}.
 *
 * <p>Pixels are squares: the centre of pixel {@code i} of {@code n} is at {@code (i + 0.5) / n}.
 * Places outside take the pixel at the edge. Nothing is smoothed before an image is made smaller,
 * so that fine detail aliases; libraries that smooth (Pillow, torchvision on images) give other
 * pixels. Pixels of 0..1 stay there with {@link #BILINEAR}; {@link #BICUBIC} overshoots.
 */
public enum Interpolation {
  /** Between the 2x2 nearest pixels. */
  BILINEAR(2) {
    @Override
    double weight(double distance) {
      return Math.max(0, 1 - distance);
    }
  },

  /**
   * Between the 4x4 nearest pixels, by Keys' cubic convolution with {@code a = -0.75}. Keys, "Cubic
   * Convolution Interpolation for Digital Image Processing", IEEE TASSP 29(6), 1981, eq. 4, has
   * {@code a = -0.5}.
   */
  BICUBIC(4) {
    @Override
    double weight(double d) {
      if (d <= 1) {
        return ((A + 2) * d - (A + 3)) * d * d + 1;
      }
      return d < 2 ? ((A * d - 5 * A) * d + 8 * A) * d - 4 * A : 0;
    }
  };

  private static final double A = -0.75;

  private final int taps;

  Interpolation(int taps) {
    this.taps = taps;
  }

  /** The share of a pixel at a distance of so many pixels. */
  abstract double weight(double distance);

  /** The image in another size; itself if it has that size. */
  public GrayImage resize(GrayImage image, int width, int height) {
    if (image.width() == width && image.height() == height) {
      return image;
    }
    Axis columns = new Axis(image.width(), width);
    Axis rows = new Axis(image.height(), height);
    float[] pixels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int i = 0; i < taps; i++) {
          double row = 0;
          int from = rows.places[y * taps + i] * image.width();
          for (int j = 0; j < taps; j++) {
            int place = columns.places[x * taps + j];
            row += columns.weights[x * taps + j] * image.pixels()[from + place];
          }
          sum += rows.weights[y * taps + i] * row;
        }
        pixels[y * width + x] = (float) sum;
      }
    }
    return new GrayImage(width, height, pixels);
  }

  /** For each pixel of a row or column, the pixels it comes from and their weights. */
  private final class Axis {
    private final int[] places;
    private final double[] weights;

    Axis(int from, int to) {
      places = new int[to * taps];
      weights = new double[to * taps];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * from / to - 0.5;
        int first = (int) Math.floor(centre) - taps / 2 + 1;
        for (int tap = 0; tap < taps; tap++) {
          places[i * taps + tap] = Math.max(0, Math.min(from - 1, first + tap));
          weights[i * taps + tap] = weight(Math.abs(centre - (first + tap)));
        }
      }
    }
  }
}
