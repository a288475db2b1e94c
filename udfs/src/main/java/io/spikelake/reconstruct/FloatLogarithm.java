package io.spikelake.reconstruct;

/**
 * The natural logarithm in single precision, by table and polynomial.
 *
 * <p>Made of additions and multiplications alone, which Java defines to the bit: the result is the
 * same on every machine, which {@link Math#log} does not promise, and takes a few nanoseconds,
 * which {@link StrictMath#log} does not. With {@code x = 2^e * m} and c the middle of one of 128
 * parts of [1, 2) that m is in, {@code ln x = e ln 2 + ln c + ln(1 + r)}, {@code r = m / c - 1}.
 * Because r is below 1/256, five terms of the series leave an error below 1e-15, and mostly only
 * the last rounding, to a float, counts.
 */
final class FloatLogarithm {

  private static final int INDEX_BITS = 7;
  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;
  private static final int BIAS = 127;
  private static final double LN_2 = StrictMath.log(2);

  private static final double[] LOGARITHM = new double[1 << INDEX_BITS];
  private static final double[] INVERSE = new double[1 << INDEX_BITS];

  static {
    for (int i = 0; i < LOGARITHM.length; i++) {
      double middle = 1 + (i + 0.5) / LOGARITHM.length;
      LOGARITHM[i] = StrictMath.log(middle);
      INVERSE[i] = 1 / middle;
    }
  }

  private FloatLogarithm() {}

  /**
   * @param x positive, finite and not subnormal
   */
  static float ln(float x) {
    int bits = Float.floatToRawIntBits(x);
    int part = (bits & MANTISSA) >>> (MANTISSA_BITS - INDEX_BITS);
    double mantissa = Float.intBitsToFloat(bits & MANTISSA | BIAS << MANTISSA_BITS);
    double r = mantissa * INVERSE[part] - 1;
    double series = r * (1 - r * (1.0 / 2 - r * (1.0 / 3 - r * (1.0 / 4 - r * (1.0 / 5)))));
    int exponent = (bits >>> MANTISSA_BITS) - BIAS;
    return (float) (exponent * LN_2 + (LOGARITHM[part] + series));
  }
}
