package io.spikelake.djl;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * A tensor that a network is fed, in memory outside the heap.
 *
 * @param memory the values, from 0 to its limit
 */
record NativeTensor(String name, long[] shape, ByteBuffer memory) {

  static NativeTensor take(String name, long... shape) throws MemoryShortage {
    long bytes = Float.BYTES;
    for (long axis : shape) {
      bytes = Math.multiplyExact(bytes, axis);
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new MemoryShortage(
          "tensor %s of %d bytes; expected less than 2 GiB".formatted(name, bytes), null);
    }
    return new NativeTensor(name, shape, DirectMemory.take((int) bytes));
  }

  /** The values, from the first. */
  FloatBuffer values() {
    return memory.duplicate().order(memory.order()).clear().asFloatBuffer();
  }

  /** Sets all values from one on to zero. */
  void zeroFrom(int value) {
    FloatBuffer values = values();
    values.position(value);
    while (values.hasRemaining()) {
      values.put(ZEROS, 0, Math.min(ZEROS.length, values.remaining()));
    }
  }

  private static final float[] ZEROS = new float[1 << 14];

  void giveBack() {
    DirectMemory.giveBack(memory);
  }
}
