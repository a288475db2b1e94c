package io.spikelake.quality;

/** The number range on which a variant of a metric works. */
enum PixelRange {
  /** As images are: black 0, white 1. */
  UNIT(1) {
    @Override
    double map(float pixel) {
      return pixel;
    }
  },
  /** Black 0, white 255, not rounded. */
  BYTE(255) {
    @Override
    double map(float pixel) {
      return 255.0 * pixel;
    }
  },
  /** Black -1, white 1, limited to that, as Spike-Zoo and SpikeCLIP map images before scoring. */
  SIGNED(2) {
    @Override
    double map(float pixel) {
      return Math.max(-1, Math.min(1, 2.0 * pixel - 1));
    }
  };

  private final double width;

  PixelRange(double width) {
    this.width = width;
  }

  /** From black to white. */
  double width() {
    return width;
  }

  abstract double map(float pixel);

  /** The pixels on this range, in a new array. */
  double[] map(float[] pixels) {
    double[] mapped = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      mapped[i] = map(pixels[i]);
    }
    return mapped;
  }
}
