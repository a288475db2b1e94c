package io.spikelake.bench;

import io.spikelake.simd.Simd;

/**
 * What measurements were made with, as far as Java knows.
 *
 * @param processors that this virtual machine may use
 * @param java its name and version
 * @param vectorApi whether kernels may use the Vector API
 */
public record Machine(int processors, String java, boolean vectorApi) {

  public static Machine thisOne() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
        Simd.available());
  }

  @Override
  public String toString() {
    return "%d processors, %s, Vector API %s"
        .formatted(processors, java, vectorApi ? "in use" : "not in use");
  }
}
