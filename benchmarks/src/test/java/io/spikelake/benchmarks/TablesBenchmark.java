package io.spikelake.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How long {@code spikelake leaderboard} takes from simulated scores in a CSV file to the whole
 * report: the launcher, cold, as a user starts it.
 */
final class TablesBenchmark {

  private static final List<String> METRICS =
      List.of(
          "niqe/live@2", "brisque/live@2", "piqe/matlab@1", "psnr/standard@1", "ssim/standard@1");
  private static final int METHODS = 10;
  private static final int KEY_FRAMES = 10;
  private static final int PER_RECORDING = METRICS.size() * METHODS * KEY_FRAMES;
  private static final int BLOCKS = 8;
  private static final long SEED = 7;

  private TablesBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchArguments words = BenchArguments.of(arguments);
    Path root = Files.createTempDirectory("spikelake-tables");
    try {
      StringBuilder text = new StringBuilder();
      text.append(
          "%d methods, %d metrics, %d samples of each recording, 1000 replicates; from CSV to report\n"
              .formatted(METHODS, METRICS.size(), KEY_FRAMES));
      for (int rows : new int[] {words.number(0, 1_000_000), words.number(1, 4_000_000)}) {
        Path scores = simulate(root.resolve(rows + ".csv"), rows / PER_RECORDING);
        double seconds = seconds(scores, root.resolve("report-" + rows));
        text.append(
            String.format(
                Locale.ROOT,
                "%,9d rows, %4d MB    %6.1f s%n",
                rows,
                Files.size(scores) >> 20,
                seconds));
      }
      ResultsFile.publish(ResultsFile.TABLES, text.toString(), words.save());
    } finally {
      Folders.delete(root);
    }
  }

  /** Methods differ by less than recordings do. */
  private static Path simulate(Path file, int recordings) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      lines.write("dataset,recording,key_frame,method,tone,metric,score,status,blocks\n");
      for (int recording = 0; recording < recordings; recording++) {
        double scene = random.nextGaussian();
        for (int keyFrame = 0; keyFrame < KEY_FRAMES; keyFrame++) {
          for (int method = 0; method < METHODS; method++) {
            for (String metric : METRICS) {
              double score = 20 + scene + 0.05 * method + 0.5 * random.nextGaussian();
              lines.write(
                  String.format(
                      Locale.ROOT,
                      "scenes,r%05d.dat,%d,method-%d/simulated@1,clip,%s,%.6f,ok,%d%n",
                      recording,
                      keyFrame,
                      method,
                      metric,
                      score,
                      BLOCKS));
            }
          }
        }
      }
    }
    return file;
  }

  private static double seconds(Path scores, Path report) throws IOException, InterruptedException {
    Path launcher = Path.of(System.getProperty("spikelake.root"), "bin", "spikelake");
    ProcessBuilder command =
        new ProcessBuilder(
            launcher.toString(),
            "leaderboard",
            "--scores",
            scores.toString(),
            "--report",
            report.toString());
    command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    int exitCode = command.start().waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exitCode != 0 || !Files.exists(report.resolve("index.html"))) {
      throw new IllegalStateException("The leaderboard failed with exit code " + exitCode);
    }
    return seconds;
  }
}
