package io.spikelake.cli;

/** What the streams are connected to; {@code bin/spikelake} finds out and says so. */
final class Terminal {

  private Terminal() {}

  /** Whether standard output is a terminal. */
  static boolean out() {
    return Boolean.getBoolean("spikelake.terminal.out");
  }

  /** Whether standard error is a terminal. */
  static boolean err() {
    return Boolean.getBoolean("spikelake.terminal.err");
  }
}
