package io.spikelake.djl;

import java.io.Serializable;

/**
 * How networks are run.
 *
 * @param batchSize frames computed at once; 0 for the default of the device
 * @param threads of the CPU that compute one batch together; where PyTorch computes, the first
 *     settings of a virtual machine are those of all
 */
public record NetworkSettings(ComputeDevice device, int batchSize, int threads)
    implements Serializable {

  /**
   * On the CPU a frame takes as long in a batch as alone, while memory grows with the batch; a GPU
   * is not busy with one.
   */
  private static final int CPU_BATCH = 1;

  private static final int GPU_BATCH = 8;

  public NetworkSettings {
    if (batchSize < 0) {
      throw new IllegalArgumentException(
          "Batches of %d frames; expected a number from 1, or 0 for the default"
              .formatted(batchSize));
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          "%d threads for a network; expected a number from 1".formatted(threads));
    }
  }

  /** One frame at a time on one thread of the CPU. */
  public static NetworkSettings oneThread() {
    return new NetworkSettings(ComputeDevice.CPU, 1, 1);
  }

  /** Frames computed at once. */
  public int frames() {
    return batchSize > 0 ? batchSize : device.isGpu() ? GPU_BATCH : CPU_BATCH;
  }
}
