package io.spikelake.djl;

import java.util.ArrayDeque;
import java.util.Deque;

/** Arrays of one length, used again. Several threads may take and give back. */
final class VoxelPool {

  private final int most;
  private final Deque<float[]> idle = new ArrayDeque<>();

  /**
   * @param most arrays that wait to be used again; more are left to the garbage collector
   */
  VoxelPool(int most) {
    this.most = most;
  }

  /** An array, its content unknown. */
  synchronized float[] take(int length) {
    float[] first = idle.pollFirst();
    if (first != null && first.length != length) {
      // Windows of another size have come.
      idle.clear();
      first = null;
    }
    return first == null ? new float[length] : first;
  }

  synchronized void giveBack(float[] array) {
    if (idle.size() < most) {
      idle.addFirst(array);
    }
  }
}
