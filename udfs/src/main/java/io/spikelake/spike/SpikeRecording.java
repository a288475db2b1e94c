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
  default SpikeStream read(long from, int count) throws IOException {
    return read(from, count, new PlaneMemory());
  }

  /**
   * As {@link #read(long, int)}, into memory that is used again.
   *
   * @param memory holds the planes of the stream returned, until it is read into again
   */
  SpikeStream read(long from, int count, PlaneMemory memory) throws IOException;

  /**
   * The bytes of the file that hold planes {@code from .. from + count - 1}: exactly those that
   * {@link #read} fetches where {@link SpikeHeader#splittable()}, otherwise the whole compressed
   * array. Neighbouring ranges overlap by a byte where planes share one.
   *
   * @throws IndexOutOfBoundsException if the recording has no such planes
   */
  ByteRange byteRange(long from, int count);
}
