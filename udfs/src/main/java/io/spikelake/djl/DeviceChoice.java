package io.spikelake.djl;

import ai.djl.util.cuda.CudaUtils;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a user said about devices, from which each task finds its own.
 *
 * @param gpus the GPUs that are to be used, in turn; empty for all
 */
public record DeviceChoice(Rule rule, List<Integer> gpus) implements Serializable {

  /** Whether there must be a GPU. */
  public enum Rule {
    /** A GPU where there is one, else the CPU. */
    AUTO,
    CPU,
    GPU
  }

  public static final DeviceChoice AUTO = new DeviceChoice(Rule.AUTO, List.of());

  /**
   * System property: as many GPUs are to be taken for visible, although there are none. Networks
   * given one compute on the CPU under its address. For trying out the settings of a cluster.
   */
  public static final String SIMULATED = "spikelake.simulated-gpus";

  private static final String GPU_PREFIX = "gpu:";

  /** Device files of NVIDIA's driver, and of the one that Windows lends to its Linux. */
  private static final List<Path> DRIVERS = List.of(Path.of("/dev/nvidiactl"), Path.of("/dev/dxg"));

  public DeviceChoice {
    gpus = List.copyOf(gpus);
  }

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N,...}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static DeviceChoice parse(String text) {
    switch (text) {
      case "auto":
        return AUTO;
      case "cpu":
        return new DeviceChoice(Rule.CPU, List.of());
      case "gpu":
        return new DeviceChoice(Rule.GPU, List.of());
      default:
        if (!text.matches("gpu:\\d{1,4}(,\\d{1,4})*")) {
          throw new IllegalArgumentException(
              "Device '%s'; expected auto, cpu, gpu, or gpu:N,... with numbers of GPUs from 0"
                  .formatted(text));
        }
        return new DeviceChoice(
            Rule.GPU,
            Arrays.stream(text.substring(GPU_PREFIX.length()).split(","))
                .map(Integer::valueOf)
                .toList());
    }
  }

  /**
   * The device of a task.
   *
   * <p>A list of GPUs is used in turn, whatever the scheduler says. Else the task has the GPU that
   * the scheduler gave it; where it gives none, as in local mode, the visible ones in turn.
   *
   * @param taskGpuAddress the address that Spark gave the task
   * @param visibleGpus see {@link #visibleGpus()}
   * @param lane number of the task among those that run beside it, from 0
   * @throws IllegalArgumentException if there is no such device; the message says what to do
   */
  public ComputeDevice choose(Optional<String> taskGpuAddress, int visibleGpus, int lane) {
    if (rule == Rule.CPU) {
      return ComputeDevice.CPU;
    }
    if (!gpus.isEmpty()) {
      int index = gpus.get(Math.floorMod(lane, gpus.size()));
      if (visibleGpus > 0 && index >= visibleGpus) {
        throw new IllegalArgumentException(
            "--device %s names GPU %d; %d are visible here, numbered from 0"
                .formatted(this, index, visibleGpus));
      }
      return device(index);
    }
    if (taskGpuAddress.isPresent()) {
      return device(index(taskGpuAddress.get()));
    }
    if (visibleGpus > 0) {
      return device(Math.floorMod(lane, visibleGpus));
    }
    if (rule == Rule.GPU) {
      throw new IllegalArgumentException(
          "--device gpu, but Spark gave the task no GPU and none is visible here; set"
              + " spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount, or choose"
              + " --device auto or cpu");
    }
    return ComputeDevice.CPU;
  }

  private static ComputeDevice device(int index) {
    return simulated() > 0 ? ComputeDevice.simulatedGpu(index) : ComputeDevice.gpu(index);
  }

  private static int simulated() {
    return Integer.getInteger(SIMULATED, 0);
  }

  private static int index(String address) {
    if (!address.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "Spark gave the task the GPU address '%s'; expected a number from 0, as CUDA counts GPUs;"
                  .formatted(address)
              + " let the discovery script print such numbers");
    }
    return Integer.parseInt(address);
  }

  /**
   * GPUs that CUDA sees on this machine; 0 where there is none.
   *
   * <p>Asking CUDA takes seconds where its runtime is installed without a driver, so it is asked
   * only where Linux has a driver.
   */
  public static int visibleGpus() {
    if (simulated() > 0) {
      return simulated();
    }
    boolean linux = System.getProperty("os.name").startsWith("Linux");
    if (linux && DRIVERS.stream().noneMatch(Files::exists)) {
      return 0;
    }
    return CudaUtils.getGpuCount();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return switch (rule) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case GPU ->
          gpus.isEmpty()
              ? "gpu"
              : GPU_PREFIX + gpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    };
  }
}
