package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is written in two places is the same in both. */
class ConfigurationTest {

  private static final Path ROOT = SharedFiles.projectRoot();

  @Test
  void theLauncherAndTheTestsGiveTheJvmTheSameFlags() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    String start = "<spark.jvm.flags>";
    String flags =
        pom.substring(pom.indexOf(start) + start.length(), pom.indexOf("</spark.jvm.flags>"));
    assertThat(Files.readAllLines(ROOT.resolve("conf/jvm.options")))
        .isEqualTo(List.of(flags.strip().split("\\s+")));
  }

  /** With another slf4j-api on the class path every log line vanishes without a word. */
  @Test
  void logLinesReachLog4j() {
    assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
        .isEqualTo("org.apache.logging.slf4j.Log4jLoggerFactory");
  }

  @Test
  void everyShippedDataSetLoadsByItsFileName() throws IOException {
    try (var files = Files.list(ROOT.resolve("conf/datasets"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.substring(0, name.length() - ".yaml".length()))
              .sorted()
              .toList();
      assertThat(names)
          .isEqualTo(io.spikelake.dataset.DatasetCatalogue.names().stream().sorted().toList());
      assertThat(names)
          .allSatisfy(
              name ->
                  assertThat(io.spikelake.dataset.DatasetCatalogue.load(name).name())
                      .isEqualTo(name));
    }
  }

  @Test
  void theScalaSuffixOfArtifactsIsThatOfTheProperty() throws IOException {
    String suffix = "_2.12</artifactId>";
    assertThat(Files.readString(ROOT.resolve("pom.xml")))
        .contains("<scala.binary.version>2.12</scala.binary.version>")
        .contains("spikelake-parent" + suffix);
    assertThat(Arrays.asList("schemas", "udfs", "jobs", "benchmarks", "integration-tests"))
        .allSatisfy(
            module ->
                assertThat(Files.readString(ROOT.resolve(module + "/pom.xml")))
                    .contains("spikelake-" + module + suffix));
  }
}
