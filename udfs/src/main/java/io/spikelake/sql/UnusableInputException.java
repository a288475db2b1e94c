package io.spikelake.sql;

/**
 * The values of one row have no result: bytes that are no image, a window without the planes that a
 * method reads, an image without score. The policy for such rows applies, see {@link
 * BoundSqlFunction}; what is wrong with the query itself is an {@link IllegalArgumentException}.
 */
final class UnusableInputException extends Exception {

  private static final long serialVersionUID = 1;

  UnusableInputException(String message) {
    super(message);
  }

  UnusableInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
