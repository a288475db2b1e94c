package io.spikelake.cli;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.DeviceChoice;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What networks run on. */
final class DeviceOption {

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = {
        "what networks run on: auto, cpu, gpu, or gpu:N[,N...] for GPUs by number from 0",
        "auto: the GPU that Spark gives a task, in local mode the visible ones in turn, else the CPU",
        "default: ${DEFAULT-VALUE}"
      })
  String device;

  /**
   * @throws IllegalArgumentException if it is no device
   */
  DeviceChoice choice() {
    return DeviceChoice.parse(device);
  }

  /**
   * The device for work in this process, outside of Spark.
   *
   * @throws IllegalArgumentException if there is no such device here
   */
  ComputeDevice here() {
    return choice().choose(Optional.empty(), DeviceChoice.visibleGpus(), 0);
  }
}
