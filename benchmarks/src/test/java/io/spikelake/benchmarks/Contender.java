package io.spikelake.benchmarks;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel;
import io.spikelake.bench.Kernel.Work;
import java.util.List;
import java.util.Optional;

/** Who does the work of a kernel, and in which virtual machine. */
public enum Contender {
  /** The kernel, with the Vector API. */
  VECTOR,
  /** The kernel in a virtual machine without the module. */
  SCALAR,
  /** The same formula in plain loops. */
  PLAIN,
  /** The rival that {@code spikelake bench} has for it too, such as a copy of the same bytes. */
  RIVAL;

  Optional<Work> work(Kernel kernel, BenchRecording recording) {
    return switch (this) {
      case VECTOR, SCALAR -> Optional.of(kernel.work());
      case PLAIN -> PlainRivals.of(kernel.name(), recording);
      case RIVAL -> Optional.ofNullable(kernel.rival()).map(Kernel.Rival::work);
    };
  }

  /** Options of the virtual machine. */
  List<String> flags() {
    return this == SCALAR ? List.of() : List.of("--add-modules=jdk.incubator.vector");
  }
}
