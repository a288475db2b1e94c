package io.spikelake.jobs.session;

import static io.spikelake.jobs.session.GpuSettings.EXECUTOR_CORES;
import static io.spikelake.jobs.session.GpuSettings.EXECUTOR_GPUS;
import static io.spikelake.jobs.session.GpuSettings.MASTER;
import static io.spikelake.jobs.session.GpuSettings.TASK_CPUS;
import static io.spikelake.jobs.session.GpuSettings.TASK_GPUS;

import io.spikelake.djl.CudaBuild;
import io.spikelake.djl.DeviceChoice;
import io.spikelake.jobs.session.GpuSettings.Manager;
import io.spikelake.pack.PackFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds settings that let GPUs wait, that crowd them, or that keep executors from starting. */
public final class GpuAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(GpuAdvice.class);

  static final String SCRIPT = "spark.executor.resource.gpu.discoveryScript";
  static final String PLUGIN = "spark.resources.discoveryPlugin";
  static final String VENDOR = "spark.executor.resource.gpu.vendor";
  static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  static final String FEWEST = "spark.dynamicAllocation.minExecutors";
  static final String MOST = "spark.dynamicAllocation.maxExecutors";
  static final String IDLE = "spark.dynamicAllocation.executorIdleTimeout";

  /** Longer than any pause between two waves of a run. */
  private static final long LONGEST_IDLE_SECONDS = 300;

  /** Cores that keep a GPU busy with reading, unpacking and scoring for it. */
  private static final int USUAL_CORES = 8;

  private final SparkConf conf;
  private final GpuSettings settings;
  private final Workload workload;
  private final List<Advice> advice = new ArrayList<>();

  private GpuAdvice(SparkConf conf, Workload workload) {
    this.conf = conf;
    this.settings = GpuSettings.of(conf);
    this.workload = workload;
  }

  /** Logs what there is to say about the settings of a session. */
  public static void log(SparkConf conf, Workload workload) {
    of(conf, workload, CudaBuild::of).forEach(one -> LOG.atLevel(one.level()).log(one.text()));
  }

  /**
   * What there is to say.
   *
   * @param conf all settings of the session
   * @param cuda whether the engine of a format is one that computes on GPUs
   */
  static List<Advice> of(SparkConf conf, Workload workload, Predicate<PackFormat> cuda) {
    GpuAdvice found = new GpuAdvice(conf, workload);
    if (found.settings.manager() == Manager.LOCAL) {
      found.localMode();
    } else if (found.settings.hasGpus()) {
      found.gpusThatNothingUses();
      found.startOfExecutors();
      found.slots();
      found.devices(cuda);
      found.dynamicAllocation();
      found.memory();
    } else {
      found.withoutGpus();
      found.memory();
    }
    return List.copyOf(found.advice);
  }

  /**
   * Refuses settings with which Spark would wait for ever.
   *
   * @throws IllegalArgumentException in local mode, if tasks are to have GPUs
   */
  static void requireTasksCanStart(SparkConf conf) {
    GpuSettings settings = GpuSettings.of(conf);
    if (settings.manager() == Manager.LOCAL && settings.taskGpus() > 0) {
      throw new IllegalArgumentException(
          "%s=%s with %s=%s: local mode schedules no GPUs, so that no task would ever start; leave"
                  .formatted(TASK_GPUS, conf.get(TASK_GPUS), MASTER, conf.get(MASTER, "local"))
              + " %s and %s out (networks then use the visible GPUs in turn), or give the --master"
                  .formatted(EXECUTOR_GPUS, TASK_GPUS)
              + " of a cluster");
    }
  }

  private void warn(String text, Object... values) {
    advice.add(Advice.warning(text, values));
  }

  private void localMode() {
    if (settings.hasGpus()) {
      warn(
          "%s=%d has no effect with %s=%s: local mode schedules no GPUs, networks use the visible"
              + " ones in turn; leave it out",
          EXECUTOR_GPUS, settings.executorGpus(), MASTER, conf.get(MASTER, "local"));
    }
  }

  private void gpusThatNothingUses() {
    if (!workload.known()) {
      return;
    }
    if (!workload.hasNetworks()) {
      warn(
          "%s=%d, but no method and no metric of this command is a network: every executor holds"
              + " GPUs that nothing uses; leave %s and %s out of this run",
          EXECUTOR_GPUS, settings.executorGpus(), EXECUTOR_GPUS, TASK_GPUS);
    } else if (workload.options().device().rule() == DeviceChoice.Rule.CPU) {
      warn(
          "%s=%d, but --device cpu: every executor holds GPUs that nothing uses; give --device auto,"
              + " or leave %s and %s out",
          EXECUTOR_GPUS, settings.executorGpus(), EXECUTOR_GPUS, TASK_GPUS);
    }
  }

  private void startOfExecutors() {
    boolean discovers = settings.manager().limitsMemory();
    if (discovers && !conf.contains(SCRIPT) && !conf.contains(PLUGIN)) {
      warn(
          "%s=%d, but %s is not set: executors end at their start; set it to the path that"
              + " getGpusResources.sh has on the executors",
          EXECUTOR_GPUS, settings.executorGpus(), SCRIPT);
    }
    if (settings.manager() == Manager.KUBERNETES && !conf.contains(VENDOR)) {
      warn(
          "%s=%d, but %s is not set: Spark cannot ask Kubernetes for GPUs and starts no executor;"
              + " set it to nvidia.com",
          EXECUTOR_GPUS, settings.executorGpus(), VENDOR);
    }
  }

  private void slots() {
    if (settings.taskGpus() <= 0) {
      warn(
          "%s=%d, but %s is not set: Spark gives tasks no GPU, and networks use the visible ones"
              + " whoever else does; set %s=%s",
          EXECUTOR_GPUS,
          settings.executorGpus(),
          TASK_GPUS,
          TASK_GPUS,
          settings.slotsByCores() > 0 ? settings.fittingShare() : "1 / " + EXECUTOR_CORES);
    } else if (settings.taskGpus() > 1) {
      warn(
          "%s=%s: a task uses one GPU, the others that it holds wait; set %s=%s",
          TASK_GPUS, conf.get(TASK_GPUS), TASK_GPUS, settings.fittingShare());
    } else if (settings.slotsByCores() > 0) {
      coresAgainstGpus();
    }
    if (settings.executorGpus() > 1) {
      severalGpus();
    }
    if (settings.slotsByCores() == 1) {
      warn(
          "%s=%s%s: one task at a time reads, unpacks and scores for a GPU, which waits for it; set"
              + " %s=%d and %s=%s",
          EXECUTOR_CORES,
          settings.executorCores(),
          settings.taskCpus() > 1 ? " with %s=%d".formatted(TASK_CPUS, settings.taskCpus()) : "",
          EXECUTOR_CORES,
          USUAL_CORES * settings.taskCpus(),
          TASK_GPUS,
          1.0 / USUAL_CORES);
    }
  }

  private void coresAgainstGpus() {
    int cores = settings.slotsByCores();
    long gpus = settings.slotsByGpus();
    String cause =
        "%s=%s with %s=%d%s"
            .formatted(
                TASK_GPUS,
                conf.get(TASK_GPUS),
                EXECUTOR_CORES,
                settings.executorCores(),
                settings.taskCpus() > 1
                    ? " and %s=%d".formatted(TASK_CPUS, settings.taskCpus())
                    : "");
    if (gpus < cores) {
      warn(
          "%s: GPUs allow %d of the %d tasks that the cores allow, %d cores are idle and the GPUs"
              + " wait for the rest; set %s=%s",
          cause,
          gpus,
          cores,
          settings.executorCores() - gpus * settings.taskCpus(),
          TASK_GPUS,
          settings.fittingShare());
    } else if (gpus > cores && settings.executorGpus() > 1) {
      warn(
          "%s and %s=%d: the cores allow %d of the %d tasks that the GPUs allow, Spark fills the"
              + " first GPU before the next, and the last ones wait; set %s=%s",
          cause,
          EXECUTOR_GPUS,
          settings.executorGpus(),
          cores,
          gpus,
          TASK_GPUS,
          settings.fittingShare());
    } else if (gpus > cores) {
      warn(
          "%s: the GPU is cut into %d shares for %d tasks, so that some are never given; set %s=%s",
          cause, gpus, cores, TASK_GPUS, settings.fittingShare());
    }
  }

  private void severalGpus() {
    warn(
        "%s=%d: one process serves all of them with one heap, and a lost executor gives up all;"
            + " set %s=1%s and ask for %d times as many executors",
        EXECUTOR_GPUS,
        settings.executorGpus(),
        EXECUTOR_GPUS,
        settings.executorCores() > settings.executorGpus()
            ? ", %s=%d"
                .formatted(EXECUTOR_CORES, settings.executorCores() / settings.executorGpus())
            : "",
        settings.executorGpus());
  }

  private void devices(Predicate<PackFormat> cuda) {
    DeviceChoice device = workload.options().device();
    if (!workload.hasNetworks() || device.rule() == DeviceChoice.Rule.CPU) {
      return;
    }
    if (!device.gpus().isEmpty() && settings.taskGpus() > 0) {
      warn(
          "--device %s takes no notice of the GPUs that %s=%s gives to tasks: those named are"
              + " crowded, others wait; give --device auto",
          device, TASK_GPUS, conf.get(TASK_GPUS));
    }
    if (conf.get("spark.executor.extraJavaOptions", "").contains(DeviceChoice.SIMULATED)) {
      return;
    }
    workload.networks().stream()
        .map(pack -> pack.manifest().format())
        .distinct()
        .filter(format -> !cuda.test(format))
        .forEach(
            format ->
                warn(
                    "%s=%d, but %s on the class path of the driver is the build for CPUs: frames of"
                        + " networks will fail; build with %s, or give --device cpu",
                    EXECUTOR_GPUS,
                    settings.executorGpus(),
                    format.engine(),
                    format == PackFormat.ONNX ? "-Pgpu" : "-Ptorchscript,gpu,pytorch-gpu"));
  }

  private void dynamicAllocation() {
    if (!conf.getBoolean(DYNAMIC, false)) {
      return;
    }
    long fewest = conf.getLong(FEWEST, 0);
    if (fewest > 0) {
      warn(
          "%s=%d: that many executors keep their GPUs while the driver plans and commits and while"
              + " leaderboards are computed; set %s=0",
          FEWEST, fewest, FEWEST);
    }
    if (conf.getInt(MOST, Integer.MAX_VALUE) == Integer.MAX_VALUE) {
      warn(
          "%s is not set: Spark asks for an executor with GPUs for every task that waits; set it to"
              + " the number of GPUs that this run may have",
          MOST);
    }
    long idle = conf.getTimeAsSeconds(IDLE, "60s");
    if (idle > LONGEST_IDLE_SECONDS) {
      warn(
          "%s=%s: an executor without work keeps its GPUs for that long; set %s=60s",
          IDLE, conf.get(IDLE), IDLE);
    }
  }

  private void withoutGpus() {
    if (workload.hasNetworks() && workload.options().device().rule() != DeviceChoice.Rule.CPU) {
      advice.add(
          Advice.note(
              "%s is not set: networks compute on the CPUs of the executors, or on GPUs that are"
                  + " visible there and that Spark does not share out",
              EXECUTOR_GPUS));
    }
  }

  private void memory() {
    if (!settings.manager().limitsMemory() || !workload.hasNetworks()) {
      return;
    }
    boolean onGpu =
        settings.hasGpus() && workload.options().device().rule() != DeviceChoice.Rule.CPU;
    long needed = new NativeMemory(workload).megabytes(onGpu, Math.max(1, settings.slots()));
    long given = NativeMemory.overheadMegabytes(conf);
    if (given < needed) {
      warn(
          "%s is %d MiB%s: %d tasks of an executor need about %d MiB outside of the heap for"
              + " networks, and the container may be killed; set %s=%s",
          NativeMemory.OVERHEAD,
          given,
          conf.contains(NativeMemory.OVERHEAD) ? "" : " by default",
          Math.max(1, settings.slots()),
          needed,
          NativeMemory.OVERHEAD,
          -Math.floorDiv(-needed, 1024L) + "g");
    }
  }
}
