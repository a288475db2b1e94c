package io.spikelake.it;

import io.spikelake.jobs.io.Lake;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;

/** The recordings of the demo, two methods' frames of them in a lake, and their scores. */
final class ScoredDemo {

  /** What people read first. */
  static final Path EXAMPLES = SharedFiles.projectRoot().resolve("docs/examples");

  private final Path folder;

  private ScoredDemo(Path folder) {
    this.folder = folder;
  }

  static ScoredDemo make(Path folder) throws IOException {
    ScoredDemo demo = new ScoredDemo(folder);
    DemoRecordings.write(folder.resolve("recordings"));
    CommandLineRun.succeed(
        Commands.run(
            folder.resolve("recordings"),
            demo.lake(),
            "--methods=tfp,tfi",
            "--metrics=niqe,brisque,piqe,psnr,ssim,mse"));
    return demo;
  }

  Lake lake() {
    return SharedSpark.lake(folder.resolve("lake"));
  }

  Path recordings() {
    return folder.resolve("recordings/input");
  }

  /** Pictures of what the recordings show. */
  Path pictures() {
    return folder.resolve("recordings/gt");
  }
}
