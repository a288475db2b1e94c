package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Networks on executor processes that have GPUs in different ways. The GPUs are addresses without a
 * device behind them: networks compute on the CPU under their names, so this shows who is told to
 * use what, not that a GPU computes.
 */
class LocalClusterIT {

  private static final String NETWORK = "spikelake-lrn";

  @TempDir static Path folder;

  private static Lake local;
  private static List<LakeDigest.Part> digest;
  private static final Map<GpuLayout, Lake> CLUSTERS = new TreeMap<>();
  private static List<String> printed;
  private static String log;

  @BeforeAll
  static void runAll() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    local = SharedSpark.lake(folder.resolve("local"));
    CommandLineRun.succeed(arguments(recordings, local, "--partitions=1"));
    digest = LakeDigest.of(local);
    probe(
        arguments(
            recordings, SharedSpark.lake(folder.resolve(ClusterProbe.LAYOUT)), "--partitions=9"));
    for (GpuLayout layout : GpuLayout.values()) {
      CLUSTERS.put(layout, SharedSpark.lake(folder.resolve(layout.name())));
    }
  }

  private static String[] arguments(Path recordings, Lake lake, String partitions) {
    return Commands.run(
        recordings,
        lake,
        "--methods=tfp," + NETWORK,
        "--metrics=piqe",
        "--first=60",
        "--stride=120",
        partitions);
  }

  private static void probe(String... arguments) throws Exception {
    try (JavaProcess process =
        JavaProcess.Setup.of(folder, "probe")
            .with(ClusterProbe.environment(folder))
            .start(
                ClusterProbe.class, Commands.join(new String[] {folder.toString()}, arguments))) {
      assertThat(process.exitCode()).as(process::log).isZero();
      printed = process.out().lines().toList();
      log = process.log();
    }
  }

  /** The words of the lines of a layout that begin with one. */
  private static List<List<String>> lines(GpuLayout layout, String first) {
    String start = layout + " " + first + " ";
    return printed.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> List.of(line.substring(start.length()).split(" ")))
        .toList();
  }

  /** GPUs by executor, as Spark has them from the discovery script. */
  private static Map<String, List<String>> addresses(GpuLayout layout) {
    return lines(layout, "EXECUTOR").stream()
        .collect(
            Collectors.toMap(words -> words.get(0), words -> List.of(words.get(1).split(","))));
  }

  private static Dataset<Row> ofNetwork(Dataset<Row> rows) {
    return rows.where("method LIKE '" + NETWORK + "/%' AND status = 'ok'");
  }

  private static List<String> devices(Dataset<Row> rows) {
    return ofNetwork(rows).collectAsList().stream()
        .map(row -> row.<String>getAs(Columns.DEVICE))
        .distinct()
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void theCommandSucceeds(GpuLayout layout) {
    assertThat(lines(layout, "EXIT")).as(log).containsExactly(List.of("0"));
  }

  @ParameterizedTest
  @EnumSource
  void everyGpuBelongsToOneExecutor(GpuLayout layout) {
    assertThat(addresses(layout)).hasSize(layout.executors());
    assertThat(addresses(layout).values().stream().flatMap(List::stream).sorted())
        .isEqualTo(IntStream.range(0, layout.gpus()).mapToObj(Integer::toString).toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyTaskSeesOneGpuOfItsExecutorAndSharesIt(GpuLayout layout) {
    List<List<String>> tasks = lines(layout, "TASK");
    assertThat(tasks).hasSize(layout.slots() * layout.executors());
    assertThat(tasks)
        .allSatisfy(
            words -> {
              assertThat(addresses(layout).get(words.get(0))).contains(words.get(1));
              assertThat(words.get(2)).as("tasks at once").isEqualTo("" + layout.slots());
            });
    Map<String, Long> byGpu =
        tasks.stream()
            .map(words -> words.get(1))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(byGpu).hasSize(layout.gpus());
    assertThat(byGpu.values()).containsOnly((long) layout.tasksPerGpu());
  }

  @ParameterizedTest
  @EnumSource
  void anExecutorLoadsANetworkOnceForEachOfItsGpus(GpuLayout layout) {
    List<List<String>> executors = lines(layout, "LOADS");
    assertThat(executors).hasSize(layout.executors());
    assertThat(executors.stream().map(words -> words.get(1)).distinct())
        .as("processes")
        .hasSize(layout.executors());
    int gpus = layout.gpus() / layout.executors();
    assertThat(executors)
        .allSatisfy(words -> assertThat(Integer.parseInt(words.get(2))).isBetween(0, gpus));
    assertThat(executors).anySatisfy(words -> assertThat(words.get(2)).isNotEqualTo("0"));
  }

  @ParameterizedTest
  @EnumSource
  void framesAndScoresNameTheGpu(GpuLayout layout) {
    List<String> all =
        IntStream.range(0, layout.gpus()).mapToObj(i -> "simulated-gpu:" + i).toList();
    Lake cluster = CLUSTERS.get(layout);
    assertThat(devices(cluster.committedFrames())).isNotEmpty().isSubsetOf(all);
    assertThat(devices(cluster.scores())).isEqualTo(devices(cluster.committedFrames()));
  }

  @Test
  void withoutGpusTheyNameTheCpu() {
    assertThat(devices(local.committedFrames())).containsExactly("cpu");
    assertThat(devices(local.scores())).containsExactly("cpu");
  }

  /** Pixels and scores are those of one task without GPUs, to the last bit. */
  @ParameterizedTest
  @EnumSource
  void theDigestIsThatOfARunWithoutGpus(GpuLayout layout) {
    assertThat(digest).allSatisfy(part -> assertThat(part.rows()).isPositive());
    assertThat(LakeDigest.of(CLUSTERS.get(layout))).isEqualTo(digest);
  }

  /** Of the three layouts one is as it should be; each other one is warned of once. */
  @Test
  void settingsThatLetGpusWaitAreWarnedOf() {
    assertThat(log.lines().filter(line -> line.contains(" WARN GpuAdvice: ")))
        .as(log)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("spark.executor.resource.gpu.amount=2: one process serves all"),
            line ->
                assertThat(line)
                    .contains("spark.executor.cores=1: one task at a time reads, unpacks"));
  }
}
