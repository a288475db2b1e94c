package io.spikelake.benchmarks;

import io.spikelake.testing.SharedFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rival of {@link LoopComparison}: {@code benchmarks/rival/loop.py} in a process that stays and
 * is told, round by round, to make all samples. On one thread.
 */
final class PythonLoop implements AutoCloseable {

  /** Python or a module that the loop needs is missing. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String message) {
      super(message);
    }
  }

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;
  private final String versions;

  private PythonLoop(Process process, String interpreter) throws IOException, Missing {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.versions = answers.readLine();
    if (versions == null) {
      process.destroy();
      throw new Missing(
          "The Python loop did not start in %s; give an interpreter that has what benchmarks/rival/requirements.txt lists, as in PYTHON=path/to/python benchmarks/run loop"
              .formatted(interpreter));
    }
  }

  /**
   * Starts Python and loads its modules.
   *
   * @param folder absolute; what {@link RivalFiles} writes must be there before the first run
   * @param interpreter a command, or the path of one
   */
  static PythonLoop start(Path folder, String interpreter) throws IOException, Missing {
    Path script = SharedFiles.projectRoot().resolve("benchmarks/rival/loop.py");
    ProcessBuilder builder =
        new ProcessBuilder(interpreter, script.toString(), folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // One thread in what NumPy calls as well; no compiled files beside the sources.
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new Missing(
          "%s; name a Python interpreter, as in PYTHON=path/to/python benchmarks/run loop"
              .formatted(e.getMessage()));
    }
    return new PythonLoop(process, interpreter);
  }

  /** What runs, with versions. */
  String versions() {
    return versions;
  }

  /**
   * Makes all samples.
   *
   * @param out where frames, pictures and scores go; must not exist
   * @return seconds of each stage, in order
   */
  Map<String, Double> run(Path out) throws IOException {
    orders.write(out + "\n");
    orders.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("The Python loop ended; standard error says why");
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (String stage : answer.split(" ")) {
      String[] words = stage.split("=");
      seconds.put(words[0], Double.valueOf(words[1]));
    }
    return seconds;
  }

  @Override
  public void close() throws IOException {
    orders.close();
    answers.close();
  }
}
