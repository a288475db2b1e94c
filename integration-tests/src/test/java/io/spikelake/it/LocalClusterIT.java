package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks on two executor processes. The GPUs are addresses without a device behind them: networks
 * compute on the CPU under their names, so this shows who is told to use what, not that a GPU
 * computes.
 */
class LocalClusterIT {

  private static final String NETWORK = "spikelake-lrn";

  @TempDir static Path folder;

  private static Lake local;
  private static Lake cluster;
  private static List<String> printed;

  @BeforeAll
  static void runBoth() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    local = SharedSpark.lake(folder.resolve("local"));
    CommandLineRun.succeed(arguments(recordings, local, "--partitions=1"));
    cluster = SharedSpark.lake(folder.resolve("cluster"));
    printed = probe(arguments(recordings, cluster, "--partitions=9"));
  }

  private static String[] arguments(Path recordings, Lake lake, String partitions) {
    return Commands.run(
        recordings,
        lake,
        "--methods=tfp," + NETWORK,
        "--metrics=psnr",
        "--first=60",
        "--stride=60",
        partitions);
  }

  private static List<String> probe(String... arguments) throws Exception {
    try (JavaProcess process =
        JavaProcess.Setup.of(folder, "probe")
            .with(ClusterRun.environment(folder))
            .start(
                ClusterProbe.class, Commands.join(new String[] {folder.toString()}, arguments))) {
      assertThat(process.exitCode()).as(process::log).isZero();
      return process.out().lines().toList();
    }
  }

  private static List<Row> networkFrames(Lake lake) {
    return lake.committedFrames()
        .where("method LIKE '" + NETWORK + "/%' AND status = 'ok'")
        .collectAsList();
  }

  @Test
  void theCommandSucceeds() {
    assertThat(printed).contains("EXIT 0");
  }

  @Test
  void bothExecutorsComputeAndEachLoadsTheModelOnce() {
    List<String[]> executors =
        printed.stream()
            .filter(line -> line.startsWith("LOADS "))
            .map(line -> line.split(" "))
            .toList();
    assertThat(executors).hasSize(2);
    assertThat(executors.stream().map(words -> words[2]).distinct()).as("processes").hasSize(2);
    for (String[] words : executors) {
      // One load for each of the two addresses at most: a device has a model of its own.
      assertThat(Integer.parseInt(words[3])).as("loads of executor " + words[1]).isBetween(1, 2);
      assertThat(words[4]).as("addresses of a task").isEqualTo("1");
    }
  }

  @Test
  void everyFrameNamesTheAddressThatItsTaskWasGiven() {
    List<String> devices =
        networkFrames(cluster).stream()
            .map(row -> row.<String>getAs(Columns.DEVICE))
            .distinct()
            .sorted()
            .toList();
    assertThat(devices).isNotEmpty().isSubsetOf("simulated-gpu:0", "simulated-gpu:1");
    assertThat(networkFrames(local).stream().map(row -> row.<String>getAs(Columns.DEVICE)))
        .isNotEmpty()
        .containsOnly("cpu");
  }

  @Test
  void framesAreThoseOfOneTaskToTheLastBit() {
    assertThat(Lakes.frames(local)).isNotEmpty();
    assertThat(Lakes.frames(cluster)).isEqualTo(Lakes.frames(local));
    assertThat(Lakes.scores(cluster)).isEqualTo(Lakes.scores(local));
  }
}
