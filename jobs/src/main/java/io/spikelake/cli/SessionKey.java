package io.spikelake.cli;

import io.spikelake.sql.SpikeFunctions;
import java.util.Arrays;

/** Keys {@code spark.spikelake.*} that are no option of a command. */
enum SessionKey {
  STOP_GRACE(
      Termination.GRACE,
      Termination.DEFAULT_GRACE,
      "time that a run which is asked to end has for the wave in hand"),
  SQL_ERRORS(
      SpikeFunctions.ERRORS,
      "null",
      "what functions of SQL do with a row that they cannot compute: null gives NULL, fail ends the"
          + " query");

  private final String key;
  private final String standard;
  private final String meaning;

  SessionKey(String key, String standard, String meaning) {
    this.key = key;
    this.standard = standard;
    this.meaning = meaning;
  }

  String key() {
    return key;
  }

  /** The value where none is set. */
  String standard() {
    return standard;
  }

  String meaning() {
    return meaning;
  }

  static boolean isOne(String key) {
    return Arrays.stream(values()).anyMatch(one -> one.key.equals(key));
  }
}
