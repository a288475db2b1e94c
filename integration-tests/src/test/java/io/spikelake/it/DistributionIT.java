package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution folder in processes of its own: the launcher, Spark's own, and no Spark. */
class DistributionIT {

  @TempDir static Path folder;

  private static CommandLineRun demo;

  @BeforeAll
  static void runDemoOnOneCore() throws Exception {
    demo =
        Distribution.spikelake(folder, Map.of(), "--master", "local[1]", "demo", "--out", "demo");
    assertThat(demo.exitCode()).as(demo.err()).isZero();
  }

  private static Lake lake(String name) {
    return SharedSpark.lake(folder.resolve(name));
  }

  @Test
  void standardOutputIsTheResultAndNothingElse() {
    assertThat(demo.out())
        .startsWith("spike-reds, 3 samples")
        .contains("tfi/eq5@1", "SSIM ↑", "tables runs, recordings, ")
        .contains("report demo/report/leaderboard.md")
        .doesNotContain("INFO", "WARN", "\u001b");
  }

  @Test
  void ourLogAppearsAndTheRestIsQuiet() {
    assertThat(demo.err()).contains("INFO  IngestJob: 3 recordings, 0 quarantined");
    List<String> foreign =
        demo.err()
            .lines()
            .filter(line -> !line.startsWith("spikelake: "))
            .filter(line -> !line.startsWith("reconstruct: "))
            .filter(line -> !line.matches("\\d\\d:\\d\\d:\\d\\d INFO .*"))
            .toList();
    assertThat(foreign).isEmpty();
  }

  @Test
  void theReportIsWritten() throws IOException {
    assertThat(Files.readString(folder.resolve("demo/report/leaderboard.md")))
        .startsWith("# Leaderboard")
        .contains("| `tfp/spike-zoo@1:window=41` | rate=0.6 |");
  }

  /** To two decimals: other processors may round the last bits of exponentials otherwise. */
  @Test
  void theReadmeShowsWhatTheDemoPrints() throws IOException {
    List<String> readme = rows(SharedFiles.projectRoot().resolve("README.md"));
    List<String> report = rows(folder.resolve("demo/report/leaderboard.md"));
    assertThat(readme).hasSize(report.size());
    for (int i = 0; i < report.size(); i++) {
      String[] shown = readme.get(i).split(" *\\| *");
      String[] measured = report.get(i).split(" *\\| *");
      assertThat(shown[1]).isEqualTo(measured[1]);
      int[] columns = {3, 4, 5, 7, 9};
      for (int column = 0; column < columns.length; column++) {
        assertThat(number(shown[3 + column]))
            .as(readme.get(i))
            .isCloseTo(number(measured[columns[column]]), within(0.01));
      }
    }
  }

  private static List<String> rows(Path markdown) throws IOException {
    return Files.readAllLines(markdown).stream()
        .filter(line -> line.matches("\\| `[a-z]+/[^`]*` \\| (rate=0.6|clip|minmax) .*"))
        .toList();
  }

  private static double number(String cell) {
    return Double.parseDouble(cell.replaceAll("<br>.*|\\*\\*|</?u>", ""));
  }

  /**
   * One core in a process of its own, two cores here: the same rows. The Spark of SPARK_HOME gets
   * our jars by --jars and nothing else of ours.
   */
  @Test
  void plainSparkSubmitOnOneCoreGivesTheSameRows() throws Exception {
    // The launcher hands files on to spark-submit.
    Files.writeString(
        folder.resolve("mine.conf"), "# which methods\n\n spark.spikelake.methods \t tfp,tfi \n");
    Path recordings = folder.resolve("demo/recordings");
    CommandLineRun submitted =
        Distribution.spikelake(
            folder,
            SparkInstallation.plain(folder.resolve("spark")).environment(),
            Commands.join(
                new String[] {
                  "--master", "local[1]", "--profile", "local", "--config", "mine.conf"
                },
                Commands.run(recordings, lake("submitted"))));
    assertThat(submitted.exitCode()).as(submitted.err()).isZero();
    CommandLineRun here =
        CommandLineRun.succeed(Commands.run(recordings, lake("here"), "--methods=tfp,tfi"));
    assertSameRows("submitted", "here");
    assertThat(submitted.out().lines().limit(9)).isEqualTo(here.out().lines().limit(9).toList());
  }

  private static void assertSameRows(String one, String other) {
    assertThat(Lakes.frames(lake(one))).hasSize(6).isEqualTo(Lakes.frames(lake(other)));
    assertThat(Lakes.scores(lake(one))).hasSize(30).isEqualTo(Lakes.scores(lake(other)));
    assertThat(Lakes.texts(lake(one), LeaderboardTable.TABLE))
        .isEqualTo(Lakes.texts(lake(other), LeaderboardTable.TABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "inspect demo/recordings/input/fan_part1_key_id151.dat --height 250 --width 400",
        "models list",
        "--profile gpu config",
        "score --images demo/recordings/gt/*.png --metrics piqe",
        "bench kernels --seconds 0.01",
        "simulate --out small --scene fan --planes 41 --height 64 --width 64"
      })
  void commandsThatNeedNoClusterLoadNoSpark(String command) throws Exception {
    Path classes = Files.createTempFile(folder, "classes", ".log");
    CommandLineRun run =
        Distribution.spikelake(
            folder,
            Map.of("SPIKELAKE_JAVA_OPTS", "-Xlog:class+load:file=" + classes),
            command.split(" "));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isNotBlank();
    try (var lines = Files.lines(classes)) {
      assertThat(lines.filter(line -> line.matches(".*org\\.apache\\.(spark|hadoop)\\..*")))
          .isEmpty();
    }
  }
}
