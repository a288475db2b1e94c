package io.spikelake.spike;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An array of (time, height, width) with one byte of 0 or 1 per pixel and plane, upright: the
 * {@code spk} of a UHSR archive, or a plain {@code .npy}. Bytes become bits while they are read.
 *
 * <p>Memory of a read: the packed planes and {@value FileRecording#CHUNK_BYTES} bytes, and for a
 * deflated member the buffers of {@link InflatedMember}. A stored array is read by position; a
 * deflated one from its start, or from the end of the last read where planes are read in order.
 */
final class BytePlaneRecording extends FileRecording {

  private final NpyArray spikes;
  private byte[] chunk = {};

  private BytePlaneRecording(ByteSource source, SpikeHeader header, NpyArray spikes) {
    super(source, header, RowOrder.TOP_DOWN);
    this.spikes = spikes;
  }

  static BytePlaneRecording openUhsr(ByteSource source, SpikeLayout given) throws IOException {
    NpzArchive archive = NpzArchive.open(source);
    OptionalLong label = archive.integer("label", SpikeFormat.UHSR);
    Optional<String> labelName = archive.text("label_name", SpikeFormat.UHSR);
    NpyArray spikes = archive.array("spk", SpikeFormat.UHSR);
    return open(source, given, spikes, SpikeFormat.UHSR, label, labelName);
  }

  static BytePlaneRecording openNpy(ByteSource source, SpikeLayout given) throws IOException {
    NpyArray spikes = NpyArray.open(FileSlice.whole(source));
    return open(source, given, spikes, SpikeFormat.NPY, OptionalLong.empty(), Optional.empty());
  }

  private static BytePlaneRecording open(
      ByteSource source,
      SpikeLayout given,
      NpyArray spikes,
      SpikeFormat format,
      OptionalLong label,
      Optional<String> labelName)
      throws IOException {
    try {
      spikes.requireByteCube("time, height, width");
      checkShape(source, spikes.axis(0), spikes.axis(1), spikes.axis(2), given);
    } catch (IOException e) {
      spikes.close();
      throw e;
    }
    SpikeHeader header =
        new SpikeHeader(
            format,
            spikes.axis(0),
            (int) spikes.axis(1),
            (int) spikes.axis(2),
            label,
            labelName,
            spikes.randomAccess());
    return new BytePlaneRecording(source, header, spikes);
  }

  @Override
  ByteRange range(long from, int count) {
    long pixels = (long) header().height() * header().width();
    return spikes.inFile(from * pixels, count * pixels);
  }

  @Override
  void readPlanes(long from, int count, byte[] bits) throws IOException {
    int pixels = header().height() * header().width();
    if (chunk.length == 0) {
      chunk = new byte[(int) Math.min(CHUNK_BYTES, header().planes() * pixels)];
    }
    int atOnce = Math.max(1, chunk.length / pixels);
    for (int plane = 0; plane < count; plane += atOnce) {
      int planes = Math.min(atOnce, count - plane);
      for (int pixel = 0; pixel < pixels; pixel += chunk.length) {
        int piece = Math.min(chunk.length, pixels - pixel);
        long element = (from + plane) * pixels + pixel;
        spikes.readElements(element, chunk, 0, planes * piece);
        pack(planes, piece, element, bits, plane * (bits.length / count) + (pixel >>> 3));
      }
    }
  }

  /** Packs pieces of planes, which are whole planes unless one is larger than the chunk. */
  private void pack(int planes, int piece, long element, byte[] bits, int target)
      throws MalformedSpikeStreamException {
    int planeBytes = SpikeStream.planeBytes(header().height(), header().width());
    for (int i = 0; i < planes; i++) {
      int wrong = Bits.pack(chunk, i * piece, piece, bits, target + i * planeBytes);
      if (wrong >= 0) {
        int at = i * piece + wrong;
        throw spikes.notASpike(element + at, chunk[at]);
      }
    }
  }

  @Override
  public void close() throws IOException {
    spikes.close();
    super.close();
  }
}
