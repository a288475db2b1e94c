package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.cli.SpikeLake;
import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder to which Spark spills takes no more files once a run has begun, as on a full disk: a
 * file lies where it was. The run fails and says which folder, and the next one makes it good.
 */
@Tag("long")
class SpillFolderIT {

  @TempDir Path folder;

  @Test
  void aRunThatCannotSpillFailsAndTheNextMakesItGood() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Lake undisturbed = SharedSpark.lake(folder.resolve("undisturbed"));
    run(recordings, undisturbed);
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    Path spill = Files.createDirectories(folder.resolve("spill"));
    Process process = start(spill, arguments(recordings, lake));
    try {
      awaitRun(process);
      int taken = takeAway(spill);
      assertThat(taken).as("folders of Spark").isPositive();
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(this::log).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as(this::log).isEqualTo(1);
    assertThat(log()).containsPattern("spikelake: .*" + spill);
    DeltaLog.clearCache();
    run(recordings, lake);
    assertThat(LakeDigest.of(lake)).isEqualTo(LakeDigest.of(undisturbed));
  }

  private static void run(Path recordings, Lake lake) {
    CommandLineRun run = CommandLineRun.of(arguments(recordings, lake));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static String[] arguments(Path recordings, Lake lake) {
    return new String[] {
      "run",
      "--input",
      recordings.toString(),
      "--dataset",
      "spike-reds",
      "--lake",
      lake.root(),
      "--methods",
      "tfp",
      "--metrics",
      "none"
    };
  }

  private Process start(Path spill, String... arguments) throws IOException {
    ProcessBuilder builder = JavaProcess.builder(SpikeLake.class, arguments);
    builder.command().addAll(1, List.of("-Dspark.master=local[2]", "-Dspark.local.dir=" + spill));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private void awaitRun(Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!log().matches("(?s).*Run \\d+ of run on .*")) {
      assertThat(process.isAlive() && System.nanoTime() < end).as(this::log).isTrue();
      Thread.sleep(20);
    }
  }

  /** Puts a file in the place of each folder of blocks. Returns their number. */
  private static int takeAway(Path spill) throws IOException {
    List<Path> blocks;
    try (var folders = Files.list(spill)) {
      blocks = folders.filter(f -> f.getFileName().toString().startsWith("blockmgr")).toList();
    }
    for (Path block : blocks) {
      Files.move(block, spill.resolve("taken-" + block.getFileName()));
      Files.createFile(block);
    }
    return blocks.size();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("err")) + Files.readString(folder.resolve("out"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
