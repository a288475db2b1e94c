package io.spikelake.jobs.settings;

import io.spikelake.secrets.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Settings in the syntax of {@code spark-defaults.conf}, which {@code spark-submit
 * --properties-file} reads too: a key and a value on each line, {@code #} before a comment.
 *
 * @param name how messages call it
 * @param values by key, in the order of the file
 */
public record SettingsFile(String name, Map<String, String> values) {

  private static final String PREFIX = "spark.";

  public SettingsFile {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * @throws IllegalArgumentException if a key is there twice, is none of Spark's, or names a secret
   * @throws IOException if the file cannot be read
   */
  public static SettingsFile read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return parse(file.toString(), reader);
    }
  }

  static SettingsFile resource(String name, InputStream content) throws IOException {
    try (Reader reader = new InputStreamReader(content, StandardCharsets.UTF_8)) {
      return parse(name, reader);
    }
  }

  static SettingsFile parse(String name, Reader reader) throws IOException {
    OrderedProperties properties = new OrderedProperties(name);
    properties.load(reader);
    return new SettingsFile(name, properties.values);
  }

  /** Tells of keys in the order and the number in which they are read. */
  private static final class OrderedProperties extends Properties {

    private final String file;
    private final transient Map<String, String> values = new LinkedHashMap<>();

    OrderedProperties(String file) {
      this.file = file;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      String name = (String) key;
      if (!name.startsWith(PREFIX)) {
        throw new IllegalArgumentException(
            "%s has key '%s'; expected keys of Spark, which begin with spark., such as spark.spikelake.lake"
                .formatted(file, name));
      }
      if (Secrets.isSecretName(name)) {
        throw new IllegalArgumentException(
            "%s has key %s, a secret. Secrets come from the environment (AWS_ACCESS_KEY_ID), from a"
                    .formatted(file, name)
                + " keystore (spark.hadoop.hadoop.security.credential.provider.path) or from the"
                + " identity of the pod or machine");
      }
      if (values.putIfAbsent(name, ((String) value).strip()) != null) {
        throw new IllegalArgumentException("%s has key %s twice".formatted(file, name));
      }
      return null;
    }
  }
}
