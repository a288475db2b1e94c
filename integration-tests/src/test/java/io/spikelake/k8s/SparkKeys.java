package io.spikelake.k8s;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.s3a.Constants;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.internal.SQLConf$;

/** Which settings Spark, Hadoop and SpikeLake know, by their own lists. */
final class SparkKeys {

  private static final String S3A = "spark.hadoop.fs.s3a.";

  /** Kept by Spark under the first part of their names. */
  private static final List<Pattern> FAMILIES =
      Stream.of(
              "spark\\.executor\\.resource\\.[a-z]+\\.(amount|vendor|discoveryScript)",
              "spark\\.task\\.resource\\.[a-z]+\\.amount",
              "spark\\.metrics\\.conf\\.(\\*|driver|executor)\\.(sink|source)\\.\\w+\\.\\w+",
              "spark\\.kubernetes\\.(driver|executor)\\.(label|annotation|node\\.selector)\\..+")
          .map(Pattern::compile)
          .toList();

  private static final Set<String> S3A_KEYS = s3aKeys();

  static {
    // Spark knows the entries of an object once that has been touched.
    Object[] declared = {
      org.apache.spark.internal.config.package$.MODULE$,
      org.apache.spark.internal.config.UI$.MODULE$,
      org.apache.spark.internal.config.Status$.MODULE$,
      org.apache.spark.deploy.k8s.Config$.MODULE$
    };
    if (Arrays.asList(declared).contains(null)) {
      throw new IllegalStateException("Spark's lists of settings are not loaded");
    }
  }

  private SparkKeys() {}

  /** Keys of SpikeLake are its own commands' matter. */
  static boolean known(String key) {
    if (key.startsWith("spark.spikelake.")) {
      return true;
    }
    if (key.startsWith(S3A)) {
      return S3A_KEYS.contains(key.substring("spark.hadoop.".length()));
    }
    return ConfigEntry.findEntry(key) != null
        || SQLConf$.MODULE$.containsConfigKey(key)
        || FAMILIES.stream().anyMatch(family -> family.matcher(key).matches());
  }

  private static Set<String> s3aKeys() {
    return Arrays.stream(Constants.class.getFields())
        .filter(field -> field.getType() == String.class && Modifier.isStatic(field.getModifiers()))
        .map(SparkKeys::value)
        .collect(Collectors.toSet());
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
