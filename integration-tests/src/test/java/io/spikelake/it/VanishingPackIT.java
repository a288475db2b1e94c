package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model pack whose folder disappears once the run has begun is still the one that is run. */
class VanishingPackIT {

  @TempDir Path folder;

  @Test
  void itsFramesAreMade() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Path pack = pack();
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    CompletableFuture<Boolean> inTime =
        CompletableFuture.supplyAsync(() -> deleteWhenBegun(pack, Path.of(local(lake))));
    CommandLineRun.succeed(
        Commands.run(
            recordings, lake, "--pack=" + pack, "--methods=" + TestPacks.ONNX, "--metrics=none"));
    assertThat(inTime.get()).as("the pack was gone before the first frame").isTrue();
    assertThat(lake.frames().where("status = 'ok'").count()).isEqualTo(3);
  }

  private static String local(Lake lake) {
    return lake.root().substring("file:".length());
  }

  private Path pack() throws IOException {
    Path pack = folder.resolve("pack");
    for (Map.Entry<String, byte[]> file : TestPacks.files(TestPacks.ONNX).entrySet()) {
      Path path = pack.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return pack;
  }

  /** Returns whether no frame had been asked for by then. */
  private static boolean deleteWhenBegun(Path pack, Path lake) {
    try {
      while (!Files.exists(lake.resolve("runs/_delta_log/00000000000000000001.json"))) {
        Thread.sleep(5);
      }
      SharedSpark.deleteFolder(pack);
      return !Files.exists(lake.resolve("frames"));
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
