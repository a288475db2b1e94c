package io.spikelake.image;

/**
 * A decoded picture file: whole levels, one or three channels. Keeps the array it is given.
 *
 * @param width columns
 * @param height rows
 * @param white the level of white: 255, or 65535 for 16 bits
 * @param levels row-major, pixel by pixel: the grey level, or red, green and blue
 * @param isColour whether there are three levels per pixel
 */
public record Picture(int width, int height, int white, int[] levels, boolean isColour) {

  /** The picture in grey, 0..1: every value is {@code (float) level / white}. */
  public GrayImage grey(GreyRule rule) {
    float[] pixels = new float[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int level =
          isColour
              ? rule.level(levels[3 * i], levels[3 * i + 1], levels[3 * i + 2], white)
              : levels[i];
      pixels[i] = level / (float) white;
    }
    return new GrayImage(width, height, pixels);
  }
}
