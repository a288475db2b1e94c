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

  /** Planes that six slices can count. */
  private static final int MOST = 63;

  private final ByteCounters part = new ByteCounters();
  private long[] carry = new long[0];

  @Override
  void count(long[] words, int first, int stride, int planes, ByteCounters counters) {
    if (planes <= MOST) {
      countSome(words, first, stride, planes, counters);
      return;
    }
    if (carry.length < counters.words()) {
      carry = new long[counters.words()];
    }
    for (int done = 0; done < planes; done += MOST) {
      int some = Math.min(MOST, planes - done);
      part.clear(counters.words(), some);
      countSome(words, first + done * stride, stride, some, part);
      counters.add(part, carry);
    }
  }

  private void countSome(long[] words, int first, int stride, int planes, ByteCounters counters) {
    int whole = WORDS.loopBound(counters.words());
    for (int w = 0; w < whole; w += LANES) {
      countColumn(words, first + w, stride, planes, counters, w);
    }
    count(words, first, stride, planes, counters, whole);
  }

  /**
   * As short as it can be: the compiler gives up keeping vectors in registers where more than about
   * seventy operations come together.
   */
  private static void countColumn(
      long[] words, int first, int stride, int planes, ByteCounters counters, int w) {
    LongVector s0 = LongVector.zero(WORDS);
    LongVector s1 = s0;
    LongVector s2 = s0;
    LongVector s3 = s0;
    LongVector s4 = s0;
    LongVector s5 = s0;
    int at = first;
    int plane = 0;
    for (; plane + GROUP <= planes; plane += GROUP) {
      LongVector a = LongVector.fromArray(WORDS, words, at);
      LongVector b = LongVector.fromArray(WORDS, words, at + stride);
      LongVector half = s0.lanewise(XOR, a);
      LongVector twosA = s0.and(a).or(half.and(b));
      s0 = half.lanewise(XOR, b);
      a = LongVector.fromArray(WORDS, words, at + 2 * stride);
      b = LongVector.fromArray(WORDS, words, at + 3 * stride);
      half = s0.lanewise(XOR, a);
      LongVector twosB = s0.and(a).or(half.and(b));
      s0 = half.lanewise(XOR, b);
      half = s1.lanewise(XOR, twosA);
      LongVector foursA = s1.and(twosA).or(half.and(twosB));
      s1 = half.lanewise(XOR, twosB);
      a = LongVector.fromArray(WORDS, words, at + 4 * stride);
      b = LongVector.fromArray(WORDS, words, at + 5 * stride);
      half = s0.lanewise(XOR, a);
      twosA = s0.and(a).or(half.and(b));
      s0 = half.lanewise(XOR, b);
      a = LongVector.fromArray(WORDS, words, at + 6 * stride);
      b = LongVector.fromArray(WORDS, words, at + 7 * stride);
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
      s5 = s5.lanewise(XOR, a);
      at += GROUP * stride;
    }
    for (; plane < planes; plane++) {
      LongVector a = LongVector.fromArray(WORDS, words, at);
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
      s5 = s5.lanewise(XOR, b);
      at += stride;
    }
    s0.intoArray(counters.slice(0), w);
    s1.intoArray(counters.slice(1), w);
    s2.intoArray(counters.slice(2), w);
    s3.intoArray(counters.slice(3), w);
    s4.intoArray(counters.slice(4), w);
    s5.intoArray(counters.slice(5), w);
  }

  /**
   * A product with the reciprocal in two parts, 48 bits in all, rounds as the quotient does: no
   * quotient of integers below 256 comes nearer to the middle of two floats than 2^-33 of itself.
   */
  @Override
  void divide(byte[] bytes, int from, int count, int divisor, float[] quotients, int at) {
    if (divisor > Byte.MAX_VALUE) {
      super.divide(bytes, from, count, divisor, quotients, at);
      return;
    }
    float high = 1f / divisor;
    float low = (float) (1.0 / divisor - high);
    int whole = FLOATS.loopBound(count);
    for (int i = 0; i < whole; i += FLOATS.length()) {
      FloatVector counts =
          (FloatVector)
              ByteVector.fromArray(BYTES, bytes, from + i)
                  .convertShape(VectorOperators.B2F, FLOATS, 0);
      counts.fma(FloatVector.broadcast(FLOATS, high), counts.mul(low)).intoArray(quotients, at + i);
    }
    super.divide(bytes, from + whole, count - whole, divisor, quotients, at + whole);
  }
}
