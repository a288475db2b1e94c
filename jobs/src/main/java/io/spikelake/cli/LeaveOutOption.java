package io.spikelake.cli;

import picocli.CommandLine.Option;

/** Whether a preset may be followed without what is not at hand. */
final class LeaveOutOption {

  @Option(
      names = "--leave-out-missing",
      description =
          "go on without the methods and metrics of a preset whose packs or models are not at hand")
  boolean consent;

  /**
   * Says what is left out.
   *
   * @param need what needs what, as a sentence without its stop
   * @throws IllegalArgumentException without consent
   */
  void leaveOut(String need) {
    if (!consent) {
      throw new IllegalArgumentException(
          need + "; bring them, or go on without by --leave-out-missing");
    }
    System.err.printf("spikelake: WARNING: %s; left out%n", need);
  }

  /** That packs are needed, and how one comes by them. */
  static String packs(Iterable<String> names) {
    return "packs of the names %s (see 'spikelake packs add', or --pack)"
        .formatted(String.join(", ", names));
  }
}
