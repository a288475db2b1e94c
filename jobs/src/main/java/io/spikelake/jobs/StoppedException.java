package io.spikelake.jobs;

/** A run ended because it was asked to. What it has committed counts. */
public final class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  public StoppedException(String message) {
    super(message);
  }

  /**
   * @param cause what came of giving up the work in hand
   */
  public StoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
