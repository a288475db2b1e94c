package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.testing.SharedFiles;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The pictures that reference scores are known for. */
final class CalibrationImages {

  private CalibrationImages() {}

  /** How red, green and blue, 0..255, become a whole grey level. */
  @FunctionalInterface
  interface GreyRule {
    int of(int red, int green, int blue);
  }

  /** MATLAB's rgb2gray; the rule of the official scores. */
  static final GreyRule MATLAB =
      (red, green, blue) ->
          (int)
              Math.floor(
                  0.298936021293775 * red
                      + 0.587043074451121 * green
                      + 0.114020904255103 * blue
                      + 0.5);

  /** The rule of {@code calibration_reference_scores.json}. */
  static final GreyRule PER_MILLE =
      (red, green, blue) -> (299 * red + 587 * green + 114 * blue + 500) / 1000;

  /**
   * @param name such as {@code dist_dir/I04}
   */
  static GrayImage read(String name, GreyRule rule) {
    return read(SharedFiles.require("iqa/images/" + name + ".bmp"), rule);
  }

  /** A colour picture as grey in 0..1, every pixel a whole number of 255ths. */
  static GrayImage read(Path file, GreyRule rule) {
    BufferedImage picture;
    try {
      picture = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    Raster raster = picture.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[] grey = new float[width * height];
    int[] pixel = new int[raster.getNumBands()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.getPixel(x, y, pixel);
        grey[y * width + x] = rule.of(pixel[0], pixel[1], pixel[2]) / 255f;
      }
    }
    return new GrayImage(width, height, grey);
  }
}
