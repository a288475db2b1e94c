package io.spikelake.reconstruct;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Counting with adders that stay in registers over all planes, and division; with vectors. What is
 * left beyond whole vectors goes through the scalar code.
 */
final class VectorCounterKernel extends CounterKernel {

  private static final VectorSpecies<Long> WORDS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = WORDS.length();
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** As many bytes as there are floats in a vector. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * FLOATS.length()));

  private static final int GROUP = 8;

  @Override
  void count(long[] words, int first, int stride, int planes, ByteCounters counters) {
    int whole = WORDS.loopBound(counters.words());
    for (int w = 0; w < whole; w += LANES) {
      countColumn(words, first + w, stride, planes, counters, w);
    }
    count(words, first, stride, planes, counters, whole);
  }

  private static void countColumn(
      long[] words, int first, int stride, int planes, ByteCounters counters, int w) {
    LongVector s0 = load(counters.slice(0), w);
    LongVector s1 = load(counters.slice(1), w);
    LongVector s2 = load(counters.slice(2), w);
    LongVector s3 = load(counters.slice(3), w);
    LongVector s4 = load(counters.slice(4), w);
    LongVector s5 = load(counters.slice(5), w);
    LongVector s6 = load(counters.slice(6), w);
    LongVector s7 = load(counters.slice(7), w);
    int at = first;
    int plane = 0;
    for (; plane + GROUP <= planes; plane += GROUP) {
      LongVector a = load(words, at);
      LongVector b = load(words, at + stride);
      LongVector half = s0.lanewise(XOR, a);
      LongVector twosA = s0.and(a).or(half.and(b));
      s0 = half.lanewise(XOR, b);
      a = load(words, at + 2 * stride);
      b = load(words, at + 3 * stride);
      half = s0.lanewise(XOR, a);
      LongVector twosB = s0.and(a).or(half.and(b));
      s0 = half.lanewise(XOR, b);
      half = s1.lanewise(XOR, twosA);
      LongVector foursA = s1.and(twosA).or(half.and(twosB));
      s1 = half.lanewise(XOR, twosB);
      a = load(words, at + 4 * stride);
      b = load(words, at + 5 * stride);
      half = s0.lanewise(XOR, a);
      twosA = s0.and(a).or(half.and(b));
      s0 = half.lanewise(XOR, b);
      a = load(words, at + 6 * stride);
      b = load(words, at + 7 * stride);
      half = s0.lanewise(XOR, a);
      twosB = s0.and(a).or(half.and(b));
      s0 = half.lanewise(XOR, b);
      half = s1.lanewise(XOR, twosA);
      LongVector foursB = s1.and(twosA).or(half.and(twosB));
      s1 = half.lanewise(XOR, twosB);
      half = s2.lanewise(XOR, foursA);
      a = s2.and(foursA).or(half.and(foursB));
      s2 = half.lanewise(XOR, foursB);
      b = s3.and(a);
      s3 = s3.lanewise(XOR, a);
      a = s4.and(b);
      s4 = s4.lanewise(XOR, b);
      b = s5.and(a);
      s5 = s5.lanewise(XOR, a);
      a = s6.and(b);
      s6 = s6.lanewise(XOR, b);
      s7 = s7.lanewise(XOR, a);
      at += GROUP * stride;
    }
    for (; plane < planes; plane++) {
      LongVector a = load(words, at);
      LongVector b = s0.and(a);
      s0 = s0.lanewise(XOR, a);
      a = s1.and(b);
      s1 = s1.lanewise(XOR, b);
      b = s2.and(a);
      s2 = s2.lanewise(XOR, a);
      a = s3.and(b);
      s3 = s3.lanewise(XOR, b);
      b = s4.and(a);
      s4 = s4.lanewise(XOR, a);
      a = s5.and(b);
      s5 = s5.lanewise(XOR, b);
      b = s6.and(a);
      s6 = s6.lanewise(XOR, a);
      s7 = s7.lanewise(XOR, b);
      at += stride;
    }
    s0.intoArray(counters.slice(0), w);
    s1.intoArray(counters.slice(1), w);
    s2.intoArray(counters.slice(2), w);
    s3.intoArray(counters.slice(3), w);
    s4.intoArray(counters.slice(4), w);
    s5.intoArray(counters.slice(5), w);
    s6.intoArray(counters.slice(6), w);
    s7.intoArray(counters.slice(7), w);
  }

  private static LongVector load(long[] words, int at) {
    return LongVector.fromArray(WORDS, words, at);
  }

  /** A product with the reciprocal, corrected once, is the quotient of small integers. */
  @Override
  void divide(byte[] bytes, int from, int count, int divisor, float[] quotients, int at) {
    if (divisor > Byte.MAX_VALUE) {
      super.divide(bytes, from, count, divisor, quotients, at);
      return;
    }
    FloatVector reciprocal = FloatVector.broadcast(FLOATS, 1f / divisor);
    FloatVector negative = FloatVector.broadcast(FLOATS, -divisor);
    int whole = FLOATS.loopBound(count);
    for (int i = 0; i < whole; i += FLOATS.length()) {
      FloatVector counts =
          (FloatVector)
              ByteVector.fromArray(BYTES, bytes, from + i)
                  .convertShape(VectorOperators.B2F, FLOATS, 0);
      FloatVector quotient = counts.mul(reciprocal);
      quotient.fma(negative, counts).fma(reciprocal, quotient).intoArray(quotients, at + i);
    }
    super.divide(bytes, from + whole, count - whole, divisor, quotients, at + whole);
  }
}
