package io.spikelake.jobs.task;

import java.io.IOException;

/** A sample does not fit into the memory of an executor; into that of a larger one it may. */
final class SampleTooLargeException extends IOException {

  private static final long serialVersionUID = 1;

  SampleTooLargeException(String message) {
    super(message);
  }
}
