package io.spikelake.it;

import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The distribution folder that the build made, run as a user runs it: in a process of its own. */
final class Distribution {

  static final Path FOLDER = SharedFiles.projectRoot().resolve("jobs/target/dist");

  private static final long TIMEOUT_MINUTES = 5;

  private Distribution() {}

  /**
   * Runs {@code bin/spikelake}.
   *
   * @param folder working folder; also takes the output
   */
  static CommandLineRun spikelake(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(FOLDER.resolve("bin/spikelake").toString()));
    command.addAll(List.of(arguments));
    return execute(folder, environment, command);
  }

  /** Runs a command in a process of its own; of Spark it knows what it is told. */
  static CommandLineRun execute(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("No end after %d minutes: %s".formatted(TIMEOUT_MINUTES, command));
    }
    return new CommandLineRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
