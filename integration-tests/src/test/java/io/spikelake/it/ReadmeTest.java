package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.cli.SpikeLake;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.testing.SharedFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The README says what is there. */
class ReadmeTest {

  @TempDir Path folder;

  private static String readme;

  @BeforeAll
  static void read() throws Exception {
    readme = Files.readString(SharedFiles.projectRoot().resolve("README.md"));
  }

  @Test
  void theLibraryExampleCompilesAndRuns() throws Exception {
    Matcher code = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(code.find()).isTrue();
    Path source = Files.writeString(folder.resolve("Example.java"), code.group(1));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(compiled).as(messages.toString(StandardCharsets.UTF_8)).isZero();

    DemoRecordings.write(folder.resolve("recordings"));
    Path recording = folder.resolve("recordings/input/fan_part1_key_id151.dat");
    assertThat(outputOfExample(recording)).matches("niqe/spikelake@2 \\d+\\.\\d+\\s*");
  }

  private String outputOfExample(Path recording) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader
          .loadClass("Example")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {recording.toString()});
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCommandIsNamed() {
    for (Class<?> command : SpikeLake.class.getAnnotation(Command.class).subcommands()) {
      if (command != CommandLine.HelpCommand.class) {
        assertThat(readme).contains("`" + command.getAnnotation(Command.class).name());
      }
    }
  }

  @Test
  void theSupportMatrixIsComplete() {
    assertThat(Reconstructors.registry().variants())
        .allSatisfy(method -> assertThat(readme).contains("`" + method.defaultId().family() + "`"));
    assertThat(QualityMetrics.registry().variants())
        .allSatisfy(metric -> assertThat(readme).contains("`" + metric.defaultId().family() + "`"));
    assertThat(SpikeFormat.values())
        .allSatisfy(format -> assertThat(readme).contains("`" + format.id() + "`"));
  }
}
