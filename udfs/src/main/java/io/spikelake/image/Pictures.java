package io.spikelake.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Picture files to images and back.
 *
 * <p>Read: PNG, BMP and JPEG, told apart by their content; grey of 1 to 16 bits, palette, RGB and
 * RGBA. Levels are taken as stored: transparency is left out, colour profiles and gamma are not
 * applied. A value is {@code level / 255f} (or {@code level / 65535f} for 16 bits), so that {@code
 * round(255 * value)} gives an 8-bit level back exactly.
 *
 * <p>Written: 8-bit grey PNG for display. Scores are never computed from such a file.
 */
public final class Pictures {

  private static final int WHITE = 255;

  /** The largest picture that is decoded, uncompressed. */
  private static final int MAX_FILE_BYTES = 1 << 28;

  private static final List<String> SUFFIXES = List.of(".png", ".bmp", ".jpg", ".jpeg");

  private Pictures() {}

  /**
   * @throws IOException if there is no such file, or it is none of the formats or damaged; the
   *     message names the file
   */
  public static GrayImage read(Path file, GreyRule rule) throws IOException {
    return decode(file).grey(rule);
  }

  /**
   * The levels of a picture, for use under several grey rules.
   *
   * @throws IOException if there is no such file, or it is none of the formats or damaged; the
   *     message names the file
   */
  public static Picture decode(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("Cannot read picture %s: there is no such file".formatted(file));
    }
    return decode(Files.readAllBytes(file), file.toString());
  }

  /**
   * The levels of a picture, for use under several grey rules.
   *
   * @param content a whole file; not modified
   * @param sourceName where the content is from, for messages
   * @throws IOException if the content is none of the formats or damaged
   */
  public static Picture decode(byte[] content, String sourceName) throws IOException {
    return PictureDecoder.decode(content, sourceName);
  }

  /**
   * @param in read to its end, not closed
   * @param sourceName where the content is from, for messages
   * @throws IOException if the content is none of the formats or damaged, or has more bytes than a
   *     picture can have
   */
  public static GrayImage read(InputStream in, String sourceName, GreyRule rule)
      throws IOException {
    byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
    if (content.length > MAX_FILE_BYTES) {
      throw new IOException(
          "Cannot read picture %s: it has more than %d bytes"
              .formatted(sourceName, MAX_FILE_BYTES));
    }
    return read(content, sourceName, rule);
  }

  /**
   * @param content a whole file; not modified
   * @param sourceName where the content is from, for messages
   * @throws IOException if the content is none of the formats or damaged
   */
  public static GrayImage read(byte[] content, String sourceName, GreyRule rule)
      throws IOException {
    return decode(content, sourceName).grey(rule);
  }

  /**
   * The files of a folder, not of folders below, whose names end in {@code .png}, {@code .bmp},
   * {@code .jpg} or {@code .jpeg} in any case; in the order of their names.
   *
   * @throws IOException if there is no such folder or it cannot be listed
   */
  public static List<Path> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Pictures::isPicture).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /**
   * The image as 8-bit levels, row-major: {@code 255 x} limited to 0..255 and rounded half up; NaN
   * becomes black.
   */
  public static byte[] toLevels(GrayImage image) {
    byte[] levels = new byte[image.pixels().length];
    fillLevels(image, levels);
    return levels;
  }

  /**
   * The image as 8-bit grey PNG of its {@link #toLevels levels}. Equal images give equal bytes on
   * every machine and Java runtime.
   */
  public static byte[] toPng(GrayImage image) {
    EncodingSpace space = EncodingSpace.ofThread();
    byte[] levels = space.symbols(Math.addExact(image.pixels().length, EightBytes.COUNT));
    fillLevels(image, levels);
    return PngEncoder.encode(levels, image.width(), image.height(), space);
  }

  private static void fillLevels(GrayImage image, byte[] levels) {
    float[] pixels = image.pixels();
    for (int i = 0; i < pixels.length; i++) {
      // The cast cuts towards 0, which differs from rounding half up only below 0.
      int level = (int) ((double) WHITE * pixels[i] + 0.5);
      levels[i] = (byte) Math.min(Math.max(level, 0), WHITE);
    }
  }

  /** Writes {@link #toPng} to a file, which is replaced. */
  public static void writePng(GrayImage image, Path file) throws IOException {
    Files.write(file, toPng(image));
  }
}
