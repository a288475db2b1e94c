package io.spikelake.spike;

import java.io.Closeable;
import java.io.IOException;

/** Writes a recording, planes after planes. Not safe for use by several threads at once. */
public interface SpikeWriter extends Closeable {

  /**
   * Appends all planes of a stream, whatever its row order and its place in another recording.
   *
   * @throws IllegalArgumentException if its height or width is not that of the recording, or there
   *     are more planes than announced
   */
  void append(SpikeStream planes) throws IOException;

  /**
   * Completes the file and closes the output.
   *
   * @throws IllegalStateException if fewer planes were appended than announced; the file is no
   *     recording then
   */
  @Override
  void close() throws IOException;
}
