package io.spikelake.image;

/**
 * Work space of one thread for encoding and decoding, which grows to what the largest image needs.
 * The content of an array is undefined when it is handed out.
 */
final class EncodingSpace {

  private static final ThreadLocal<EncodingSpace> OF_THREAD =
      ThreadLocal.withInitial(EncodingSpace::new);

  private final HuffmanDeflate deflate = new HuffmanDeflate();
  private final ColourTable colours = new ColourTable();
  private byte[] symbols = {};
  private byte[] residuals = {};
  private byte[] result = {};

  private EncodingSpace() {}

  static EncodingSpace ofThread() {
    return OF_THREAD.get();
  }

  HuffmanDeflate deflate() {
    return deflate;
  }

  ColourTable colours() {
    return colours;
  }

  /** At least so many bytes for what stands for the pixels. */
  byte[] symbols(int length) {
    symbols = atLeast(symbols, length);
    return symbols;
  }

  /** At least so many bytes for what is deflated. */
  byte[] residuals(int length) {
    residuals = atLeast(residuals, length);
    return residuals;
  }

  /** At least so many bytes for the encoded image. */
  byte[] result(int length) {
    result = atLeast(result, length);
    return result;
  }

  private static byte[] atLeast(byte[] array, int length) {
    return array.length >= length ? array : new byte[length];
  }
}
