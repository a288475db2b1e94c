package io.spikelake.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Levels of a PNG, BMP or JPEG file as they are stored: transparency is left out, colour profiles
 * and gamma are not applied, as in the programs that scores are compared with.
 *
 * <p>Memory: at most 18 bytes for each of at most 2<sup>25</sup> pixels, whatever the file says.
 */
final class PictureDecoder {

  private static final int EIGHT_BITS = 255;
  private static final int SIXTEEN_BITS = 65535;

  /** Those of 8K and a little more; a few bytes of header can ask for gigabytes. */
  private static final int MAX_PIXELS = 1 << 25;

  private PictureDecoder() {}

  /**
   * @param sourceName where the content is from, for messages
   * @throws IOException if the content is none of the formats or damaged
   */
  static Picture decode(byte[] content, String sourceName) throws IOException {
    Raster raster;
    IndexColorModel palette;
    try {
      BufferedImage image = read(content, format(content));
      raster = image.getRaster();
      palette = image.getColorModel() instanceof IndexColorModel model ? model : null;
    } catch (IOException | RuntimeException e) {
      // The decoders of the JDK throw all kinds of runtime exceptions on damaged files.
      throw new IOException(
          "Cannot read picture %s (%d bytes): %s; expected an intact PNG, BMP or JPEG file"
              .formatted(sourceName, content.length, e.getMessage()),
          e);
    }
    return palette == null ? direct(raster) : indexed(raster, palette);
  }

  /** The format by the first bytes, as the JDK names it. */
  private static String format(byte[] content) throws IOException {
    if (startsWith(content, 0x89, 'P', 'N', 'G')) {
      return "png";
    }
    if (startsWith(content, 'B', 'M')) {
      return "bmp";
    }
    if (startsWith(content, 0xFF, 0xD8, 0xFF)) {
      return "jpeg";
    }
    throw new IOException("the first bytes are of no known format");
  }

  private static boolean startsWith(byte[] content, int... magic) {
    if (content.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((content[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static BufferedImage read(byte[] content, String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IOException("this Java runtime has no reader for " + format);
    }
    ImageReader reader = readers.next();
    // In memory: ImageIO's default stream goes through a temporary file.
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(stream, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MAX_PIXELS) {
        throw new IOException(
            "%dx%d pixels are more than %d"
                .formatted(reader.getWidth(0), reader.getHeight(0), MAX_PIXELS));
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static Picture indexed(Raster raster, IndexColorModel palette) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int[] levels = new int[3 * width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        levels[at] = palette.getRed(row[x]);
        levels[at + 1] = palette.getGreen(row[x]);
        levels[at + 2] = palette.getBlue(row[x]);
      }
    }
    return new Picture(width, height, EIGHT_BITS, levels, true);
  }

  private static Picture direct(Raster raster) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    boolean colour = raster.getNumBands() >= 3;
    int channels = colour ? 3 : 1;
    int white = raster.getSampleModel().getSampleSize(0) > 8 ? SIXTEEN_BITS : EIGHT_BITS;
    int[] levels = new int[channels * width * height];
    int[] row = new int[width];
    for (int channel = 0; channel < channels; channel++) {
      int largest = (1 << raster.getSampleModel().getSampleSize(channel)) - 1;
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, channel, row);
        for (int x = 0; x < width; x++) {
          levels[channels * (y * width + x) + channel] = stretched(row[x], largest, white);
        }
      }
    }
    return new Picture(width, height, white, levels, colour);
  }

  /** Some bitmaps have 5 or 6 bits per channel. */
  private static int stretched(int level, int largest, int white) {
    return largest == white ? level : (level * white + largest / 2) / largest;
  }
}
