package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An archive whose {@code arr_0} has one byte of 0 or 1 per (height, width, time), upright, time
 * running fastest.
 *
 * <p>Every plane is spread over the whole array, so that each read goes through all of it: read
 * once what is needed, not plane by plane. Memory of a read: the packed planes asked for and
 * {@value FileRecording#CHUNK_BYTES} bytes, and for a deflated member the buffers of {@link
 * InflatedMember}; the unpacked array is never held.
 */
final class TimeLastRecording extends FileRecording {

  private final NpyArray spikes;

  private TimeLastRecording(ByteSource source, SpikeHeader header, NpyArray spikes) {
    super(source, header, RowOrder.TOP_DOWN);
    this.spikes = spikes;
  }

  static TimeLastRecording open(ByteSource source, SpikeLayout given) throws IOException {
    NpyArray spikes = NpzArchive.open(source).array("arr_0", SpikeFormat.ARR0);
    try {
      spikes.requireByteCube("height, width, time");
      checkTimeIsLast(source, spikes, given);
      checkShape(source, spikes.axis(2), spikes.axis(0), spikes.axis(1), given);
    } catch (IOException e) {
      spikes.close();
      throw e;
    }
    SpikeHeader header =
        new SpikeHeader(
            SpikeFormat.ARR0,
            spikes.axis(2),
            (int) spikes.axis(0),
            (int) spikes.axis(1),
            OptionalLong.empty(),
            Optional.empty(),
            false);
    return new TimeLastRecording(source, header, spikes);
  }

  /** The usual mistake; without a geometry from outside it cannot be told. */
  private static void checkTimeIsLast(ByteSource source, NpyArray spikes, SpikeLayout given)
      throws MalformedSpikeStreamException {
    boolean asAsked = spikes.axis(0) == given.height() && spikes.axis(1) == given.width();
    if (!asAsked && spikes.axis(1) == given.height() && spikes.axis(2) == given.width()) {
      throw new MalformedSpikeStreamException(
          source.name(),
          -1,
          Reason.GEOMETRY_MISMATCH,
          "arr_0 has time as its first axis; format arr0 has height, width, time: export"
              + " it with .transpose(1, 2, 0), or as .npy as it is");
    }
  }

  @Override
  ByteRange range(long from, int count) {
    return spikes.inFile(0, elements());
  }

  @Override
  void readPlanes(long from, int count, byte[] bits) throws IOException {
    long planes = header().planes();
    long elements = elements();
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, elements)];
    int pixel = 0;
    long plane = 0;
    for (long element = 0; element < elements; element += chunk.length) {
      int filled = (int) Math.min(chunk.length, elements - element);
      spikes.readElements(element, chunk, 0, filled);
      for (int done = 0; done < filled; ) {
        int run = (int) Math.min(filled - done, planes - plane);
        int wrong = spread(chunk, done, run, pixel, plane - from, count, bits);
        if (wrong >= 0) {
          throw spikes.notASpike(element + wrong, chunk[wrong]);
        }
        done += run;
        plane += run;
        if (plane == planes) {
          plane = 0;
          pixel++;
        }
      }
    }
  }

  private long elements() {
    return header().planes() * header().height() * header().width();
  }

  /**
   * Sets a pixel in the planes in which it fired. Values of planes not asked for are checked too:
   * whether a file is accepted must not depend on the planes read.
   *
   * @param plane plane of the first byte, counted from the first plane asked for
   * @return index of the first byte that is neither 0 nor 1, or -1 if all are
   */
  private int spread(
      byte[] chunk, int offset, int run, int pixel, long plane, int count, byte[] bits) {
    int planeBytes = bits.length / count;
    byte bit = (byte) (1 << (pixel & 7));
    int column = pixel >>> 3;
    for (int i = 0; i < run; i++) {
      int value = chunk[offset + i];
      if (value == 0) {
        continue;
      }
      if (value != 1) {
        return offset + i;
      }
      long target = plane + i;
      if (target >= 0 && target < count) {
        bits[(int) target * planeBytes + column] |= bit;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    spikes.close();
    super.close();
  }
}
