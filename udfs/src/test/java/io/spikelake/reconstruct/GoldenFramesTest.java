package io.spikelake.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Goldens;
import io.spikelake.testing.SharedRecording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of the reference recordings are those of the reference code, bit for bit. */
class GoldenFramesTest {

  static Stream<Arguments> goldens() {
    List<Arguments> rows = new ArrayList<>();
    for (SharedRecording recording : SharedRecording.values()) {
      boolean uhsr = recording == SharedRecording.UHSR;
      rows.add(Arguments.of(recording, "tfp", "tfp_w41"));
      for (int window : new int[] {11, 21, 61}) {
        rows.add(Arguments.of(recording, "tfp:window=" + window, "tfp_w" + window));
      }
      if (!uhsr) {
        rows.add(Arguments.of(recording, "tfp:window=301", "tfp_w301"));
      }
      rows.add(Arguments.of(recording, "tfp/spikeclip", uhsr ? "tfp_full" : "tfp_w301"));
      rows.add(Arguments.of(recording, "tfp/spikecv", "tfp_spikecv_u8_h20"));
      rows.add(Arguments.of(recording, "tfi", "tfi_zoo_w41"));
      rows.add(Arguments.of(recording, "tfi/middle:window=" + (uhsr ? 49 : 74), "tfi_middle"));
      rows.add(Arguments.of(recording, "tfi/spikecv-frame", "tfi_spikecv_frame_u8"));
      rows.add(Arguments.of(recording, "tfi/spikecv-images", "tfi_spikecv_images_u8"));
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("goldens")
  void areReproduced(SharedRecording recording, String method, String golden) throws Exception {
    Reconstructor reconstructor = Reconstructors.create(Reconstructors.resolve(method));
    SpikeStream stream = recording.load();
    GrayImage frame = reconstructor.reconstruct(stream, recording.keyFrame());
    byte[] values = reconstructor.scale() == OutputScale.DISPLAY ? levels(frame) : float32(frame);
    assertThat(sha256(values)).isEqualTo(Goldens.sha256(recording, golden));
  }

  private static byte[] levels(GrayImage frame) {
    byte[] levels = new byte[frame.pixels().length];
    for (int i = 0; i < levels.length; i++) {
      float level = frame.pixels()[i] * 255;
      assertThat(level).isEqualTo(Math.round(level));
      levels[i] = (byte) level;
    }
    return levels;
  }

  private static byte[] float32(GrayImage frame) {
    ByteBuffer values =
        ByteBuffer.allocate(Float.BYTES * frame.pixels().length).order(ByteOrder.LITTLE_ENDIAN);
    values.asFloatBuffer().put(frame.pixels());
    return values.array();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
