package io.spikelake.sql;

import java.util.Locale;
import org.apache.spark.sql.internal.SQLConf;

/** What a row becomes whose values have no result. */
enum OnError {
  /** Null, as if there were no value. */
  NULL,
  /** The end of the query, with a message that says what is wrong with the row. */
  FAIL;

  /** The setting of a session; read when a query is analysed. */
  static final String KEY = SpikeFunctions.ERRORS;

  /**
   * What the session says whose query is being analysed.
   *
   * @throws IllegalArgumentException if it says anything else than {@code null} or {@code fail}
   */
  static OnError ofSession() {
    String text = SQLConf.get().getConfString(KEY, "null");
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "null" -> NULL;
      case "fail" -> FAIL;
      default ->
          throw new IllegalArgumentException(
              "%s is '%s'; expected null or fail".formatted(KEY, text));
    };
  }
}
