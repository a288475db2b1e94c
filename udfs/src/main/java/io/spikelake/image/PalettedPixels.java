package io.spikelake.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An image of at most 256 different pixels as a table of colours and a colour number per pixel. */
final class PalettedPixels {

  private PalettedPixels() {}

  /** The most bytes that {@link #encode} may touch for so many pixels. */
  static int bound(int pixels) {
    return Math.addExact(
        1 + Integer.BYTES * ColourTable.MOST_COLOURS, HuffmanDeflate.bound(pixels, pixels));
  }

  /**
   * @param result written from {@code at} on; has {@link #bound} bytes from there
   * @return the end of what is written; -1 if the image has too many colours
   */
  static int encode(GrayImage image, EncodingSpace space, byte[] result, int at) {
    int pixels = image.pixels().length;
    byte[] numbers = space.symbols(pixels + EightBytes.COUNT);
    ColourTable table = space.colours();
    if (!table.number(image.pixels(), numbers)) {
      return -1;
    }
    byte[] residuals = space.residuals(pixels + EightBytes.COUNT);
    subtractPrediction(numbers, image.width(), image.height(), residuals);
    ByteBuffer out = RawFrame.littleEndian(result).position(at);
    out.put((byte) (table.size() - 1));
    for (int number = 0; number < table.size(); number++) {
      out.putInt(table.colour(number));
    }
    return space.deflate().deflate(residuals, pixels, pixels, result, out.position());
  }

  /**
   * What the pixels before one, in row-major order, make likely for its number is its left
   * neighbour in the first row, its upper one in the first column, and else the mean of the two.
   * Each row is written up to seven bytes too far, which the next one puts right.
   */
  private static void subtractPrediction(byte[] numbers, int width, int height, byte[] residuals) {
    residuals[0] = numbers[0];
    for (int i = 1; i < width; i += EightBytes.COUNT) {
      long left = EightBytes.load(numbers, i - 1);
      EightBytes.store(residuals, i, EightBytes.minus(EightBytes.load(numbers, i), left));
    }
    for (int y = 1; y < height; y++) {
      int row = y * width;
      residuals[row] = (byte) (numbers[row] - numbers[row - width]);
      for (int i = row + 1; i < row + width; i += EightBytes.COUNT) {
        long left = EightBytes.load(numbers, i - 1);
        long mean = EightBytes.mean(EightBytes.load(numbers, i - width), left);
        EightBytes.store(residuals, i, EightBytes.minus(EightBytes.load(numbers, i), mean));
      }
    }
  }

  /**
   * @param frame holds the payload from {@code from} to {@code to}
   */
  static float[] decode(byte[] frame, int from, int to, int width, int height, EncodingSpace space)
      throws IOException {
    int count = (frame[from] & 0xFF) + 1;
    int table = from + 1 + Integer.BYTES * count;
    if (to < table) {
      throw RawFrame.damaged("it ends inside its %d colours".formatted(count));
    }
    float[] colours = new float[ColourTable.MOST_COLOURS];
    RawFrame.littleEndian(frame).position(from + 1).asFloatBuffer().get(colours, 0, count);
    byte[] numbers = space.symbols(width * height);
    RawInflate.inflate(frame, table, to, numbers, width * height);
    addPrediction(numbers, width, height);
    float[] pixels = new float[width * height];
    int largest = 0;
    for (int i = 0; i < pixels.length; i++) {
      int number = numbers[i] & 0xFF;
      largest = Math.max(largest, number);
      pixels[i] = colours[number];
    }
    if (largest >= count) {
      throw unknownColour(numbers, count);
    }
    return pixels;
  }

  private static void addPrediction(byte[] numbers, int width, int height) {
    for (int x = 1; x < width; x++) {
      numbers[x] += numbers[x - 1];
    }
    for (int y = 1; y < height; y++) {
      int row = y * width;
      int left = numbers[row] + numbers[row - width] & 0xFF;
      numbers[row] = (byte) left;
      for (int i = row + 1; i < row + width; i++) {
        left = numbers[i] + ((numbers[i - width] & 0xFF) + left >>> 1) & 0xFF;
        numbers[i] = (byte) left;
      }
    }
  }

  private static IOException unknownColour(byte[] numbers, int count) {
    int pixel = 0;
    while ((numbers[pixel] & 0xFF) < count) {
      pixel++;
    }
    return RawFrame.damaged(
        "pixel %d has colour %d of %d".formatted(pixel, numbers[pixel] & 0xFF, count));
  }
}
