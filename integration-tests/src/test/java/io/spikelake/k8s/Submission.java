package io.spikelake.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the operator makes of a {@code SparkApplication}: arguments of {@code spark-submit}. Fields
 * that only its webhook reads are not among them.
 */
final class Submission {

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("/mode", "spark.submit.deployMode"),
          Map.entry("/image", "spark.kubernetes.container.image"),
          Map.entry("/imagePullPolicy", "spark.kubernetes.container.image.pullPolicy"),
          Map.entry("/driver/cores", "spark.driver.cores"),
          Map.entry("/driver/coreRequest", "spark.kubernetes.driver.request.cores"),
          Map.entry("/driver/memory", "spark.driver.memory"),
          Map.entry("/driver/memoryOverhead", "spark.driver.memoryOverhead"),
          Map.entry(
              "/driver/serviceAccount", "spark.kubernetes.authenticate.driver.serviceAccountName"),
          Map.entry("/executor/cores", "spark.executor.cores"),
          Map.entry("/executor/coreRequest", "spark.kubernetes.executor.request.cores"),
          Map.entry("/executor/memory", "spark.executor.memory"),
          Map.entry("/executor/memoryOverhead", "spark.executor.memoryOverhead"),
          Map.entry("/executor/javaOptions", "spark.executor.extraJavaOptions"),
          Map.entry(
              "/executor/serviceAccount",
              "spark.kubernetes.authenticate.executor.serviceAccountName"),
          Map.entry("/dynamicAllocation/enabled", "spark.dynamicAllocation.enabled"),
          Map.entry(
              "/dynamicAllocation/shuffleTrackingEnabled",
              "spark.dynamicAllocation.shuffleTracking.enabled"),
          Map.entry(
              "/dynamicAllocation/initialExecutors", "spark.dynamicAllocation.initialExecutors"),
          Map.entry("/dynamicAllocation/minExecutors", "spark.dynamicAllocation.minExecutors"),
          Map.entry("/dynamicAllocation/maxExecutors", "spark.dynamicAllocation.maxExecutors"));

  private final JsonNode run;

  Submission(JsonNode run) {
    this.run = run;
  }

  /** Settings of Spark by its fields and by {@code sparkConf}, which say no key twice. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    FIELDS.forEach(
        (field, key) -> {
          if (!run.at(field).isMissingNode()) {
            settings.put(key, run.at(field).asText());
          }
        });
    run.path("sparkConf")
        .fields()
        .forEachRemaining(
            entry -> {
              if (settings.put(entry.getKey(), entry.getValue().asText()) != null) {
                throw new AssertionError(entry.getKey() + " is said by a field and in sparkConf");
              }
            });
    return settings;
  }

  /** With the templates, in files of a folder. */
  Map<String, String> settings(Path folder, String namespace) throws IOException {
    Map<String, String> settings = settings();
    settings.put("spark.kubernetes.namespace", namespace);
    for (String role : List.of("driver", "executor")) {
      String key = "spark.kubernetes." + role + ".podTemplate";
      settings.put(key + "File", template(folder, role).toString());
      settings.put(key + "ContainerName", "spark-kubernetes-" + role);
    }
    return settings;
  }

  private Path template(Path folder, String role) throws IOException {
    Path file = folder.resolve(role + ".yaml");
    Files.writeString(file, Rendered.YAML.writeValueAsString(run.path(role).path("template")));
    return file;
  }

  /** The arguments that follow the settings. */
  List<String> application() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--class", run.path("mainClass").asText()));
    words.add(run.path("mainApplicationFile").asText());
    words.addAll(arguments());
    return words;
  }

  /** The arguments of the application. */
  List<String> arguments() {
    List<String> words = new ArrayList<>();
    run.path("arguments").forEach(word -> words.add(word.asText()));
    return words;
  }
}
