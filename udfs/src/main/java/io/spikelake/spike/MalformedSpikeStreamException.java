package io.spikelake.spike;

import java.io.IOException;

/** A file that is not the spike recording it is taken for. */
public final class MalformedSpikeStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Why a recording cannot be used, as it stands in the {@code quarantine} table. */
  public enum Reason {
    /** The file has no bytes, or no plane. */
    EMPTY,
    /** The file ends inside a plane, or inside a structure of its container. */
    TRUNCATED,
    /** Height or width is neither in the file nor given. */
    GEOMETRY_MISSING,
    /** The length or shape in the file contradicts height, width or the bit policy. */
    GEOMETRY_MISMATCH,
    /** The content is not of the format that the name or an option says. */
    NOT_THE_FORMAT,
    /** The container lacks an array that the format needs. */
    ARRAY_MISSING,
    /** An array has a type or values that are no spikes. */
    BAD_VALUES,
    /** No format fits the name and the content. */
    FORMAT_UNKNOWN,
    /** The path of the file can be no identity: it has a backslash, or another file has it too. */
    BAD_NAME,
    /** The file could not be read for a reason outside of it. */
    UNREADABLE
  }

  private final Reason reason;
  private final long byteOffset;

  /**
   * @param source the file
   * @param byteOffset where in the file the trouble is, or -1 if it is no place
   * @param message what was found, what was expected, and what to do
   */
  public MalformedSpikeStreamException(
      String source, long byteOffset, Reason reason, String message) {
    super(
        byteOffset < 0
            ? "%s: %s".formatted(Quoted.escaped(source), message)
            : "%s at byte %d: %s".formatted(Quoted.escaped(source), byteOffset, message));
    this.reason = reason;
    this.byteOffset = byteOffset;
  }

  public Reason reason() {
    return reason;
  }

  /** Where in the file the trouble is, or -1. */
  public long byteOffset() {
    return byteOffset;
  }
}
