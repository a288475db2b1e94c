package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
  private static final long TIMEOUT_MINUTES = 5;

  @TempDir static Path folder;

  private static Lake local;
  private static Lake cluster;
  private static List<String> printed;

  @BeforeAll
  static void runBoth() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    local = SharedSpark.lake(folder.resolve("local"));
    CommandLineRun run = CommandLineRun.of(arguments(recordings, local, "--partitions", "1"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    cluster = SharedSpark.lake(folder.resolve("cluster"));
    printed = probe(arguments(recordings, cluster, "--partitions", "9"));
  }

  private static String[] arguments(Path recordings, Lake lake, String... more) {
    return Stream.concat(
            Stream.of(
                "run",
                "--input",
                recordings.toString(),
                "--dataset",
                "spike-reds",
                "--lake",
                lake.root(),
                "--methods",
                "tfp," + NETWORK,
                "--metrics",
                "psnr",
                "--first",
                "60",
                "--stride",
                "60"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static List<String> probe(String... arguments) throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve("spark-home/jars")).getParent();
    String[] all =
        Stream.concat(Stream.of(folder.toString()), Stream.of(arguments)).toArray(String[]::new);
    Path out = folder.resolve("probe.out");
    Path err = folder.resolve("probe.err");
    ProcessBuilder builder =
        JavaProcess.builder(ClusterProbe.class, all)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(() -> text(out) + text(err)).isTrue();
    assertThat(process.exitValue()).as(() -> text(out) + text(err)).isZero();
    return Files.readAllLines(out);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
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
