package io.spikelake.jobs.session;

import org.slf4j.event.Level;

/**
 * Something about the settings that the user may want to change.
 *
 * @param level WARN where something is wasted or fails, INFO for what is only worth knowing
 * @param text the keys with their values, what follows from them, and the better value
 */
public record Advice(Level level, String text) {

  static Advice warning(String text, Object... values) {
    return new Advice(Level.WARN, text.formatted(values));
  }

  static Advice note(String text, Object... values) {
    return new Advice(Level.INFO, text.formatted(values));
  }
}
