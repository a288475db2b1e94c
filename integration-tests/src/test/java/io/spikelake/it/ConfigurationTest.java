package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
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

  /** Each a line that a JSON parser reads, whatever the message holds. */
  @Test
  void logEventsCanBeLinesOfJson() throws Exception {
    Path file = ROOT.resolve("conf/log4j2.properties");
    Configuration configuration;
    try (InputStream in = Files.newInputStream(file)) {
      configuration =
          ConfigurationFactory.getInstance()
              .getConfiguration(null, new ConfigurationSource(in, file));
    }
    configuration.initialize();
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setLevel(Level.WARN)
            .setLoggerName("io.spikelake.Some")
            .setMessage(new SimpleMessage("a \"b\"\n\\c"))
            .setThrown(new IllegalStateException("no \"disk\""))
            .setContextData(ContextDataFactory.createContextData(Map.of("mdc.run", "7")))
            .build();
    String line = configuration.getAppender("json").getLayout().toSerializable(event).toString();
    assertThat(line.strip()).hasLineCount(1);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.get("message").asText()).isEqualTo("a \"b\"\n\\c");
    assertThat(json.get("run").asText()).isEqualTo("7");
    assertThat(json.get("level").asText()).isEqualTo("WARN");
    assertThat(json.get("exception").asText()).contains("IllegalStateException: no \"disk\"");
    assertThat(configuration.getRootLogger().getAppenders()).containsOnlyKeys("text");
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
