package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RunsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock has gone back since the last run: all of the lake is of a time to come. What a run does
 * depends on numbers of runs, not on times.
 */
@Tag("long")
class FutureClockIT {

  private static final long AHEAD = Duration.ofDays(10).toMillis();

  /** Milliseconds since 1970 in a commit. */
  private static final Pattern TIME = Pattern.compile("(?<=:)1\\d{12}(?=[,}])");

  @TempDir Path folder;

  @Test
  void theLakeIsThatOfAClockThatGoesOn() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Lake steady = SharedSpark.lake(folder.resolve("steady"));
    run(recordings, steady, "tfp");
    copyIntoTheFuture(folder.resolve("steady"), folder.resolve("ahead"));
    Lake ahead = SharedSpark.lake(folder.resolve("ahead"));
    run(recordings, steady, "tfp,tfi");
    run(recordings, ahead, "tfp,tfi");
    DeltaLog.clearCache();
    assertThat(LakeDigest.of(ahead)).isEqualTo(LakeDigest.of(steady));
    assertThat(ahead.committedFrames().count()).as("nothing is made again").isEqualTo(6);
    assertThat(
            ahead
                .read(RunsTable.TABLE)
                .where("status = 'finished'")
                .orderBy("committed_in")
                .collectAsList())
        .extracting(row -> row.<Long>getAs("committed_in"))
        .containsExactly(1L, 2L);
    assertThat(ahead.asOf(1).read(FramesTable.TABLE).count()).isEqualTo(3);
  }

  private static void run(Path recordings, Lake lake, String methods) {
    CommandLineRun.succeed(
        Commands.run(recordings, lake, "--methods=" + methods, "--metrics=none"));
  }

  private static void copyIntoTheFuture(Path from, Path to) throws IOException {
    List<Path> all;
    try (var files = Files.walk(from)) {
      // Not the checksums of the local file system, which are of the times of now.
      all = files.filter(file -> !file.getFileName().toString().endsWith(".crc")).toList();
    }
    int shifted = 0;
    for (Path file : all) {
      Path copy = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else if (file.toString().endsWith(".json")) {
        String commit = Files.readString(file);
        Files.writeString(
            copy,
            TIME.matcher(commit)
                .replaceAll(time -> Long.toString(Long.parseLong(time.group()) + AHEAD)));
        shifted += Files.readString(copy).equals(commit) ? 0 : 1;
      } else {
        Files.copy(file, copy);
      }
      Files.setLastModifiedTime(
          copy, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + AHEAD));
    }
    assertThat(shifted).as("commits with a time").isGreaterThan(5);
  }
}
