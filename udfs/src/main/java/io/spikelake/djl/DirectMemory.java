package io.spikelake.djl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Memory outside the heap from which networks are fed without another copy.
 *
 * <p>Such memory is given back only when the garbage collector finds it unused, which may be long
 * after it ran out. So it is used again, by whichever lane needs as much; at most {@link
 * #MOST_IDLE} pieces wait for that.
 */
final class DirectMemory {

  private static final int MOST_IDLE = 32;

  private static final Deque<ByteBuffer> IDLE = new ArrayDeque<>();

  private DirectMemory() {}

  /**
   * @return a buffer of exactly so many bytes, in the order of the machine, its content unknown
   * @throws MemoryShortage if there is no such memory left
   */
  static ByteBuffer take(int bytes) throws MemoryShortage {
    ByteBuffer idle = idle(bytes);
    if (idle == null) {
      try {
        idle = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
      } catch (OutOfMemoryError e) {
        throw new MemoryShortage(
            "no %d bytes of direct memory (see -XX:MaxDirectMemorySize)".formatted(bytes), e);
      }
    }
    NetworkGauges.nativeBytes(bytes);
    return idle;
  }

  private static ByteBuffer idle(int bytes) {
    synchronized (IDLE) {
      for (Iterator<ByteBuffer> all = IDLE.iterator(); all.hasNext(); ) {
        ByteBuffer buffer = all.next();
        if (buffer.capacity() == bytes) {
          all.remove();
          return buffer.clear();
        }
      }
      return null;
    }
  }

  /** Gives back what was taken; it must not be used any more. */
  static void giveBack(ByteBuffer buffer) {
    NetworkGauges.nativeBytes(-buffer.capacity());
    synchronized (IDLE) {
      IDLE.addFirst(buffer);
      if (IDLE.size() > MOST_IDLE) {
        IDLE.removeLast();
      }
    }
  }
}
