package io.spikelake.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spikelake.testing.SharedFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The objects that {@code kubectl kustomize} makes of a folder below {@code k8s/}.
 *
 * @param folder below {@code k8s/}
 */
record Rendered(String folder, List<JsonNode> objects) {

  static final Path K8S = SharedFiles.projectRoot().resolve("k8s");

  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What is applied as a whole. */
  static final List<String> OVERLAYS =
      List.of("overlays/local", "overlays/s3", "overlays/gpu", "gang/volcano", "gang/yunikorn");

  private static final Map<String, Rendered> CACHE = new ConcurrentHashMap<>();

  private static final long TIMEOUT_SECONDS = 60;

  static Rendered of(String folder) {
    Path kubectl = kubectl();
    Assumptions.assumeTrue(
        kubectl != null, "Skipped: needs kubectl on the PATH, Debian's kubernetes-client or later");
    return CACHE.computeIfAbsent(folder, name -> render(kubectl, name));
  }

  private static Path kubectl() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(entry -> Path.of(entry, "kubectl"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private static Rendered render(Path kubectl, String folder) {
    try {
      Path out = Files.createTempFile("rendered", ".yaml");
      Path err = Files.createTempFile("rendered", ".err");
      try {
        Process process =
            new ProcessBuilder(kubectl.toString(), "kustomize", K8S.resolve(folder).toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new AssertionError("k8s/" + folder + ": " + Files.readString(err));
        }
        return new Rendered(folder, documents(out));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The documents of a file. */
  static List<JsonNode> documents(Path file) throws IOException {
    try (MappingIterator<JsonNode> all =
        YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      return all.readAll();
    }
  }

  JsonNode one(String kind, String name) {
    return objects.stream()
        .filter(object -> kind.equals(object.path("kind").asText()))
        .filter(object -> name.equals(object.at("/metadata/name").asText()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(folder + " has no " + kind + " " + name));
  }

  List<JsonNode> all(String kind) {
    return objects.stream().filter(object -> kind.equals(object.path("kind").asText())).toList();
  }

  /** What the run by hand and the nightly one are specified by. */
  List<JsonNode> runs() {
    return List.of(
        one("SparkApplication", "spikelake-once").get("spec"),
        one("ScheduledSparkApplication", "spikelake-nightly").at("/spec/template"));
  }

  @Override
  public String toString() {
    return folder;
  }
}
