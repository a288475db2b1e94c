package io.spikelake.it;

/** What can become of a request to a storage. */
enum Fault {
  /** Status 500; the server has not seen the request. */
  INTERNAL_ERROR,
  /** Status 503 of a storage that is asked too much; the server has not seen the request. */
  SLOW_DOWN,
  /** The connection is reset; the server has not seen the request. */
  RESET,
  /** The answer comes in small pieces with pauses between them. */
  SLOW_BODY,
  /** The connection ends in the middle of the answer's body. */
  TRUNCATED_BODY,
  /** The server has done what was asked, and the connection is reset before the answer comes. */
  LOST_ANSWER,
  /** The server has done what was asked, and the answer is status 500. */
  LATE_ERROR,
  /** Status 403; the server has not seen the request. */
  DENIED;

  /** Whether this happens to the body of an answer, which only the answer to a GET surely has. */
  boolean ofBody() {
    return this == SLOW_BODY || this == TRUNCATED_BODY;
  }
}
