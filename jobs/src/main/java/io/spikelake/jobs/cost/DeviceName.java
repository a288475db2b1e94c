package io.spikelake.jobs.cost;

import io.spikelake.bench.Machine;
import io.spikelake.djl.ComputeDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What devices are called by those who make them. */
final class DeviceName {

  /** Where NVIDIA's driver lists its GPUs, a folder each. */
  private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");

  private static final String MODEL = "Model:";

  private DeviceName() {}

  static String of(ComputeDevice device) {
    return device.isGpu() ? gpu(GPUS) : Machine.processorName();
  }

  /**
   * The model of the GPUs of this machine. CUDA may count them in another order than the driver, so
   * that where there are several models, all are named.
   */
  static String gpu(Path list) {
    List<String> models = new ArrayList<>();
    try (Stream<Path> gpus = Files.list(list)) {
      for (Path gpu : gpus.sorted().toList()) {
        Files.readAllLines(gpu.resolve("information")).stream()
            .filter(line -> line.startsWith(MODEL))
            .map(line -> line.substring(MODEL.length()).strip())
            .filter(model -> !models.contains(model))
            .forEach(models::add);
      }
    } catch (IOException noSuchList) {
      // Not every driver tells; the device has its number in any case.
      models.clear();
    }
    return models.isEmpty() ? "GPU" : String.join(" or ", models);
  }
}
