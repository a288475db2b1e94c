package io.spikelake.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where users say that things are. A location ends up in tables, logs and reports, so it must not
 * carry a credential.
 */
public final class Locations {

  /** The scheme of a URI, and what stands between its slashes and the next. */
  private static final Pattern AUTHORITY =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/\\s'\"`]*)");

  /** Buckets, which have neither users nor ports. */
  private static final Set<String> BUCKETS = Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn");

  /** Here what stands before the {@code @} is a container. */
  private static final Set<String> CONTAINERS = Set.of("abfs", "abfss", "wasb", "wasbs");

  private Locations() {}

  /**
   * Refuses a text with a URI that names a user or a password, as {@code s3a://key:secret@bucket}
   * does.
   *
   * @param text a path, a URI, or a text that may hold URIs
   * @return the text
   * @throws IllegalArgumentException if there is such a URI; the message does not repeat it
   */
  public static String requireNoCredentials(String text) {
    for (Matcher uri = AUTHORITY.matcher(text); uri.find(); ) {
      String scheme = uri.group(1).toLowerCase(Locale.ROOT);
      if (hasCredentials(scheme, uri.group(2))) {
        throw new IllegalArgumentException(
            "A URI of scheme %s names a user or password before its host or bucket; URIs are written to"
                    .formatted(scheme)
                + " tables and logs, so leave it out and "
                + instead(scheme));
      }
    }
    return text;
  }

  private static boolean hasCredentials(String scheme, String authority) {
    int at = authority.lastIndexOf('@');
    String user = authority.substring(0, Math.max(at, 0));
    String host = authority.substring(at + 1).replaceFirst("^\\[[^\\]]*\\]", "");
    if (BUCKETS.contains(scheme)) {
      return at >= 0 || host.contains(":");
    }
    if (at >= 0) {
      return !CONTAINERS.contains(scheme) || user.contains(":");
    }
    // A slash in a password ends the authority early: what follows the colon is no port then.
    return host.contains(":") && !host.matches("[^:]*(:\\d*)?");
  }

  private static String instead(String scheme) {
    return switch (scheme) {
      case "s3", "s3a", "s3n" ->
          "set spark.hadoop.fs.s3a.access.key and spark.hadoop.fs.s3a.secret.key, or"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment";
      case "http", "https" -> "use a URL that needs none, or download the file yourself";
      default -> "use the settings spark.hadoop.fs.* of that file system";
    };
  }

  /**
   * An http or https URL as it may be shown: without its query, where signed URLs have their
   * signature. Any other location is shown as it is.
   */
  public static String shown(String location) {
    return location.matches("(?is)https?://.*") ? location.split("[?#]", 2)[0] : location;
  }
}
