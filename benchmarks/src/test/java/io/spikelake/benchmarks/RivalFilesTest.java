package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.dataset.KeyFrameRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RivalFilesTest {

  @TempDir Path folder;

  @Test
  void namesTheSamplesAndBringsTheModels() throws IOException {
    Path recordings = folder.resolve("input");
    LoopArchive archive =
        new LoopArchive(
            recordings,
            KeyFrameRule.MIDDLE,
            List.of(new LoopSample("a.dat", 30), new LoopSample("a.dat", 91)));
    RivalFiles.write(folder, archive, LakeLoop.pack());
    assertThat(folder.resolve("samples.csv"))
        .hasContent("%1$s/a.dat,30\n%1$s/a.dat,91".formatted(recordings));
    assertThat(folder.resolve("models/model.onnx")).hasBinaryContent(LakeLoop.pack().model());
    assertThat(folder.resolve("models/brisque_model_live.yml")).content().startsWith("%YAML");
    assertThat(folder.resolve("models/brisque_range_live.yml")).content().startsWith("%YAML");
    assertThat(folder.resolve("models/niqe-spikelake-2.txt"))
        .content()
        .startsWith("# SpikeLake NIQE");
  }

  @Test
  void readsFramesAndScores() throws IOException {
    Files.writeString(
        folder.resolve("scores.csv"), "recording,key_frame,niqe,piqe\r\na.dat,30,5.5,40.25\r\n");
    Files.write(folder.resolve("0.npy"), npy(0.25f, 1));
    Map<LoopSample, ScoredFrame> results = RivalFiles.results(folder);
    assertThat(results).containsOnlyKeys(new LoopSample("a.dat", 30));
    ScoredFrame frame = results.get(new LoopSample("a.dat", 30));
    assertThat(frame.pixels()).containsExactly(0.25f, 1);
    assertThat(frame.scores()).isEqualTo(Map.of("niqe", 5.5, "piqe", 40.25));
  }

  /** One row, as {@code numpy.save} writes it. */
  private static byte[] npy(float... row) {
    String header =
        "%-117s\n"
            .formatted(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, %d), }"
                    .formatted(row.length));
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length() + row.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    file.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    for (float value : row) {
      file.putFloat(value);
    }
    return file.array();
  }
}
