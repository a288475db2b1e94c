package io.spikelake.jobs.leaderboard;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** An array of doubles that grows. */
final class Doubles {

  private double[] values = new double[8];
  private int size;

  void add(double value) {
    if (size == values.length) {
      grow(size + 1);
    }
    values[size++] = value;
  }

  private void grow(int needed) {
    if (needed > values.length) {
      long doubled = Math.min(2L * values.length, Integer.MAX_VALUE - 8);
      values = Arrays.copyOf(values, Math.max(needed, (int) doubled));
    }
  }

  int size() {
    return size;
  }

  /** Eight bytes each, big-endian. */
  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(size, Double.BYTES));
    bytes.asDoubleBuffer().put(values, 0, size);
    return bytes.array();
  }

  /** Adds what {@link #toBytes} gave. */
  void addAll(byte[] more) {
    int count = more.length / Double.BYTES;
    grow(Math.addExact(size, count));
    ByteBuffer.wrap(more).asDoubleBuffer().get(values, size, count);
    size += count;
  }

  /** A copy. */
  double[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** A copy in ascending order, in which sums are the same however the values came together. */
  double[] sorted() {
    double[] sorted = toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
