package io.spikelake.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks objects against the structural schema of a custom resource as the API server does, with
 * one difference: a field that the server would drop without a word is an error.
 */
final class StructuralSchema {

  /** What is not looked at, because it says nothing about which objects are right. */
  private static final Set<String> WORDS =
      Set.of(
          "additionalProperties",
          "anyOf",
          "default",
          "description",
          "enum",
          "format",
          "items",
          "maximum",
          "minimum",
          "nullable",
          "pattern",
          "properties",
          "required",
          "type",
          "x-kubernetes-int-or-string",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-list-type",
          "x-kubernetes-map-type",
          "x-kubernetes-preserve-unknown-fields");

  private final JsonNode schema;

  /**
   * @param definition a {@code CustomResourceDefinition}
   */
  StructuralSchema(JsonNode definition, String version) {
    for (JsonNode candidate : definition.at("/spec/versions")) {
      if (candidate.path("name").asText().equals(version)) {
        schema = candidate.at("/schema/openAPIV3Schema");
        return;
      }
    }
    throw new IllegalArgumentException("The definition has no version " + version);
  }

  /** What is wrong, each with its place; empty if nothing is. */
  List<String> errors(JsonNode object) {
    List<String> errors = new ArrayList<>();
    check(schema, object, "", errors);
    return errors;
  }

  private static void check(JsonNode schema, JsonNode value, String place, List<String> errors) {
    requireKnown(schema);
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean()) {
        errors.add(place + ": null");
      }
      return;
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      if (!value.isIntegralNumber() && !value.isTextual()) {
        errors.add(place + ": expected a number or a string");
      }
    } else if (!hasType(schema.path("type").asText(), value)) {
      errors.add(place + ": expected " + schema.path("type").asText() + ", is " + value);
      return;
    }
    checkValue(schema, value, place, errors);
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.path("items"), value.get(i), place + "/" + i, errors);
      }
    } else if (value.isObject()) {
      checkFields(schema, value, place, errors);
    }
  }

  private static void requireKnown(JsonNode schema) {
    Set<String> words = new TreeSet<>();
    schema.fieldNames().forEachRemaining(words::add);
    words.removeAll(WORDS);
    if (!words.isEmpty()) {
      throw new IllegalStateException("Words of a schema that are not understood: " + words);
    }
  }

  private static boolean hasType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> throw new IllegalStateException("A type that is not understood: " + type);
    };
  }

  private static void checkValue(
      JsonNode schema, JsonNode value, String place, List<String> errors) {
    if (schema.has("enum")) {
      boolean listed = false;
      for (JsonNode choice : schema.get("enum")) {
        listed |= choice.equals(value);
      }
      if (!listed) {
        errors.add("%s: %s is none of %s".formatted(place, value, schema.get("enum")));
      }
    }
    if (schema.has("pattern")
        && !Pattern.compile(schema.get("pattern").asText()).matcher(value.asText()).find()) {
      errors.add("%s: %s does not match %s".formatted(place, value, schema.get("pattern")));
    }
    if (schema.has("minimum") && value.asDouble() < schema.get("minimum").asDouble()
        || schema.has("maximum") && value.asDouble() > schema.get("maximum").asDouble()) {
      errors.add(place + ": " + value + " is out of range");
    }
  }

  private static void checkFields(
      JsonNode schema, JsonNode value, String place, List<String> errors) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        errors.add(place + ": has no " + required.asText());
      }
    }
    value
        .fields()
        .forEachRemaining(
            field -> {
              String at = place + "/" + field.getKey();
              JsonNode declared = schema.path("properties").path(field.getKey());
              JsonNode others = schema.path("additionalProperties");
              if (!declared.isMissingNode()) {
                check(declared, field.getValue(), at, errors);
              } else if (others.isObject()) {
                check(others, field.getValue(), at, errors);
              } else if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                  && !isMetadata(place)) {
                errors.add(at + ": unknown");
              }
            });
  }

  /** The API server knows the fields of {@code metadata}; the schema does not repeat them. */
  private static boolean isMetadata(String place) {
    return place.equals("/metadata");
  }
}
