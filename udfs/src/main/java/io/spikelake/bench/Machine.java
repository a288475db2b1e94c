package io.spikelake.bench;

import io.spikelake.simd.Simd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What measurements were made with, as far as Java knows.
 *
 * @param processors that this virtual machine may use
 * @param java its name and version
 * @param vectorApi whether kernels may use the Vector API
 */
public record Machine(int processors, String java, boolean vectorApi) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  public static Machine thisOne() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
        Simd.available());
  }

  /** The model of the processor where Linux tells it, else its architecture. */
  public static String processorName() {
    return processorName(PROCESSORS);
  }

  static String processorName(Path list) {
    String architecture = System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(list)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst("^[^:]*:", "").strip().replaceAll("\\s+", " "))
          .filter(name -> !name.isEmpty())
          .findFirst()
          .orElse(architecture);
    } catch (IOException noSuchList) {
      return architecture;
    }
  }

  @Override
  public String toString() {
    return "%d processors, %s, Vector API %s"
        .formatted(processors, java, vectorApi ? "in use" : "not in use");
  }
}
