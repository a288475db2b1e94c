package io.spikelake.pack;

import io.spikelake.mapping.StrictMap;

/**
 * Reads {@code pack.json}. Every refusal names the file, the key, the value and what was expected.
 */
final class PackJson {

  private static final int SCHEMA = 1;

  private PackJson() {}

  /**
   * @param source the file, for messages
   * @throws IllegalArgumentException if the text is not a manifest of schema 1
   */
  static PackManifest parse(String text, String source) {
    StrictMap map = StrictMap.ofJson(text, source);
    int schema = map.requiredInteger("schema", 1);
    if (schema != SCHEMA) {
      throw map.bad(
          "schema", schema, SCHEMA + "; a pack for a later SpikeLake cannot be read by this one");
    }
    PackContract contract =
        switch (map.requiredText("kind")) {
          case "reconstructor" -> ReconstructorJson.read(map);
          case "metric" -> MetricJson.read(map);
          default -> throw map.bad("kind", map.raw("kind"), "reconstructor or metric");
        };
    String name = map.requiredText("name");
    String release = map.requiredText("release");
    int version = map.requiredInteger("version", 1);
    PackFormat format = PackWords.word(map, "format", PackFormat.values(), PackFormat::id);
    String sha256 = sha256(map);
    String license = map.requiredText("license");
    String origin = map.requiredText("source");
    String paper = map.note("paper");
    String summary = map.note("summary");
    WeightRelease weights = weights(map.requiredMap("weights"));
    int parameters = map.requiredInteger("params", 0);
    PackCost cost = map.map("cost").map(PackJson::cost).orElse(null);
    GpuAgreement gpu = map.map("gpu").map(PackJson::gpu).orElse(null);
    double tolerance = tolerance(map.requiredMap("golden"));
    map.done();
    return map.checked(
        "name",
        () ->
            new PackManifest(
                name,
                release,
                version,
                format,
                sha256,
                license,
                origin,
                paper,
                summary,
                weights,
                contract,
                parameters,
                cost,
                gpu == null ? Double.NaN : gpu.largestDifference(),
                gpu == null ? null : gpu.device(),
                tolerance));
  }

  private static String sha256(StrictMap map) {
    String digest = map.requiredText("sha256");
    if (!digest.matches("[0-9a-f]{64}")) {
      throw map.bad("sha256", digest, "64 lower-case hexadecimal digits");
    }
    return digest;
  }

  private static WeightRelease weights(StrictMap map) {
    WeightRelease.Origin origin = PackWords.word(map, "origin", WeightRelease.Origin.values());
    String by = map.note("by");
    var trainedOn = map.list("trained_on", String.class, "a list of data sets");
    var recordings = map.list("training_recordings", String.class, "a list of patterns");
    map.done();
    return map.checked(
        "training_recordings", () -> new WeightRelease(origin, by, trainedOn, recordings));
  }

  private static PackCost cost(StrictMap map) {
    PackCost cost =
        new PackCost(
            map.requiredInteger("height", 1),
            map.requiredInteger("width", 1),
            map.number("gmacs").orElse(Double.NaN),
            map.number("peak_memory_mb").orElse(Double.NaN));
    map.done();
    return cost;
  }

  /** What was seen of CPU against GPU, if it was looked at. */
  private record GpuAgreement(double largestDifference, String device) {}

  private static GpuAgreement gpu(StrictMap map) {
    GpuAgreement seen =
        new GpuAgreement(
            map.number("largest_difference").orElse(Double.NaN), map.text("device").orElse(null));
    map.done();
    return seen;
  }

  private static double tolerance(StrictMap map) {
    double tolerance = map.requiredPositiveNumber("tolerance");
    map.done();
    return tolerance;
  }
}
