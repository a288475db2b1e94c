package io.spikelake.benchmarks;

import io.spikelake.jobs.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Samples per second of the full path - read, unpack, infer, score, write - of SpikeLake against a
 * Python loop with PyTorch, on one thread each and the same CPU.
 *
 * <p>The sides take turns, each making all samples once; the figures are medians over the rounds,
 * after two that are not counted. The first of these compares what the sides made: no figures come
 * of sides that disagree. {@code benchmarks/README.md} says what is on either side.
 *
 * <p>{@code benchmarks/run loop [SAMPLES [ROUNDS]] [--save]}; {@code PYTHON} is the interpreter.
 * Ends with 2 where Python or one of its modules is missing.
 */
public final class LoopComparison {

  private static final int WARM_UP = 2;
  private static final int HEIGHT = 250;
  private static final int WIDTH = 400;

  private final Path folder;
  private final LakeLoop lake;
  private final PythonLoop python;

  private LoopComparison(Path folder, LakeLoop lake, PythonLoop python) {
    this.folder = folder;
    this.lake = lake;
    this.python = python;
  }

  public static void main(String[] arguments) throws IOException, StoppedException {
    BenchArguments words = BenchArguments.of(arguments);
    int samples = words.number(0, 64);
    int rounds = words.number(1, 7);
    String interpreter = System.getenv().getOrDefault("PYTHON", "python3");
    Path folder = Files.createTempDirectory("spikelake-loop");
    int status = 0;
    try (PythonLoop python = PythonLoop.start(folder, interpreter)) {
      LoopArchive archive = LoopArchive.simulate(folder.resolve("archive"), HEIGHT, WIDTH, samples);
      RivalFiles.write(folder, archive, LakeLoop.pack());
      try (LakeLoop lake = new LakeLoop(archive)) {
        LoopComparison comparison = new LoopComparison(folder, lake, python);
        ResultsFile.publish(
            ResultsFile.FULL_PATH, comparison.run(archive.samples().size(), rounds), words.save());
      }
    } catch (PythonLoop.Missing e) {
      System.err.println("benchmarks/run loop: " + e.getMessage());
      status = 2;
    } finally {
      Folders.delete(folder);
    }
    System.exit(status);
  }

  private String run(int samples, int rounds) throws IOException, StoppedException {
    LoopTimes times = new LoopTimes(samples);
    LoopAgreement agreement = null;
    for (int round = -WARM_UP; round < rounds; round++) {
      Path ours = folder.resolve("lake");
      Path theirs = folder.resolve("loop");
      LakeLoop.Seconds seconds = lake.run(ours);
      long start = System.nanoTime();
      Map<String, Double> stages = python.run(theirs);
      double pythonSeconds = (System.nanoTime() - start) / 1e9;
      System.err.printf(
          "round %d: SpikeLake %.2f s, Python loop %.2f s%n",
          round + 1, seconds.frames(), pythonSeconds);
      if (agreement == null) {
        agreement = LoopAgreement.require(lake.results(ours), RivalFiles.results(theirs));
      }
      if (round >= 0) {
        times.add(seconds, pythonSeconds, stages);
      }
      Folders.delete(ours);
      Folders.delete(theirs);
    }
    return """
    %s
    %s; kept: frames without loss, and as PNG
    %d samples of %d planes, %dx%d, one thread each, %s
    %s
    largest differences: %s
    %s\
    """
        .formatted(
            LakeLoop.pack().id(),
            String.join(", ", lake.metrics()),
            samples,
            LoopArchive.WINDOW,
            WIDTH,
            HEIGHT,
            Runtime.getRuntime().availableProcessors() == 1
                ? "both on one CPU"
                : "not bound to one CPU, for which taskset is needed",
            python.versions(),
            agreement,
            times.text());
  }
}
