package io.spikelake.testing;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** What the reference code made of the reference recordings, and how it scored. */
public final class Goldens {

  private static final String FOLDER = "goldens/";

  private Goldens() {}

  /** SHA-256 of the values of an array, little-endian and without header. */
  public static String sha256(SharedRecording recording, String name) throws IOException {
    return (String) item(recording, name).get("sha256_raw_little_endian");
  }

  /** The values of an array of single-precision numbers or of bytes, without sign. */
  public static float[] values(SharedRecording recording, String name) throws IOException {
    byte[] file =
        Files.readAllBytes(
            SharedFiles.require(FOLDER + (String) item(recording, name).get("file")));
    // Version 1 of the format: magic, version, length of the header in two bytes, header, values.
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(10 + bytes.getShort(8));
    if ("uint8".equals(item(recording, name).get("dtype"))) {
      float[] values = new float[bytes.remaining()];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.get() & 0xFF;
      }
      return values;
    }
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** The largest difference between two arrays; NaN if either has one. */
  public static double largestDifference(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      throw new AssertionError("%d values, expected %d".formatted(actual.length, expected.length));
    }
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs((double) actual[i] - expected[i]));
    }
    return largest;
  }

  /** Tone, then metric, to score. */
  @SuppressWarnings("unchecked")
  public static Map<String, Map<String, Double>> scores(SharedRecording recording, String name)
      throws IOException {
    return (Map<String, Map<String, Double>>) item(recording, name).get("metrics");
  }

  private static Map<String, Object> item(SharedRecording recording, String name)
      throws IOException {
    return find("name", name, items(recording));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> items(SharedRecording recording) throws IOException {
    // JSON is YAML.
    try (Reader in = Files.newBufferedReader(SharedFiles.require(FOLDER + "manifest.json"))) {
      Map<String, Object> manifest = new Yaml().load(in);
      var recordings = (List<Map<String, Object>>) manifest.get("recordings");
      return (List<Map<String, Object>>) find("recording", recording.id(), recordings).get("items");
    }
  }

  private static Map<String, Object> find(
      String key, String value, List<Map<String, Object>> items) {
    return items.stream().filter(item -> value.equals(item.get(key))).findFirst().orElseThrow();
  }
}
