package io.spikelake.simulate.scene;

import java.io.IOException;
import java.util.Map;

/**
 * Light that falls on a sensor, as a function of time.
 *
 * <p>A scene is immutable as seen from outside: the same instant always gives the same pixels,
 * whatever was rendered before and by whichever thread; it may be rendered by several threads at
 * once.
 */
public interface Scene {

  /** Short name for files and tables, such as {@code dead-leaves}. */
  String name();

  int width();

  int height();

  /** How long there is light to record, in seconds; infinite for scenes that never end. */
  default double durationSeconds() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * Renders the luminance at one instant.
   *
   * @param seconds time since the start, 0 or more and at most {@link #durationSeconds()}
   * @param luminance (Output) row-major, top row first, black at 0 and white at 1; modified
   * @throws IOException if the scene comes from files that cannot be read
   */
  void render(double seconds, float[] luminance) throws IOException;

  /** What the scene was made from, in the order to be written down, for reproducing it. */
  Map<String, Object> parameters();
}
