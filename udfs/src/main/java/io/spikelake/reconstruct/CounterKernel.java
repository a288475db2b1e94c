package io.spikelake.reconstruct;

import io.spikelake.simd.Simd;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The loops over {@link ByteCounters} that take nearly all the time of counting spikes and of
 * searching them. For one thread.
 *
 * <p>Loops of one idea each over a block of words that stays in the first-level cache. All arrays
 * of a loop have one index, without which the compiler would make no vector code of it; that is why
 * planes are copied first. Eight planes go through a tree of carry-save adders (Harley and Seal's
 * population count, turned on its side), of which only the last carry ripples up the slices.
 */
class CounterKernel {

  /** Words of a block. */
  private static final int BLOCK = 256;

  private static final int GROUP = 8;

  /** The lower blocks of one bit, two bits, ... of every word. */
  private static final long BITS_1 = 0x5555555555555555L;

  private static final long BITS_2 = 0x3333333333333333L;
  private static final long BITS_4 = 0x0F0F0F0F0F0F0F0FL;
  private static final long BYTES_1 = 0x00FF00FF00FF00FFL;
  private static final long BYTES_2 = 0x0000FFFF0000FFFFL;
  private static final long BYTES_4 = 0x00000000FFFFFFFFL;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Work space, one entry per word of a plane. */
  private final long[][] group = new long[GROUP][0];

  private long[] twosA = new long[0];
  private long[] twosB = new long[0];
  private long[] foursA = new long[0];
  private long[] foursB = new long[0];
  private long[] carry = new long[0];

  /** Quotients of the divisor used last. */
  private final float[] table = new float[ByteCounters.MAX + 1];

  private int tableDivisor;

  CounterKernel() {}

  /** The fastest kernel that this virtual machine can run; all give the same bits. */
  static CounterKernel create() {
    return Simd.available() ? new VectorCounterKernel() : new CounterKernel();
  }

  private void reserve(int words) {
    if (carry.length < words) {
      for (int i = 0; i < GROUP; i++) {
        group[i] = new long[words];
      }
      twosA = new long[words];
      twosB = new long[words];
      foursA = new long[words];
      foursB = new long[words];
      carry = new long[words];
    }
  }

  /**
   * Adds up planes: every counter becomes the number of planes in which its pixel has a spike.
   *
   * @param words memory of the planes
   * @param first index of the first word of the first plane
   * @param stride words from one plane to the next
   * @param planes how many; no counter may pass its limit
   * @param counters (Output) all 0 before
   */
  void count(long[] words, int first, int stride, int planes, ByteCounters counters) {
    count(words, first, stride, planes, counters, 0);
  }

  /** As above, for the words from {@code start} on. */
  final void count(
      long[] words, int first, int stride, int planes, ByteCounters counters, int start) {
    reserve(counters.words());
    for (int from = start; from < counters.words(); from += BLOCK) {
      int to = Math.min(from + BLOCK, counters.words());
      int plane = 0;
      for (; plane + GROUP <= planes; plane += GROUP) {
        for (int i = 0; i < GROUP; i++) {
          copy(words, first + (plane + i) * stride, group[i], from, to);
        }
        addGroup(counters, from, to);
      }
      for (; plane < planes; plane++) {
        copy(words, first + plane * stride, carry, from, to);
        ripple(counters, 0, from, to);
      }
    }
  }

  /**
   * Goes from plane to plane looking for the first spike of every pixel: every counter rises by the
   * number of planes passed without one.
   *
   * @param stride words from one plane to the next, negative to go back in time
   * @param planes how many; no counter may pass its limit
   * @param looking (Input, Output) pixels that have had no spike so far
   * @param counters (Input, Output)
   */
  final void search(
      long[] words, int first, int stride, int planes, long[] looking, ByteCounters counters) {
    reserve(counters.words());
    for (int from = 0; from < counters.words(); from += BLOCK) {
      int to = Math.min(from + BLOCK, counters.words());
      int plane = 0;
      for (; plane + GROUP <= planes && any(looking, from, to); plane += GROUP) {
        for (int i = 0; i < GROUP; i++) {
          copy(words, first + (plane + i) * stride, group[i], from, to);
          remove(group[i], looking, from, to);
        }
        addGroup(counters, from, to);
      }
      for (; plane < planes && any(looking, from, to); plane++) {
        copy(words, first + plane * stride, carry, from, to);
        remove(carry, looking, from, to);
        ripple(counters, 0, from, to);
      }
    }
  }

  private static void copy(long[] words, int plane, long[] target, int from, int to) {
    System.arraycopy(words, plane + from, target, from, to - from);
  }

  private static boolean any(long[] looking, int from, int to) {
    for (int w = from; w < to; w++) {
      if (looking[w] != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes the spikes of a plane out of those looking.
   *
   * @param plane (Input, Output) spikes; on return who is still looking
   */
  private static void remove(long[] plane, long[] looking, int from, int to) {
    for (int w = from; w < to; w++) {
      long left = looking[w] & ~plane[w];
      plane[w] = left;
      looking[w] = left;
    }
  }

  private void addGroup(ByteCounters counters, int from, int to) {
    long[] ones = counters.slice(0);
    long[] twos = counters.slice(1);
    fullAdd(ones, group[0], group[1], twosA, from, to);
    fullAdd(ones, group[2], group[3], twosB, from, to);
    fullAdd(twos, twosA, twosB, foursA, from, to);
    fullAdd(ones, group[4], group[5], twosA, from, to);
    fullAdd(ones, group[6], group[7], twosB, from, to);
    fullAdd(twos, twosA, twosB, foursB, from, to);
    fullAdd(counters.slice(2), foursA, foursB, carry, from, to);
    ripple(counters, 3, from, to);
  }

  private static void fullAdd(long[] sum, long[] a, long[] b, long[] carry, int from, int to) {
    for (int w = from; w < to; w++) {
      long half = sum[w] ^ a[w];
      carry[w] = (sum[w] & a[w]) | (half & b[w]);
      sum[w] = half ^ b[w];
    }
  }

  /** Adds the carry to the slices from one on, up to where it can get. */
  private void ripple(ByteCounters counters, int slice, int from, int to) {
    for (int j = slice; j < counters.used(); j++) {
      ByteCounters.halfAdd(counters.slice(j), carry, from, to);
    }
  }

  /**
   * Writes counters out, a byte per pixel.
   *
   * <p>Eight words, one per slice, are an 8x8 matrix of bytes; both its bits and its bytes are
   * transposed by swapping ever larger blocks off the diagonal (Warren, "Hacker's Delight", section
   * 7-3), for a whole block of words at a time.
   *
   * @param bytes (Output) at least 64 elements per word of the plane
   */
  final void expand(ByteCounters counters, byte[] bytes) {
    reserve(counters.words());
    for (int from = 0; from < counters.words(); from += BLOCK) {
      int to = Math.min(from + BLOCK, counters.words());
      for (int j = 0; j < GROUP; j++) {
        copy(counters.slice(j), 0, group[j], from, to);
      }
      swap(0, 1, 2, 3, 1, BITS_1, 2, BITS_2, from, to);
      swap(4, 5, 6, 7, 1, BITS_1, 2, BITS_2, from, to);
      swap(0, 4, 1, 5, 4, BITS_4, 8, BYTES_1, from, to);
      swap(2, 6, 3, 7, 4, BITS_4, 8, BYTES_1, from, to);
      swap(0, 2, 4, 6, 16, BYTES_2, 32, BYTES_4, from, to);
      swap(1, 3, 5, 7, 16, BYTES_2, 32, BYTES_4, from, to);
      interleave(group, from, to, bytes);
    }
  }

  private static void interleave(long[][] rows, int from, int to, byte[] bytes) {
    long[] r0 = rows[0];
    long[] r1 = rows[1];
    long[] r2 = rows[2];
    long[] r3 = rows[3];
    long[] r4 = rows[4];
    long[] r5 = rows[5];
    long[] r6 = rows[6];
    long[] r7 = rows[7];
    for (int w = from; w < to; w++) {
      int at = w * Long.SIZE;
      EIGHT.set(bytes, at, r0[w]);
      EIGHT.set(bytes, at + 8, r1[w]);
      EIGHT.set(bytes, at + 16, r2[w]);
      EIGHT.set(bytes, at + 24, r3[w]);
      EIGHT.set(bytes, at + 32, r4[w]);
      EIGHT.set(bytes, at + 40, r5[w]);
      EIGHT.set(bytes, at + 48, r6[w]);
      EIGHT.set(bytes, at + 56, r7[w]);
    }
  }

  /**
   * Two steps at once: blocks of one size change places between rows a and b and between c and d,
   * then larger ones between a and c and between b and d.
   */
  private void swap(
      int a,
      int b,
      int c,
      int d,
      int shift,
      long mask,
      int largerShift,
      long largerMask,
      int from,
      int to) {
    swap(group[a], group[b], group[c], group[d], shift, mask, largerShift, largerMask, from, to);
  }

  private static void swap(
      long[] a,
      long[] b,
      long[] c,
      long[] d,
      int shift,
      long mask,
      int largerShift,
      long largerMask,
      int from,
      int to) {
    for (int w = from; w < to; w++) {
      long ab = (a[w] >>> shift ^ b[w]) & mask;
      long cd = (c[w] >>> shift ^ d[w]) & mask;
      long a1 = a[w] ^ ab << shift;
      long b1 = b[w] ^ ab;
      long c1 = c[w] ^ cd << shift;
      long d1 = d[w] ^ cd;
      long ac = (a1 >>> largerShift ^ c1) & largerMask;
      long bd = (b1 >>> largerShift ^ d1) & largerMask;
      a[w] = a1 ^ ac << largerShift;
      b[w] = b1 ^ bd << largerShift;
      c[w] = c1 ^ ac;
      d[w] = d1 ^ bd;
    }
  }

  /**
   * Divides counters, correctly rounded.
   *
   * @param bytes (Input) as {@link #expand} writes them
   * @param from first counter
   * @param count how many
   * @param divisor 1 to 255; no counter is above it
   * @param quotients (Output) from index {@code at} on
   */
  void divide(byte[] bytes, int from, int count, int divisor, float[] quotients, int at) {
    if (divisor != tableDivisor) {
      tableDivisor = divisor;
      for (int c = 0; c < table.length; c++) {
        table[c] = c / (float) divisor;
      }
    }
    for (int i = 0; i < count; i++) {
      quotients[at + i] = table[bytes[from + i] & 0xFF];
    }
  }
}
