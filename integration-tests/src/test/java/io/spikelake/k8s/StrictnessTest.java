package io.spikelake.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spikelake.cli.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** The checks of manifests can fail: everywhere, one unknown field is enough. */
class StrictnessTest {

  static Stream<JsonNode> objectsOfKubernetes() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Rendered.K8S)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        objects.addAll(Rendered.documents(file));
      }
    }
    return objects.stream().filter(StrictKinds::knows);
  }

  @ParameterizedTest
  @MethodSource("objectsOfKubernetes")
  void anUnknownFieldInAnyPlaceIsRefused(JsonNode object) {
    StrictKinds.parse(object);
    for (ObjectNode place : typed(object)) {
      place.put("unknownField", "x");
      assertThatThrownBy(() -> StrictKinds.parse(object))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Unrecognized field \"unknownField\"");
      place.remove("unknownField");
    }
  }

  /** Objects with fields of their own, which labels and amounts are not. */
  private static List<ObjectNode> typed(JsonNode node) {
    List<ObjectNode> found = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      found.add(object);
      object
          .fields()
          .forEachRemaining(
              field -> {
                if (!List.of(
                        "labels", "annotations", "matchLabels", "nodeSelector", "hard", "requests")
                    .contains(field.getKey())) {
                  found.addAll(typed(field.getValue()));
                }
              });
    } else {
      node.forEach(item -> found.addAll(typed(item)));
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "/spec/driver, coreLimits, 1, /spec/driver/coreLimits: unknown",
    "/spec, restartPolices, Never, /spec/restartPolices: unknown",
    "/spec/restartPolicy, type, Sometimes, '/spec/restartPolicy/type: \"Sometimes\" is none of'",
    "/spec/driver, cores, two, '/spec/driver/cores: expected integer, is \"two\"'",
    "/spec/dynamicAllocation, enabled, yes, '/spec/dynamicAllocation/enabled: expected boolean'",
    "/spec, arguments, run, '/spec/arguments: expected array'"
  })
  void theOperatorsKindsAreRefusedLikewise(String place, String field, String value, String error)
      throws IOException {
    JsonNode once = Rendered.documents(Rendered.K8S.resolve("base/once.yaml")).get(0);
    assertThat(OperatorKinds.errors(once)).isEmpty();
    ((ObjectNode) once.at(place)).put(field, value);
    assertThat(OperatorKinds.errors(once))
        .singleElement()
        .satisfies(found -> assertThat(found).startsWith(error));
  }

  @Test
  void whatTheOperatorNeedsIsMissed() throws IOException {
    JsonNode nightly = Rendered.documents(Rendered.K8S.resolve("base/nightly.yaml")).get(0);
    assertThat(OperatorKinds.errors(nightly)).isEmpty();
    ((ObjectNode) nightly.get("spec")).remove("schedule");
    ((ObjectNode) nightly.at("/spec/template")).remove("sparkVersion");
    assertThat(OperatorKinds.errors(nightly))
        .containsExactlyInAnyOrder("/spec: has no schedule", "/spec/template: has no sparkVersion");
  }

  @Test
  void anUnknownFieldOfATemplateIsRefused() throws IOException {
    JsonNode once = Rendered.documents(Rendered.K8S.resolve("base/once.yaml")).get(0);
    ((ObjectNode) once.at("/spec/driver/template/spec/securityContext")).put("runAsUsr", 185);
    assertThat(OperatorKinds.errors(once)).as("the definition lets it pass").isEmpty();
    assertThatThrownBy(() -> StrictKinds.template(once.at("/spec/driver/template")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unrecognized field \"runAsUsr\"");
  }

  @Test
  void aMistakeInArgumentsOrConfigurationIsFound(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("run.conf"), "spark.spikelake.lakes s3a://lake\n");
    assertThatThrownBy(() -> CommandLines.command(List.of("--config", file.toString(), "run")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spark.spikelake.lakes, which is no key");
    Files.writeString(file, "spark.spikelake.lake s3a://lake\n");
    assertThatThrownBy(
            () -> CommandLines.command(List.of("--config", file.toString(), "run", "--nightly")))
        .isInstanceOf(ParameterException.class);
    Files.writeString(file, "spark.spikelake.digest.as-of 3\n");
    assertThat(CommandLines.unused(file, "run")).containsExactly("spark.spikelake.digest.as-of");
  }
}
