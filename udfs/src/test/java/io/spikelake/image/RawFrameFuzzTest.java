package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A stored frame is decoded or refused. The last four bytes of an input are replaced by the right
 * checksum, behind which nothing else could be reached.
 */
class RawFrameFuzzTest {

  @FuzzTest
  void isDecodedOrRefused(byte[] input) throws Exception {
    byte[] frame = input.clone();
    int end = frame.length - Integer.BYTES;
    if (end >= 0) {
      CRC32 crc = new CRC32();
      crc.update(frame, 0, end);
      ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) crc.getValue());
    }
    GrayImage image;
    try {
      image = RawFrame.decode(frame);
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("Not a stored frame: ");
      return;
    }
    GrayImage again = RawFrame.decode(RawFrame.encode(image));
    assertThat(PixelDigest.of(again)).isEqualTo(PixelDigest.of(image));
  }
}
