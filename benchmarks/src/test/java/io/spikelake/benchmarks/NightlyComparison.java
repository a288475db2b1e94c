package io.spikelake.benchmarks;

import io.spikelake.cli.SpikeLake;
import io.spikelake.jobs.session.SparkSessions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * What a night costs by what is new: {@code spikelake run} on a lake of one recording to which many
 * come, on one to which nothing comes, and on one to which a hundredth does, in an open session.
 */
final class NightlyComparison {

  private static final int TIMES_MORE = 10;

  private final Path root;
  private final NightlyArchive archive;
  private final int recordings;
  private final List<double[]> rounds = new ArrayList<>();

  private NightlyComparison(Path root, NightlyArchive archive, int recordings) {
    this.root = root;
    this.archive = archive;
    this.recordings = recordings;
  }

  public static void main(String[] arguments) throws IOException {
    BenchArguments words = BenchArguments.of(arguments);
    int recordings = Math.max(1, words.number(0, 1000) / NightlyArchive.SAMPLES);
    int rounds = words.number(1, 3);
    Path root = Files.createTempDirectory("spikelake-nightly");
    try (SparkSession session = SparkSessions.open("spikelake-nightly")) {
      int all = TIMES_MORE * recordings;
      NightlyArchive archive = NightlyArchive.simulate(root, 1 + all + hundredth(all));
      NightlyComparison comparison = new NightlyComparison(root, archive, recordings);
      comparison.night("warm-up", archive.folder("warm-up", recordings));
      for (int round = 1; round <= rounds; round++) {
        comparison.round(round);
      }
      ResultsFile.publish(ResultsFile.NIGHTLY, comparison.text(), words.save());
    } finally {
      Folders.delete(root);
    }
  }

  private void round(int round) throws IOException {
    int all = TIMES_MORE * recordings;
    double small = grown("lake-few", "few-" + round, recordings);
    double large = grown("lake-many", "many-" + round, all);
    Path many = archive.folder("many-" + round, 1 + all);
    double nothing = night("lake-many", many);
    archive.folder("many-" + round, 1 + all + hundredth(all));
    double more = night("lake-many", many);
    System.err.printf(
        "round %d: %.2f s, %.2f s, nothing new %.2f s, a hundredth new %.2f s%n",
        round, small, large, nothing, more);
    rounds.add(new double[] {small, large, nothing, more});
    DeltaLog.clearCache();
    Folders.delete(root.resolve("lake-few"));
    Folders.delete(root.resolve("lake-many"));
  }

  /** The night in which so many recordings come to one that was there. */
  private double grown(String lake, String folder, int more) throws IOException {
    night(lake, archive.folder(folder, 1));
    return night(lake, archive.folder(folder, 1 + more));
  }

  private static int hundredth(int recordings) {
    return Math.max(1, recordings / 100);
  }

  private double night(String lake, Path input) {
    PrintStream out = System.out;
    long start = System.nanoTime();
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      int exitCode =
          SpikeLake.run(
              "run",
              "--input",
              input.toString(),
              "--dataset",
              "spike-reds",
              "--lake",
              root.resolve(lake).toString(),
              "--methods",
              "tfp,tfi,tfstp,tvs:window=41",
              "--metrics",
              "niqe,brisque,piqe",
              "--first",
              "" + NightlyArchive.FIRST,
              "--stride",
              "1");
      if (exitCode != 0) {
        throw new IllegalStateException("The run failed with exit code " + exitCode);
      }
    } finally {
      System.setOut(out);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double median(int column) {
    return Median.of(rounds.stream().mapToDouble(round -> round[column]).toArray());
  }

  private String text() {
    double nothing = median(2);
    int few = recordings * NightlyArchive.SAMPLES;
    int many = TIMES_MORE * few;
    return """
    tfp, tfi, tfstp and tvs, three metrics each, %dx%d, frames kept without loss and as PNG; medians of %d rounds
    T0, nothing new in %d samples     %8.2f s
    T%d, so many new samples        %8.2f s
    T%d, so many new samples       %8.2f s
    (T%d - T0) / (T%d - T0)        %8.2f
    a hundredth of that, above T0       %8.2f s, %.1f %% of T%d - T0
    """
        .formatted(
            NightlyArchive.WIDTH,
            NightlyArchive.HEIGHT,
            rounds.size(),
            many,
            nothing,
            few,
            median(0),
            many,
            median(1),
            many,
            few,
            (median(1) - nothing) / (median(0) - nothing),
            median(3) - nothing,
            100 * (median(3) - nothing) / (median(1) - nothing),
            many);
  }
}
