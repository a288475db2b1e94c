package io.spikelake.spike;

import java.io.Closeable;
import java.io.IOException;

/**
 * An opened recording. What it is stands in its {@link #header()}; planes are read on demand, and
 * only the bytes of the planes asked for where the format allows that.
 *
 * <p>Not safe for use by several threads at once. Closing it closes the {@link ByteSource} it was
 * opened on.
 */
public interface SpikeRecording extends Closeable {

  SpikeHeader header();

  /**
   * Reads planes {@code from .. from + count - 1} into a new stream whose {@link
   * SpikeStream#firstPlane()} is {@code from}.
   *
   * @throws IndexOutOfBoundsException if the recording has no such planes
   * @throws MalformedSpikeStreamException if the file turns out to be damaged
   */
  SpikeStream read(long from, int count) throws IOException;
}
