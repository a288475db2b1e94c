package io.spikelake.bench;

import io.spikelake.quality.QualityModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Everything that is measured. */
public final class Kernels {

  private Kernels() {}

  /**
   * Lists the kernels in the order of a report. Each has instances of methods and metrics of its
   * own.
   *
   * @param models LIVE's variants of NIQE and BRISQUE are on the list if their models are here
   */
  public static List<Kernel> of(BenchRecording recording, QualityModels models) throws IOException {
    List<Kernel> kernels = new ArrayList<>();
    kernels.addAll(MethodKernels.of(recording));
    kernels.addAll(ScoreKernels.of(recording, models));
    kernels.addAll(StorageKernels.of(recording));
    kernels.addAll(SampleKernels.of(recording));
    return kernels;
  }
}
