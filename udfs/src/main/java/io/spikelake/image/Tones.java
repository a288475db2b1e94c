package io.spikelake.image;

/** The arithmetic of {@link Tone}s. */
final class Tones {

  private Tones() {}

  /** Division, not multiplication by the inverse: the reference code divides, and bits differ. */
  static GrayImage scaleAndClip(GrayImage image, float white) {
    float[] in = image.pixels();
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = Math.min(1f, Math.max(0f, in[i] / white));
    }
    return new GrayImage(image.width(), image.height(), out);
  }

  static GrayImage stretch(GrayImage image) {
    float[] in = image.pixels();
    float min = in[0];
    float max = in[0];
    for (float value : in) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    float range = max - min;
    float[] out = new float[in.length];
    // Not "range > 0": a pixel that is NaN must not become black unnoticed.
    if (range != 0) {
      for (int i = 0; i < in.length; i++) {
        out[i] = (in[i] - min) / range;
      }
    }
    return new GrayImage(image.width(), image.height(), out);
  }

  static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "White rate '%s' is not a number of spikes per plane".formatted(text), e);
    }
  }

  static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
