package io.spikelake.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.image.GrayImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/**
 * Takes the file apart by the specification; {@link SimulationArchiveTest} reads it as a picture.
 */
class GreyPngTest {

  @Test
  void followsTheSpecification() throws Exception {
    int width = 300;
    int height = 250; // More than one stored block.
    float[] pixels = new float[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i % 260) / 255f - 2 / 255f;
    }
    Map<String, byte[]> chunks = chunks(GreyPng.encode(new GrayImage(width, height, pixels)));
    assertThat(chunks.keySet()).containsExactly("IHDR", "IDAT", "IEND");
    assertThat(chunks.get("IHDR")).containsExactly(0, 0, 1, 300 - 256, 0, 0, 0, 250, 8, 0, 0, 0, 0);
    assertThat(chunks.get("IEND")).isEmpty();
    // Inflating checks the block lengths and the Adler-32.
    byte[] lines =
        new InflaterInputStream(new ByteArrayInputStream(chunks.get("IDAT"))).readAllBytes();
    assertThat(lines).hasSize((width + 1) * height);
    for (int y = 0; y < height; y++) {
      assertThat(lines[y * (width + 1)]).isZero();
      for (int x = 0; x < width; x++) {
        int level = Math.max(0, Math.min(255, (y * width + x) % 260 - 2));
        assertThat(lines[y * (width + 1) + 1 + x] & 0xFF).as("(%d, %d)", x, y).isEqualTo(level);
      }
    }
  }

  private static Map<String, byte[]> chunks(byte[] png) {
    assertThat(png).startsWith(0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a);
    ByteBuffer bytes = ByteBuffer.wrap(png).position(8);
    Map<String, byte[]> chunks = new LinkedHashMap<>();
    while (bytes.hasRemaining()) {
      byte[] named = new byte[bytes.getInt() + 4];
      bytes.get(named);
      CRC32 checksum = new CRC32();
      checksum.update(named);
      assertThat(bytes.getInt()).isEqualTo((int) checksum.getValue());
      String type = new String(named, 0, 4, StandardCharsets.US_ASCII);
      chunks.put(type, Arrays.copyOfRange(named, 4, named.length));
    }
    return chunks;
  }
}
