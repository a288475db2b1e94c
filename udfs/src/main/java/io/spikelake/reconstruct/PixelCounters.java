package io.spikelake.reconstruct;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One counter per pixel of a plane, of any size: {@link ByteCounters} as the digits of a number to
 * base 256. Work space is kept from frame to frame; for one thread.
 */
final class PixelCounters {

  private static final int DIGIT_BITS = 8;

  private final CounterKernel kernel = CounterKernel.create();
  private final List<ByteCounters> digits = new ArrayList<>();
  private final List<byte[]> bytes = new ArrayList<>();
  private final ByteCounters part = new ByteCounters();
  private long[] carry = new long[0];
  private byte[] row = new byte[0];

  /** Digits in use. */
  private int used;

  private int words;
  private int limit;

  /** Quotients of counters of several digits. */
  private float[] table = new float[0];

  private int tableDivisor;

  /**
   * Sets the counters of a plane to 0.
   *
   * @param most no counter will pass this
   */
  void clear(int planeWords, int most) {
    words = planeWords;
    limit = most;
    used = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(most) + 7) / DIGIT_BITS);
    while (digits.size() < used) {
      digits.add(new ByteCounters());
      bytes.add(new byte[0]);
    }
    for (int d = 0; d < used; d++) {
      digits.get(d).clear(planeWords, used == 1 ? most : ByteCounters.MAX);
    }
    if (carry.length < planeWords) {
      carry = new long[planeWords];
    }
  }

  /** Counts the spikes of planes {@code from .. from + count - 1}; the counters are 0 before. */
  void count(SpikeStream stream, int from, int count) {
    if (count == 0) {
      return;
    }
    int first = stream.wordIndex(from);
    int stride = stream.wordsPerPlane();
    for (int done = 0; done < count; ) {
      int planes = Math.min(ByteCounters.MAX, count - done);
      ByteCounters target = target(planes);
      kernel.count(stream.words(), first + done * stride, stride, planes, target);
      add(target);
      done += planes;
    }
  }

  /**
   * Goes from plane to plane looking for the first spike of every pixel, and counts the planes
   * passed without one.
   *
   * @param from plane looked at first
   * @param step 1 to go forward in time, -1 to go back
   * @param count planes looked at, at most
   * @param looking (Input, Output) the pixels that look; on return those that found no spike
   */
  void search(SpikeStream stream, int from, int step, int count, long[] looking) {
    if (count == 0) {
      return;
    }
    int first = stream.wordIndex(from);
    int stride = step * stream.wordsPerPlane();
    for (int done = 0; done < count && any(looking); ) {
      int planes = Math.min(ByteCounters.MAX, count - done);
      ByteCounters target = target(planes);
      kernel.search(stream.words(), first + done * stride, stride, planes, looking, target);
      add(target);
      done += planes;
    }
  }

  private boolean any(long[] mask) {
    for (int w = 0; w < words; w++) {
      if (mask[w] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Where to count some planes: directly, where one digit is enough. */
  private ByteCounters target(int planes) {
    if (used == 1) {
      return digits.get(0);
    }
    part.clear(words, planes);
    return part;
  }

  private void add(ByteCounters counted) {
    if (counted == part) {
      digits.get(0).add(part, carry);
      for (int d = 1; d < used; d++) {
        digits.get(d).increment(carry);
      }
    }
  }

  /** Adds one to the counters that a mask names. */
  void increment(long[] mask) {
    System.arraycopy(mask, 0, carry, 0, words);
    incrementCarry();
  }

  /** Takes one from the counters that a mask names; none of them is 0. */
  void decrement(long[] mask) {
    System.arraycopy(mask, 0, carry, 0, words);
    decrementCarry();
  }

  /**
   * Moves a window that is being counted by one plane.
   *
   * @param leaving a plane that was counted
   * @param entering a plane that was not
   */
  void slide(SpikeStream stream, int leaving, int entering) {
    System.arraycopy(stream.words(), stream.wordIndex(leaving), carry, 0, words);
    decrementCarry();
    System.arraycopy(stream.words(), stream.wordIndex(entering), carry, 0, words);
    incrementCarry();
  }

  private void incrementCarry() {
    for (int d = 0; d < used; d++) {
      digits.get(d).increment(carry);
    }
  }

  private void decrementCarry() {
    for (int d = 0; d < used; d++) {
      digits.get(d).decrement(carry);
    }
  }

  /** Sets the counters that a mask names. */
  void set(long[] mask, int value) {
    for (int d = 0; d < used; d++) {
      digits.get(d).set(mask, value >>> (d * DIGIT_BITS) & ByteCounters.MAX);
    }
  }

  /**
   * Makes every counter the sum of those of two others, which have planes of the same size.
   *
   * @param most no counter will pass this
   */
  void sum(PixelCounters a, PixelCounters b, int most) {
    clear(a.words, most);
    for (int d = 0; d < a.used; d++) {
      digits.get(d).copy(a.digits.get(d));
    }
    for (int d = 0; d < b.used; d++) {
      digits.get(d).add(b.digits.get(d), carry);
      for (int next = d + 1; next < used; next++) {
        digits.get(next).increment(carry);
      }
    }
  }

  /**
   * The counters that have a value.
   *
   * @param mask (Output) of the pixels of a plane
   */
  void equal(int value, long[] mask) {
    Arrays.fill(mask, 0, words, -1);
    for (int d = 0; d < used; d++) {
      digits.get(d).keepEqual(value >>> (d * DIGIT_BITS) & ByteCounters.MAX, mask);
    }
  }

  /** The smallest counter of the pixels of a plane. */
  int smallest(int pixels) {
    long[] candidates = carry;
    Arrays.fill(candidates, 0, words, -1);
    candidates[words - 1] = -1L >>> -pixels;
    int smallest = 0;
    for (int d = used - 1; d >= 0; d--) {
      smallest = smallest << DIGIT_BITS | digits.get(d).smallest(candidates);
    }
    return smallest;
  }

  /**
   * Divides the counters, correctly rounded.
   *
   * @param divisor no counter is above it
   * @param stream whose spikes were counted
   * @param quotients (Output) one value per pixel, upright
   */
  void divide(int divisor, SpikeStream stream, float[] quotients) {
    if (used == 1 && divisor <= ByteCounters.MAX) {
      expandUpright(stream);
      kernel.divide(bytes.get(0), 0, quotients.length, divisor, quotients, 0);
      return;
    }
    if (divisor != tableDivisor || table.length <= limit) {
      tableDivisor = divisor;
      table = new float[limit + 1];
      for (int c = 0; c < table.length; c++) {
        table[c] = c / (float) divisor;
      }
    }
    look(table, stream, quotients);
  }

  /**
   * Replaces counters by what a table has for them.
   *
   * @param table at least one value more than the limit
   * @param stream whose spikes were counted
   * @param values (Output) one value per pixel, upright
   */
  void look(float[] table, SpikeStream stream, float[] values) {
    expandUpright(stream);
    switch (used) {
      case 1 -> look(bytes.get(0), table, values);
      case 2 -> look(bytes.get(0), bytes.get(1), table, values);
      default -> {
        for (int p = 0; p < values.length; p++) {
          values[p] = table[expanded(p)];
        }
      }
    }
  }

  private static void look(byte[] digit, float[] table, float[] values) {
    for (int p = 0; p < values.length; p++) {
      values[p] = table[digit[p] & 0xFF];
    }
  }

  private static void look(byte[] low, byte[] high, float[] table, float[] values) {
    for (int p = 0; p < values.length; p++) {
      values[p] = table[(high[p] & 0xFF) << DIGIT_BITS | low[p] & 0xFF];
    }
  }

  /** Brings counters upright while they are bytes, a quarter of what values are. */
  private void expandUpright(SpikeStream stream) {
    expand();
    if (stream.rowOrder() == RowOrder.TOP_DOWN) {
      return;
    }
    int width = stream.width();
    if (row.length < width) {
      row = new byte[width];
    }
    for (int d = 0; d < used; d++) {
      byte[] digit = bytes.get(d);
      for (int top = 0, bottom = stream.height() - 1; top < bottom; top++, bottom--) {
        System.arraycopy(digit, top * width, row, 0, width);
        System.arraycopy(digit, bottom * width, digit, top * width, width);
        System.arraycopy(row, 0, digit, bottom * width, width);
      }
    }
  }

  /**
   * The counters.
   *
   * @param values (Output) one value per pixel, in storage order
   */
  void values(int[] values) {
    expand();
    for (int p = 0; p < values.length; p++) {
      values[p] = expanded(p);
    }
  }

  private void expand() {
    for (int d = 0; d < used; d++) {
      if (bytes.get(d).length < words * Long.SIZE) {
        bytes.set(d, new byte[words * Long.SIZE]);
      }
      kernel.expand(digits.get(d), bytes.get(d));
    }
  }

  private int expanded(int pixel) {
    int value = 0;
    for (int d = 0; d < used; d++) {
      value |= (bytes.get(d)[pixel] & 0xFF) << (d * DIGIT_BITS);
    }
    return value;
  }
}
