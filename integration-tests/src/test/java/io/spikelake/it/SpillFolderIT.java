package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spikelake.cli.SpikeLake;
import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk to which Spark spills is full once a run has begun: the run fails and says so, and the
 * next one makes it good. The disk is a file system in memory that only the run's process sees,
 * which takes root to set up.
 */
@Tag("long")
class SpillFolderIT {

  private static final String[] ON_SMALL_DISK = {
    "unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=16m tmpfs \"$0\" && exec \"$@\""
  };

  @TempDir Path folder;

  @Test
  void aRunThatCannotSpillFailsAndTheNextMakesItGood() throws Exception {
    Path spill = Files.createDirectories(folder.resolve("spill"));
    String[] launcher = Commands.join(ON_SMALL_DISK, spill.toString());
    assumeTrue(canMount(launcher), "file systems cannot be mounted here");
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Lake undisturbed = SharedSpark.lake(folder.resolve("undisturbed"));
    CommandLineRun.succeed(arguments(recordings, undisturbed));
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    try (JavaProcess process =
        JavaProcess.Setup.of(folder, "run", "-Dspark.master=local[2]", "-Dspark.local.dir=" + spill)
            .under(launcher)
            .start(SpikeLake.class, arguments(recordings, lake))) {
      process.awaitPrinted("Run \\d+ of run on ");
      Path seenByProcess = Path.of("/proc/" + process.pid() + "/root" + spill.toAbsolutePath());
      assertThatThrownBy(() -> fill(seenByProcess.resolve("filler")))
          .hasMessageContaining("No space left on device");
      assertThat(process.exitCode()).as(process::log).isEqualTo(1);
      assertThat(process.log()).containsPattern("spikelake: .*No space left on device");
    }
    DeltaLog.clearCache();
    CommandLineRun.succeed(arguments(recordings, lake));
    assertThat(LakeDigest.of(lake)).isEqualTo(LakeDigest.of(undisturbed));
  }

  private static boolean canMount(String... launcher) throws InterruptedException {
    try {
      return new ProcessBuilder(Commands.join(launcher, "true")).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] zeros = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(zeros);
      }
    }
  }

  private static String[] arguments(Path recordings, Lake lake) {
    return Commands.run(recordings, lake, "--methods=tfp", "--metrics=none");
  }
}
