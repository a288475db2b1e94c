package io.spikelake.reconstruct;

/** The 8-bit images of reference code, kept as {@code level / 255} in single precision. */
final class EightBit {

  private EightBit() {}

  /**
   * Cuts values to 8 bits as a cast does, without rounding.
   *
   * @param values (Input, Output) 0..1; on return {@code floor(255 * value) / 255}
   */
  static void truncate(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) (values[i] * 255f) / 255f;
    }
  }
}
