package io.spikelake.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes credentials out of texts of others, such as messages of exceptions, before they are printed
 * or stored.
 *
 * <p>Known are the values of environment variables and system properties whose name says that they
 * are secret, and of the settings that this process was told of by {@link #learn}. They go wherever
 * they stand, whatever the text is. Besides, what looks like a credential goes: the user and
 * password of a URI, the signature of a signed URL, the value of {@code name=value} with such a
 * name.
 */
public final class Secrets {

  /** Stands for what was taken out. */
  public static final String MASK = "***";

  /**
   * Regular expression for the end of names of settings that are secret, in any case: {@code
   * fs.s3a.secret.key}, {@code AWS_SESSION_TOKEN}, {@code fs.azure.account.key.HOST}.
   */
  public static final String NAMES =
      "(?:secret|password|passwd|passphrase|token|sas"
          + "|(?:access|secret|encryption|account|private|api)[._-]?key(?:[._-]?id)?)"
          + "(?:\\.[\\w-]+\\.(?:dfs|blob)\\.[\\w.-]+)?";

  /** A shorter value is no credential of any service, and would tear words apart. */
  private static final int LEAST_LENGTH = 6;

  private static final Pattern NAME =
      Pattern.compile(".*" + NAMES, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** What looks like a credential: group 1 stays. */
  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile("(:/{1,3})[^\\s/@:'\"]+:(?!\\d{1,5}(?:/|$))[^\\s@'\"]*(?=@)"),
          Pattern.compile(
              "([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature|sig)=)"
                  + "[^&\\s'\"]+",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile(
              "((?<![\\w])[\\w.-]*" + NAMES + "\\s*=\\s*)[^\\s,;&'\"}]+",
              Pattern.CASE_INSENSITIVE));

  private static final Set<String> LEARNT = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  /**
   * Remembers the secret ones of some settings for as long as this process lives.
   *
   * @param settings names and values, such as a Hadoop configuration
   */
  public static void learn(Iterable<Map.Entry<String, String>> settings) {
    for (Map.Entry<String, String> setting : settings) {
      if (isSecret(setting.getKey(), setting.getValue())) {
        LEARNT.add(setting.getValue());
      }
    }
  }

  /**
   * The text without credentials.
   *
   * @param text may be null, which stays
   */
  public static String redacted(String text) {
    if (text == null) {
      return null;
    }
    String clean = text;
    for (String secret : known()) {
      clean = without(clean, secret);
      clean = without(clean, URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
    for (Pattern shape : SHAPES) {
      clean = shape.matcher(clean).replaceAll("$1" + MASK);
    }
    return clean;
  }

  /** The longest first: one may be part of another. */
  private static List<String> known() {
    Stream<String> environment =
        System.getenv().entrySet().stream()
            .filter(variable -> isSecret(variable.getKey(), variable.getValue()))
            .map(Map.Entry::getValue);
    Stream<String> properties =
        System.getProperties().stringPropertyNames().stream()
            .filter(name -> isSecret(name, System.getProperty(name)))
            .map(System::getProperty);
    return Stream.of(environment, properties, LEARNT.stream())
        .flatMap(values -> values)
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  /** Whether a setting or variable of that name holds a secret. */
  public static boolean isSecretName(String name) {
    return NAME.matcher(name).matches();
  }

  private static boolean isSecret(String name, String value) {
    return value != null && value.length() >= LEAST_LENGTH && isSecretName(name);
  }

  /** Part of a longer word is another word. */
  private static String without(String text, String secret) {
    return text.contains(secret)
        ? text.replaceAll("(?<![A-Za-z0-9])" + Pattern.quote(secret) + "(?![A-Za-z0-9])", MASK)
        : text;
  }
}
