package io.spikelake.executor;

import io.spikelake.djl.DeviceChoice;
import java.io.Serializable;

/**
 * How networks are to run, as the user asked.
 *
 * @param device on what
 * @param batchSize frames computed at once; 0 for the default of the device
 * @param threads threads of a network on the CPU; 0 for the cores of the task
 */
public record NetworkOptions(DeviceChoice device, int batchSize, int threads)
    implements Serializable {

  public NetworkOptions {
    if (batchSize < 0 || threads < 0) {
      throw new IllegalArgumentException(
          "Batches of %d frames on %d threads; expected numbers from 1, or 0 for the defaults"
              .formatted(batchSize, threads));
    }
  }

  public static final NetworkOptions DEFAULT = new NetworkOptions(DeviceChoice.AUTO, 0, 0);
}
