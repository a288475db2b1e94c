package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A deflated member of an archive, decompressed while it is read. Reading on from where the last
 * read ended, or past it, costs the bytes in between; reading before it starts again at the
 * beginning. Memory: {@value #BUFFER_BYTES} bytes of compressed data, as many for what is skipped,
 * and the 32 KiB window of deflate, whatever the size of the member.
 */
final class InflatedMember implements ArrayBytes {

  private static final int BUFFER_BYTES = 1 << 18;

  /** Enough for the header of an array, which is often all that is wanted. */
  private static final int FIRST_BYTES = 1 << 12;

  private final ByteSource source;
  private final ZipMember member;
  private final Checksum checksum;
  private final Inflater inflater = new Inflater(true);
  private final byte[] compressed;
  private final byte[] skipped;
  private long taken;
  private long produced;

  InflatedMember(ByteSource source, ZipMember member) {
    this.source = source;
    this.member = member;
    this.checksum = new Checksum(member);
    this.compressed = new byte[(int) Math.min(BUFFER_BYTES, member.compressedBytes())];
    this.skipped = new byte[(int) Math.min(BUFFER_BYTES, member.bytes())];
  }

  @Override
  public String name() {
    return member.name();
  }

  @Override
  public long length() {
    return member.bytes();
  }

  @Override
  public boolean randomAccess() {
    return false;
  }

  @Override
  public ByteRange inFile(long position, long count) {
    return new ByteRange(member.dataPosition(), member.compressedBytes());
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    if (position + count > member.bytes()) {
      throw new EOFException(
          "%s ends at byte %d; %d bytes wanted from %d"
              .formatted(member.name(), member.bytes(), count, position));
    }
    if (position < produced) {
      restart();
    }
    while (produced < position) {
      next(skipped, 0, (int) Math.min(skipped.length, position - produced));
    }
    int done = 0;
    while (done < count) {
      done += next(target, offset + done, count - done);
    }
  }

  private void restart() {
    inflater.reset();
    checksum.restart();
    taken = 0;
    produced = 0;
  }

  /** The next bytes of the member, at least one and at most {@code most}. */
  private int next(byte[] target, int offset, int most) throws IOException {
    int count = inflate(target, offset, most);
    if (count == 0) {
      throw malformed(
          Reason.NOT_THE_FORMAT,
          "the deflate data ends after %d bytes, the archive says %d"
              .formatted(produced, member.bytes()));
    }
    checksum.update(produced, target, offset, count);
    produced += count;
    if (produced == member.bytes() && inflate(new byte[1], 0, 1) != 0) {
      throw malformed(
          Reason.NOT_THE_FORMAT,
          "the deflate data goes on after the %d bytes that the archive says"
              .formatted(member.bytes()));
    }
    return count;
  }

  /** Inflates at least one byte, or none at the end of the deflate data. */
  private int inflate(byte[] target, int offset, int most) throws IOException {
    while (true) {
      int count;
      try {
        count = inflater.inflate(target, offset, most);
      } catch (DataFormatException e) {
        throw malformed(
            Reason.NOT_THE_FORMAT, "the deflate data is damaged (%s)".formatted(e.getMessage()));
      }
      if (count > 0 || inflater.finished()) {
        return count;
      }
      if (!inflater.needsInput()) {
        throw malformed(Reason.NOT_THE_FORMAT, "the deflate data asks for a dictionary");
      }
      long left = member.compressedBytes() - taken;
      if (left == 0) {
        throw malformed(Reason.TRUNCATED, "the deflate data has no end");
      }
      int chunk = (int) Math.min(taken == 0 ? FIRST_BYTES : compressed.length, left);
      source.readFully(member.dataPosition() + taken, compressed, 0, chunk);
      inflater.setInput(compressed, 0, chunk);
      taken += chunk;
    }
  }

  private MalformedSpikeStreamException malformed(Reason reason, String message) {
    return new MalformedSpikeStreamException(
        member.name(),
        produced,
        reason,
        "%s, near byte %d of the archive: the file is damaged; copy or export it again"
            .formatted(message, member.dataPosition() + inflater.getBytesRead()));
  }

  @Override
  public void close() {
    inflater.end();
  }
}
