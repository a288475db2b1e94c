package io.spikelake.jobs.storage;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** The text of a commit. */
final class LogLines {

  private LogLines() {}

  /** Each action in a line of its own. */
  static byte[] bytes(Iterator<String> actions) {
    StringBuilder lines = new StringBuilder();
    actions.forEachRemaining(action -> lines.append(action).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
