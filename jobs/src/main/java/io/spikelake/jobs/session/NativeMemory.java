package io.spikelake.jobs.session;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.jobs.cost.CurrentCosts;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackCost;
import io.spikelake.pack.PackManifest;
import io.spikelake.pack.ReconstructorContract;
import io.spikelake.pack.WindowContract;
import java.util.Objects;
import org.apache.spark.SparkConf;

/**
 * Memory of an executor outside of its heap, and what networks need of it: on a CPU their weights
 * and, for each task, the activations of a batch; beside a GPU the libraries of CUDA, and for each
 * task the tensors of a batch, once as planes and once as they are handed over.
 *
 * <p>For frames of the size at which a pack was counted; where it states no cost, for the size that
 * papers use, and then without activations.
 */
final class NativeMemory {

  static final String OVERHEAD = "spark.executor.memoryOverhead";

  private static final String FACTOR = "spark.executor.memoryOverheadFactor";
  private static final String KUBERNETES_FACTOR = "spark.kubernetes.memoryOverheadFactor";

  /** What Spark adds to the heap in any case. */
  private static final long LEAST_OVERHEAD = 384;

  /** Allowance for the virtual machine itself: threads, code, buffers of files. */
  private static final long MACHINE_MB = 384;

  /** Allowance for CUDA's context and the code of cuDNN and cuBLAS in main memory. */
  private static final long CUDA_MB = 2048;

  private static final int BYTES_OF_NUMBER = 4;
  private static final int COPIES = 2;

  private final Workload workload;

  NativeMemory(Workload workload) {
    this.workload = workload;
  }

  /** What Spark gives an executor. */
  static long overheadMegabytes(SparkConf conf) {
    if (conf.contains(OVERHEAD)) {
      return conf.getSizeAsMb(OVERHEAD);
    }
    double factor = conf.getDouble(FACTOR, conf.getDouble(KUBERNETES_FACTOR, 0.1));
    return Math.max(
        LEAST_OVERHEAD, (long) (factor * conf.getSizeAsMb("spark.executor.memory", "1g")));
  }

  /**
   * What the networks of an executor need, with the virtual machine.
   *
   * @param tasks that run at once
   */
  long megabytes(boolean onGpu, long tasks) {
    ComputeDevice device = onGpu ? ComputeDevice.gpu(0) : ComputeDevice.CPU;
    int batch = new NetworkSettings(device, workload.options().batchSize(), 1).frames();
    double perFrame =
        workload.networks().stream()
            .mapToDouble(pack -> onGpu ? tensorBytes(pack) : activationBytes(pack))
            .max()
            .orElse(0);
    double fixed =
        onGpu
            ? (CUDA_MB << 20)
            : workload.networks().stream().mapToDouble(NativeMemory::weightBytes).sum();
    return MACHINE_MB + Math.round(Math.ceil((fixed + tasks * batch * perFrame) / (1 << 20)));
  }

  private static double weightBytes(ModelPack pack) {
    return (double) BYTES_OF_NUMBER * pack.manifest().parameters();
  }

  private static double activationBytes(ModelPack pack) {
    PackCost cost = pack.manifest().cost();
    double known =
        cost == null || Double.isNaN(cost.peakMemoryMb())
            ? 0
            : Math.max(0, cost.peakMemoryMb() * 1e6 - weightBytes(pack));
    return Math.max(known, tensorBytes(pack));
  }

  private static double tensorBytes(ModelPack pack) {
    PackManifest manifest = pack.manifest();
    if (!(manifest.contract() instanceof ReconstructorContract reconstructor)) {
      return 0;
    }
    WindowContract window = reconstructor.window();
    PackCost size =
        Objects.requireNonNullElse(
            manifest.cost(),
            new PackCost(CurrentCosts.USUAL_HEIGHT, CurrentCosts.USUAL_WIDTH, 0, Double.NaN));
    int height = window.height() > 0 ? window.height() : size.height();
    int width = window.width() > 0 ? window.width() : size.width();
    return (double) COPIES * BYTES_OF_NUMBER * window.values(height, width);
  }
}
