package io.spikelake.it;

import java.util.Map;
import java.util.TreeMap;

/** Ways to share the cores and GPUs of one machine out to executors and tasks. */
enum GpuLayout {
  /** As the documentation has it: all tasks of the executor share its GPU. */
  ONE_GPU_EIGHT_CORES(8, 1, 8, 1, "0.125"),
  /** Tasks of one executor have different GPUs. */
  TWO_GPUS_ONE_EXECUTOR(4, 2, 4, 2, "0.5"),
  /** Two executors, each with a GPU of its own. */
  AN_EXECUTOR_PER_GPU(2, 2, 1, 1, "1");

  private static final int MEGABYTES = 1280;

  private final int cores;
  private final int gpus;
  private final int executorCores;
  private final int executorGpus;
  private final String taskGpus;

  /**
   * @param cores of the machine
   * @param gpus of the machine
   */
  GpuLayout(int cores, int gpus, int executorCores, int executorGpus, String taskGpus) {
    this.cores = cores;
    this.gpus = gpus;
    this.executorCores = executorCores;
    this.executorGpus = executorGpus;
    this.taskGpus = taskGpus;
  }

  int gpus() {
    return gpus;
  }

  int executors() {
    return cores / executorCores;
  }

  /** Tasks of an executor that run at once. */
  int slots() {
    return executorCores;
  }

  /** Tasks that share a GPU. */
  int tasksPerGpu() {
    return slots() / executorGpus;
  }

  /** Spark's settings, but for the discovery script. */
  Map<String, String> settings() {
    Map<String, String> conf = new TreeMap<>();
    conf.put("spark.master", "local-cluster[1,%d,%d]".formatted(cores, executors() * MEGABYTES));
    conf.put("spark.executor.cores", Integer.toString(executorCores));
    conf.put("spark.executor.memory", MEGABYTES + "m");
    conf.put("spark.executor.extraJavaOptions", "-Dspikelake.simulated-gpus=" + gpus);
    conf.put("spark.worker.resource.gpu.amount", Integer.toString(gpus));
    conf.put("spark.executor.resource.gpu.amount", Integer.toString(executorGpus));
    conf.put("spark.task.resource.gpu.amount", taskGpus);
    return conf;
  }
}
