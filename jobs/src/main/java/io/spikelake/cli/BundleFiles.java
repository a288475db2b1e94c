package io.spikelake.cli;

import io.spikelake.jobs.bundle.LeaderboardBundle;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.leaderboard.LakeScores;
import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.leaderboard.ReportSource;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.task.Equipment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the citable bundle of a leaderboard of the past. Aggregates it anew, so that the bundle
 * holds what its own command gives, whoever writes to the lake meanwhile.
 *
 * @param run of the lake as it was after this run
 */
record BundleFiles(String lake, long run, Equipment equipment, Leaderboard.Config config) {

  /** Into a folder, which is made if need be, or a file whose name ends in {@code .zip}. */
  void write(Path target) throws Exception {
    LakeCommand.read(
        lake,
        opened -> {
          opened.requireRun(run);
          Lake then = opened.asOf(run);
          if (target.toString().endsWith(".zip")) {
            Path folder = Files.createTempDirectory("spikelake-bundle");
            try {
              fill(then, folder);
              LeaderboardBundle.zip(folder, target);
            } finally {
              delete(folder);
            }
          } else {
            Files.createDirectories(target);
            fill(then, target);
          }
        });
  }

  private void fill(Lake then, Path folder) throws IOException {
    try (Leaderboard leaderboard = new Leaderboard(new LakeScores(then), equipment, config)) {
      List<ComparativeTable> tables = Summary.tables(leaderboard.tables(), config.metrics());
      Summary.writeReport(folder.resolve(LeaderboardBundle.TABLES), ReportSource.of(then, tables));
      new LeaderboardBundle(then, run, equipment, config, tables)
          .write(leaderboard.scores(), folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
