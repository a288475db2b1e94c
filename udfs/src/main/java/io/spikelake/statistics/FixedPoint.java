package io.spikelake.statistics;

/**
 * Numbers of 128 bits in two's complement, 60 of them behind the point, in two longs: {@code (high
 * 2^64 + low) / 2^60}, {@code low} without sign. They reach to {@code 2^67}, 1.4e20, in steps of
 * {@code 2^-60}, 8.7e-19, and are added without rounding, so that sums do not depend on the order.
 */
final class FixedPoint {

  private static final int FRACTION_BITS = 60;
  private static final double TWO_64 = 0x1p64;

  /** What fits has a smaller magnitude. */
  static final double LIMIT = 0x1p67;

  private FixedPoint() {}

  /** The high half of a number below the limit, rounded to the nearest step, ties to even. */
  static long high(double value) {
    return (long) Math.floor(steps(value) / TWO_64);
  }

  /** The low half of the same. */
  static long low(double value) {
    double magnitude = Math.abs(steps(value));
    long low = unsigned(magnitude - Math.floor(magnitude / TWO_64) * TWO_64);
    return value < 0 ? -low : low;
  }

  /** Exact but for the rounding: a power of two only moves the exponent. */
  private static double steps(double value) {
    return Math.rint(Math.scalb(value, FRACTION_BITS));
  }

  /** Of a whole number from 0 to below 2^64. */
  private static long unsigned(double whole) {
    return whole < 0x1p63 ? (long) whole : (long) (whole - 0x1p63) ^ Long.MIN_VALUE;
  }

  /** The high half of {@code factor * low}; {@code factor} is 0 or more, {@code low} unsigned. */
  static long carry(long factor, long low) {
    return Math.multiplyHigh(factor, low) + ((low >> 63) & factor);
  }

  /** The nearest double, ties to even. */
  static double toDouble(long high, long low) {
    return high < 0 ? -magnitude(low == 0 ? -high : ~high, -low) : magnitude(high, low);
  }

  /** Of a number without sign, below 2^127. */
  private static double magnitude(long high, long low) {
    if (high == 0 && low >= 0) {
      return Math.scalb((double) low, -FRACTION_BITS);
    }
    // The leading 63 bits are more than a double has; the last of them also stands for whatever
    // follows, so that the one rounding sees on which side of a tie the number lies.
    int dropped = 65 - Long.numberOfLeadingZeros(high);
    long lead = dropped == 64 ? high : high << (64 - dropped) | low >>> dropped;
    long rest = dropped == 64 ? low : low << (64 - dropped);
    return Math.scalb((double) (rest == 0 ? lead : lead | 1), dropped - FRACTION_BITS);
  }
}
