package io.spikelake.jobs.session;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * What Spark was told about cores and GPUs, and how many tasks of an executor follow from it.
 *
 * @param manager who gives executors
 * @param executorCores cores of an executor; 0 where they are all that a worker has
 * @param taskCpus cores of a task
 * @param executorGpus GPUs of an executor
 * @param taskGpus GPUs of a task, less than 1 where tasks share one; 0 where Spark gives them none
 */
record GpuSettings(
    Manager manager, int executorCores, int taskCpus, long executorGpus, double taskGpus) {

  static final String MASTER = "spark.master";
  static final String EXECUTOR_CORES = "spark.executor.cores";
  static final String TASK_CPUS = "spark.task.cpus";
  static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";
  static final String TASK_GPUS = "spark.task.resource.gpu.amount";

  /** Who gives executors. */
  enum Manager {
    /** Tasks run in the driver. */
    LOCAL,
    STANDALONE,
    YARN,
    KUBERNETES;

    /** Whether executors live in containers whose memory is limited. */
    boolean limitsMemory() {
      return this == YARN || this == KUBERNETES;
    }

    private static Manager of(String master) {
      if (master.startsWith("k8s://")) {
        return KUBERNETES;
      }
      if (master.equals("yarn")) {
        return YARN;
      }
      boolean workers = master.startsWith("spark://") || master.startsWith("local-cluster[");
      return workers ? STANDALONE : LOCAL;
    }
  }

  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,\\s*\\d+\\s*]");

  /** Spark refuses shares between a half and a whole. */
  private static final double LARGEST_SHARE = 0.5;

  /** Digits of a share; cut off, never rounded up, so that no share too few results. */
  private static final double SHARE_DIGITS = 1e6;

  static GpuSettings of(SparkConf conf) {
    String master = conf.get(MASTER, "");
    Manager manager = Manager.of(master);
    return new GpuSettings(
        manager,
        cores(conf, manager, master),
        Math.max(1, conf.getInt(TASK_CPUS, 1)),
        conf.getLong(EXECUTOR_GPUS, 0),
        conf.getDouble(TASK_GPUS, 0));
  }

  private static int cores(SparkConf conf, Manager manager, String master) {
    if (conf.contains(EXECUTOR_CORES)) {
      return conf.getInt(EXECUTOR_CORES, 1);
    }
    if (manager.limitsMemory()) {
      return 1;
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    return cluster.matches() ? Integer.parseInt(cluster.group(1)) : 0;
  }

  boolean hasGpus() {
    return executorGpus > 0;
  }

  /** Tasks that the cores of an executor suffice for; 0 where that is not known. */
  int slotsByCores() {
    return executorCores / taskCpus;
  }

  /** Tasks that its GPUs suffice for, as Spark counts them; 0 where tasks get none. */
  long slotsByGpus() {
    if (taskGpus <= 0) {
      return 0;
    }
    return taskGpus <= LARGEST_SHARE
        ? executorGpus * (long) Math.floor(1 / taskGpus)
        : (long) (executorGpus / taskGpus);
  }

  /** Tasks of an executor that run at once; 0 where that is not known. */
  long slots() {
    if (slotsByCores() == 0 || slotsByGpus() == 0) {
      return Math.max(slotsByCores(), slotsByGpus());
    }
    return Math.min(slotsByCores(), slotsByGpus());
  }

  /** The share of a GPU with which as many tasks run as there are cores. */
  String fittingShare() {
    long tasks = Math.max(1, -Math.floorDiv(-slotsByCores(), Math.max(1, executorGpus)));
    if (tasks == 1) {
      return "1";
    }
    String share =
        String.format(Locale.ROOT, "%.6f", Math.floor(SHARE_DIGITS / tasks) / SHARE_DIGITS);
    return share.replaceAll("0+$", "");
  }
}
