package io.spikelake.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of the Spark operator, by its own definitions. */
final class OperatorKinds {

  private static final Map<String, StructuralSchema> SCHEMAS = new HashMap<>();

  private OperatorKinds() {}

  /** What is wrong with an object; skips the test where the definitions are absent. */
  static List<String> errors(JsonNode object) throws IOException {
    String plural =
        switch (object.path("kind").asText()) {
          case "SparkApplication" -> "sparkapplications";
          case "ScheduledSparkApplication" -> "scheduledsparkapplications";
          default -> throw new IllegalArgumentException("No kind of the operator: " + object);
        };
    JsonNode definition =
        Rendered.documents(SharedFiles.require("k8s/sparkoperator.k8s.io_" + plural + ".yaml"))
            .get(0);
    return new StructuralSchema(definition, "v1beta2").errors(object);
  }
}
