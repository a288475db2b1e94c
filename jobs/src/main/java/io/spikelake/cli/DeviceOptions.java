package io.spikelake.cli;

import io.spikelake.executor.NetworkOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What networks run on, and how much at once. */
final class DeviceOptions {

  @Mixin DeviceOption device;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "0",
      description = "frames that a network computes at once, default: 1 on a CPU, 8 on a GPU")
  int batchSize;

  @Option(
      names = "--network-threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "threads of a network on a CPU, in each task, default: the cores of a task")
  int threads;

  /**
   * @throws IllegalArgumentException if an option is wrong
   */
  NetworkOptions options() {
    return new NetworkOptions(device.choice(), batchSize, threads);
  }
}
