package io.spikelake.image;

import java.io.Serializable;

/**
 * How a reconstruction becomes an image with black at 0 and white at 1, which can be shown and
 * scored. Part of the identity of a score.
 *
 * <p>Written {@code none}, {@code clip}, {@code minmax} or {@code rate=R}.
 */
public sealed interface Tone extends Serializable {

  /** The toned image; the input is not modified. */
  GrayImage apply(GrayImage image);

  /** The reconstruction as it is, overshoot kept. */
  record None() implements Tone {
    @Override
    public GrayImage apply(GrayImage image) {
      return image;
    }

    @Override
    public String toString() {
      return "none";
    }
  }

  /** Limited to 0..1. */
  record Clip() implements Tone {
    @Override
    public GrayImage apply(GrayImage image) {
      return Tones.scaleAndClip(image, 1f);
    }

    @Override
    public String toString() {
      return "clip";
    }
  }

  /**
   * The smallest pixel to 0, the largest to 1; a constant image becomes black, one with a pixel
   * that is no number becomes all NaN.
   */
  record MinMax() implements Tone {
    @Override
    public GrayImage apply(GrayImage image) {
      return Tones.stretch(image);
    }

    @Override
    public String toString() {
      return "minmax";
    }
  }

  /**
   * Divided by the firing rate of white, then limited to 0..1.
   *
   * @param white spikes per plane at white, as the user wrote it; positive
   */
  record Rate(String white) implements Tone {
    public Rate {
      float value = (float) Tones.number(white);
      if (!(value > 0) || Float.isInfinite(value)) {
        throw new IllegalArgumentException(
            "White rate '%s' is not a positive number of spikes per plane".formatted(white));
      }
    }

    /** The rate with the shortest decimal that names it. */
    public static Rate of(double white) {
      return new Rate(Tones.shortest(white));
    }

    @Override
    public GrayImage apply(GrayImage image) {
      return Tones.scaleAndClip(image, Float.parseFloat(white));
    }

    @Override
    public String toString() {
      return "rate=" + white;
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no tone
   */
  static Tone parse(String text) {
    return switch (text) {
      case "none" -> new None();
      case "clip" -> new Clip();
      case "minmax" -> new MinMax();
      default -> {
        if (text.startsWith("rate=")) {
          yield Rate.of(Tones.number(text.substring("rate=".length())));
        }
        throw new IllegalArgumentException(
            "Unknown tone '%s'; expected none, clip, minmax or rate=R".formatted(text));
      }
    };
  }
}
