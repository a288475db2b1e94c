package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.util.zip.CRC32;

/**
 * Compares the bytes of an archive member with the checksum that the archive has of it, as far as
 * they are read once from start to end; other orders of reading leave it unchecked.
 */
final class Checksum {

  private final ZipMember member;
  private final CRC32 crc = new CRC32();
  private long position;

  Checksum(ZipMember member) {
    this.member = member;
  }

  void restart() {
    crc.reset();
    position = 0;
  }

  /**
   * Takes note of bytes read.
   *
   * @throws MalformedSpikeStreamException if they are the last ones and the sum is another
   */
  void update(long from, byte[] bytes, int offset, int length)
      throws MalformedSpikeStreamException {
    if (from != position) {
      return;
    }
    crc.update(bytes, offset, length);
    position += length;
    if (length > 0 && position == member.bytes() && crc.getValue() != member.crc()) {
      throw new MalformedSpikeStreamException(
          member.name(),
          position,
          Reason.NOT_THE_FORMAT,
          ("the checksum of its %d bytes is %08x, the archive says %08x: the file is"
                  + " damaged; copy or export it again")
              .formatted(position, crc.getValue(), member.crc()));
    }
  }
}
