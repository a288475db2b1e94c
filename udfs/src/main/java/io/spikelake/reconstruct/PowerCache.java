package io.spikelake.reconstruct;

/**
 * A power of many numbers that repeat: each result is that of {@link StrictMath#pow}, and a table
 * remembers the latest number of every slot.
 */
final class PowerCache {

  private static final int SLOT_BITS = 15;

  /** The golden ratio in 64 bits: spreads numbers that differ in few bits. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final double exponent;
  private final double[] numbers = new double[1 << SLOT_BITS];
  private final double[] powers = new double[1 << SLOT_BITS];

  /**
   * @param exponent positive
   */
  PowerCache(double exponent) {
    // An empty slot says that the power of 0 is 0, which is so for a positive exponent.
    this.exponent = exponent;
  }

  double of(double number) {
    int slot = (int) (Double.doubleToRawLongBits(number) * SPREAD >>> (Long.SIZE - SLOT_BITS));
    if (numbers[slot] != number) {
      numbers[slot] = number;
      powers[slot] = StrictMath.pow(number, exponent);
    }
    return powers[slot];
  }
}
