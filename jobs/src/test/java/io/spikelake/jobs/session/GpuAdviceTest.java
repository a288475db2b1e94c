package io.spikelake.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.djl.CudaBuild;
import io.spikelake.djl.DeviceChoice;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFormat;
import io.spikelake.testing.TestPacks;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class GpuAdviceTest {

  private static final List<ModelPack> NETWORK = List.of(TestPacks.pack(TestPacks.ONNX));
  private static final List<ModelPack> TORCH = List.of(TestPacks.pack(TestPacks.TORCHSCRIPT));
  private static final Workload ON_ANY = Workload.of(NETWORK, NetworkOptions.DEFAULT);

  /** One GPU and eight cores for each executor, as the documentation has it: nothing to say. */
  private static final String GOOD =
      "master=k8s://https://api:6443"
          + " executor.cores=8 executor.memory=16g executor.memoryOverhead=12g"
          + " executor.resource.gpu.amount=1 task.resource.gpu.amount=0.125"
          + " executor.resource.gpu.vendor=nvidia.com"
          + " executor.resource.gpu.discoveryScript=/opt/spark/gpu/getGpusResources.sh";

  /**
   * @param settings {@code key=value}, without {@code spark.}; later ones win, and {@code key-}
   *     takes one away
   */
  private static SparkConf conf(String... settings) {
    SparkConf conf = new SparkConf(false);
    Stream.of(String.join(" ", settings).split(" +"))
        .filter(setting -> !setting.isEmpty())
        .forEach(
            setting -> {
              if (setting.endsWith("-")) {
                conf.remove("spark." + setting.substring(0, setting.length() - 1));
              } else {
                String[] parts = setting.split("=", 2);
                conf.set("spark." + parts[0], parts[1]);
              }
            });
    return conf;
  }

  private static Workload device(String device) {
    return Workload.of(NETWORK, new NetworkOptions(DeviceChoice.parse(device), 0, 0));
  }

  private static List<String> texts(SparkConf conf, Workload workload) {
    return GpuAdvice.of(conf, workload, format -> true).stream().map(Advice::text).toList();
  }

  static Stream<String> good() {
    return Stream.of(
        "",
        "master=yarn executor.resource.gpu.vendor-",
        "master=spark://host:7077 executor.resource.gpu.discoveryScript-"
            + " executor.resource.gpu.vendor- executor.memoryOverhead-",
        "executor.resource.gpu.discoveryScript- resources.discoveryPlugin=a.Plugin",
        "task.cpus=2 task.resource.gpu.amount=0.25",
        "executor.cores=7 task.resource.gpu.amount=0.142857",
        "dynamicAllocation.enabled=true dynamicAllocation.maxExecutors=16",
        "dynamicAllocation.minExecutors=4",
        "master=local-cluster[2,8,1024] executor.cores-");
  }

  @ParameterizedTest
  @MethodSource("good")
  void settingsThatFitAreNotSpokenOf(String changes) {
    assertThat(texts(conf(GOOD, changes), ON_ANY)).isEmpty();
  }

  /**
   * Memory: 384 MiB and 2 GiB, and for 8 tasks a batch of 8 windows of 4 x 40 x 48 numbers of 4
   * bytes, twice: 3.75 MiB.
   */
  static Stream<Arguments> bad() {
    return Stream.of(
        row(
            "task.resource.gpu.amount=1",
            "spark.task.resource.gpu.amount=1 with spark.executor.cores=8: GPUs allow 1 of the 8"
                + " tasks that the cores allow, 7 cores are idle and the GPUs wait for the rest;"
                + " set spark.task.resource.gpu.amount=0.125"),
        row(
            "task.resource.gpu.amount=0.3",
            "spark.task.resource.gpu.amount=0.3 with spark.executor.cores=8: GPUs allow 3 of the 8"
                + " tasks that the cores allow, 5 cores are idle and the GPUs wait for the rest;"
                + " set spark.task.resource.gpu.amount=0.125"),
        row(
            "task.cpus=2 task.resource.gpu.amount=0.5",
            "spark.task.resource.gpu.amount=0.5 with spark.executor.cores=8 and spark.task.cpus=2:"
                + " GPUs allow 2 of the 4 tasks that the cores allow, 4 cores are idle and the GPUs"
                + " wait for the rest; set spark.task.resource.gpu.amount=0.25"),
        row(
            "task.resource.gpu.amount=0.03125",
            "spark.task.resource.gpu.amount=0.03125 with spark.executor.cores=8: the GPU is cut"
                + " into 32 shares for 8 tasks, so that some are never given; set"
                + " spark.task.resource.gpu.amount=0.125"),
        row(
            "task.resource.gpu.amount-",
            "spark.executor.resource.gpu.amount=1, but spark.task.resource.gpu.amount is not set:"
                + " Spark gives tasks no GPU, and networks use the visible ones whoever else does;"
                + " set spark.task.resource.gpu.amount=0.125"),
        row(
            "executor.resource.gpu.discoveryScript-",
            "spark.executor.resource.gpu.amount=1, but"
                + " spark.executor.resource.gpu.discoveryScript is not set: executors end at their"
                + " start; set it to the path that getGpusResources.sh has on the executors"),
        row(
            "executor.resource.gpu.vendor-",
            "spark.executor.resource.gpu.amount=1, but spark.executor.resource.gpu.vendor is not"
                + " set: Spark cannot ask Kubernetes for GPUs and starts no executor; set it to"
                + " nvidia.com"),
        row(
            "dynamicAllocation.enabled=true dynamicAllocation.maxExecutors=16"
                + " dynamicAllocation.minExecutors=4",
            "spark.dynamicAllocation.minExecutors=4: that many executors keep their GPUs while the"
                + " driver plans and commits and while leaderboards are computed; set"
                + " spark.dynamicAllocation.minExecutors=0"),
        row(
            "dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.maxExecutors is not set: Spark asks for an executor with GPUs"
                + " for every task that waits; set it to the number of GPUs that this run may have"),
        row(
            "dynamicAllocation.enabled=true dynamicAllocation.maxExecutors=16"
                + " dynamicAllocation.executorIdleTimeout=30m",
            "spark.dynamicAllocation.executorIdleTimeout=30m: an executor without work keeps its"
                + " GPUs for that long; set spark.dynamicAllocation.executorIdleTimeout=60s"),
        row(
            "executor.memoryOverhead=1g",
            "spark.executor.memoryOverhead is 1024 MiB: 8 tasks of an executor need about 2436 MiB"
                + " outside of the heap for networks, and the container may be killed; set"
                + " spark.executor.memoryOverhead=3g"),
        row(
            "executor.memoryOverhead-",
            "spark.executor.memoryOverhead is 1638 MiB by default: 8 tasks of an executor need"
                + " about 2436 MiB outside of the heap for networks, and the container may be"
                + " killed; set spark.executor.memoryOverhead=3g"));
  }

  private static Arguments row(String changes, String text) {
    return Arguments.of(changes, text);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void eachMistakeIsOneWarningWithKeysValuesAndTheBetterValue(String changes, String text) {
    assertThat(GpuAdvice.of(conf(GOOD, changes), ON_ANY, format -> true))
        .containsExactly(new Advice(Level.WARN, text));
  }

  /** Mistakes that come together. */
  @Test
  void severalGpusInOneExecutor() {
    SparkConf filled = conf(GOOD, "executor.resource.gpu.amount=2 task.resource.gpu.amount=0.25");
    String one =
        "spark.executor.resource.gpu.amount=2: one process serves all of them with one heap, and a"
            + " lost executor gives up all; set spark.executor.resource.gpu.amount=1,"
            + " spark.executor.cores=4 and ask for 2 times as many executors";
    assertThat(texts(filled, ON_ANY)).containsExactly(one);
    assertThat(texts(conf(GOOD, "executor.resource.gpu.amount=2"), ON_ANY))
        .containsExactly(
            "spark.task.resource.gpu.amount=0.125 with spark.executor.cores=8 and"
                + " spark.executor.resource.gpu.amount=2: the cores allow 8 of the 16 tasks that"
                + " the GPUs allow, Spark fills the first GPU before the next, and the last ones"
                + " wait; set spark.task.resource.gpu.amount=0.25",
            one);
    assertThat(
            texts(conf(GOOD, "executor.resource.gpu.amount=2 task.resource.gpu.amount=2"), ON_ANY))
        .contains(
            "spark.task.resource.gpu.amount=2: a task uses one GPU, the others that it holds wait;"
                + " set spark.task.resource.gpu.amount=0.25");
  }

  @Test
  void oneTaskThatFeedsAGpu() {
    assertThat(texts(conf(GOOD, "executor.cores- task.resource.gpu.amount=1"), ON_ANY))
        .containsExactly(
            "spark.executor.cores=1: one task at a time reads, unpacks and scores for a GPU, which"
                + " waits for it; set spark.executor.cores=8 and"
                + " spark.task.resource.gpu.amount=0.125");
  }

  @Test
  void gpusForWorkThatUsesNone() {
    String text =
        "spark.executor.resource.gpu.amount=1, but no method and no metric of this command is a"
            + " network: every executor holds GPUs that nothing uses; leave"
            + " spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount out of this"
            + " run";
    assertThat(texts(conf(GOOD), Workload.CPU)).containsExactly(text);
    assertThat(texts(conf(GOOD), Workload.UNKNOWN)).isEmpty();
  }

  @Test
  void devicesThatGoAgainstTheScheduler() {
    assertThat(texts(conf(GOOD), device("cpu")))
        .containsExactly(
            "spark.executor.resource.gpu.amount=1, but --device cpu: every executor holds GPUs that"
                + " nothing uses; give --device auto, or leave spark.executor.resource.gpu.amount"
                + " and spark.task.resource.gpu.amount out");
    assertThat(texts(conf(GOOD), device("gpu:0,1")))
        .containsExactly(
            "--device gpu:0,1 takes no notice of the GPUs that"
                + " spark.task.resource.gpu.amount=0.125 gives to tasks: those named are crowded,"
                + " others wait; give --device auto");
    assertThat(texts(conf(GOOD), device("gpu"))).isEmpty();
  }

  @Test
  void anEngineForCpusBesideGpus() {
    assertThat(GpuAdvice.of(conf(GOOD), ON_ANY, format -> false).stream().map(Advice::text))
        .containsExactly(
            "spark.executor.resource.gpu.amount=1, but OnnxRuntime on the class path of the driver"
                + " is the build for CPUs: frames of networks will fail; build with -Pgpu, or give"
                + " --device cpu");
    assertThat(
            GpuAdvice.of(conf(GOOD), Workload.of(TORCH, NetworkOptions.DEFAULT), format -> false))
        .singleElement()
        .satisfies(
            advice ->
                assertThat(advice.text())
                    .contains("PyTorch")
                    .contains("build with -Ptorchscript,gpu,pytorch-gpu"));
    SparkConf simulated = conf(GOOD, "executor.extraJavaOptions=-Dspikelake.simulated-gpus=1");
    assertThat(GpuAdvice.of(simulated, ON_ANY, format -> false)).isEmpty();
  }

  @Test
  void theDefaultBuildComputesOnCpus() {
    assertThat(CudaBuild.of(PackFormat.TORCHSCRIPT)).isFalse();
  }

  @Test
  void networksOnAClusterWithoutGpusAreANote() {
    String none = "executor.resource.gpu.amount- task.resource.gpu.amount-";
    assertThat(GpuAdvice.of(conf(GOOD, none), ON_ANY, format -> false))
        .containsExactly(
            new Advice(
                Level.INFO,
                "spark.executor.resource.gpu.amount is not set: networks compute on the CPUs of the"
                    + " executors, or on GPUs that are visible there and that Spark does not share"
                    + " out"));
    assertThat(texts(conf(GOOD, none), device("cpu"))).isEmpty();
    assertThat(texts(conf(GOOD, none), Workload.CPU)).isEmpty();
  }

  /**
   * On a CPU: 384 MiB, 4 bytes for each of the parameters, and 8 tasks' activations; of the tiny
   * pack these are less than a MiB.
   */
  @Test
  void memoryOfNetworksOnCpus() {
    SparkConf none = conf(GOOD, "executor.resource.gpu.amount- executor.memoryOverhead=384m");
    assertThat(texts(none, device("cpu")))
        .containsExactly(
            "spark.executor.memoryOverhead is 384 MiB: 8 tasks of an executor need about 385 MiB"
                + " outside of the heap for networks, and the container may be killed; set"
                + " spark.executor.memoryOverhead=1g");
    assertThat(texts(conf("master=spark://a:1 executor.cores=8"), device("cpu"))).isEmpty();
  }

  @Test
  void localModeHasNoGpus() {
    assertThat(texts(conf("master=local[4] executor.resource.gpu.amount=1"), ON_ANY))
        .containsExactly(
            "spark.executor.resource.gpu.amount=1 has no effect with spark.master=local[4]: local"
                + " mode schedules no GPUs, networks use the visible ones in turn; leave it out");
    assertThat(texts(conf("master=local[4]"), ON_ANY)).isEmpty();
  }

  /** Seen with Spark 3.5.9: it offers tasks no GPU there and waits without a word. */
  @Test
  void gpusForTasksAreRefusedInLocalMode() {
    SparkConf conf =
        conf("master=local[4] executor.resource.gpu.amount=1 task.resource.gpu.amount=0.25");
    assertThatThrownBy(() -> GpuAdvice.requireTasksCanStart(conf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "spark.task.resource.gpu.amount=0.25 with spark.master=local[4]: local mode schedules"
                + " no GPUs, so that no task would ever start; leave"
                + " spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount out"
                + " (networks then use the visible GPUs in turn), or give the --master of a"
                + " cluster");
    assertThatCode(
            () -> {
              GpuAdvice.requireTasksCanStart(conf(GOOD));
              GpuAdvice.requireTasksCanStart(conf("master=local-cluster[1,8,1024]", ""));
              GpuAdvice.requireTasksCanStart(conf("master=local[4]"));
            })
        .doesNotThrowAnyException();
  }

  /** What is advised is what Spark cuts a GPU into as many shares by. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theShareThatIsAdvisedFits(int gpus) {
    for (int cores = gpus; cores <= 512; cores++) {
      GpuSettings settings = new GpuSettings(GpuSettings.Manager.YARN, cores, 1, gpus, 1);
      double share = Double.parseDouble(settings.fittingShare());
      GpuSettings advised = new GpuSettings(GpuSettings.Manager.YARN, cores, 1, gpus, share);
      assertThat(advised.slotsByGpus())
          .as("%d cores, %d GPUs, share %s", cores, gpus, settings.fittingShare())
          .isBetween((long) cores, (long) cores + gpus - 1);
      assertThat(share)
          .satisfiesAnyOf(
              s -> assertThat(s).isEqualTo(1), s -> assertThat(s).isLessThanOrEqualTo(0.5));
    }
  }
}
