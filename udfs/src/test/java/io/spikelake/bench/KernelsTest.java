package io.spikelake.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.QualityModels;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That what is measured is what it says. */
class KernelsTest {

  private static final int HEIGHT = 96;
  private static final int WIDTH = 104;

  /** Kernels whose results have arrays in them, by the start of their names. */
  private static final List<String> STORED = List.of("raw + png", "sample ");

  private static BenchRecording recording;
  private static List<Kernel> kernels;

  @BeforeAll
  static void simulate() throws IOException {
    recording = BenchRecording.simulate(HEIGHT, WIDTH);
    kernels = Kernels.of(recording, QualityModels.bundled());
  }

  @AfterAll
  static void close() throws IOException {
    recording.close();
    assertThat(recording.file()).doesNotExist();
  }

  private static Kernel kernel(String name) {
    return kernels.stream().filter(kernel -> kernel.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theRecordingIsAlwaysTheSame() throws IOException {
    assertThat(recording.planes().planes()).isEqualTo(301);
    assertThat(recording.planes().rowOrder()).isEqualTo(RowOrder.BOTTOM_UP);
    try (BenchRecording again = BenchRecording.simulate(HEIGHT, WIDTH)) {
      assertThat(again.planes().sameSpikes(recording.planes())).isTrue();
      assertThat(again.groundTruth()).isEqualTo(recording.groundTruth());
    }
    double rate = Spikes.count(recording.planes()) / 301.0 / recording.planes().pixels();
    assertThat(rate).isBetween(0.1, 0.5);
  }

  @Test
  void namesTellKernelsApart() {
    assertThat(kernels).extracting(Kernel::name).doesNotHaveDuplicates();
  }

  @Test
  void everyKernelMakesTheSameAgainAndAgain() throws IOException {
    for (Kernel kernel : kernels) {
      Object once = kept(kernel.work().run());
      Object again = kernel.work().run();
      if (once instanceof SpikeStream stream) {
        assertThat(stream.sameSpikes((SpikeStream) again)).as(kernel.name()).isTrue();
      } else if (STORED.stream().anyMatch(kernel.name()::startsWith)) {
        assertThat(again)
            .as(kernel.name())
            .usingRecursiveComparison()
            .withEqualsForType(Double::equals, Double.class)
            .isEqualTo(once);
      } else {
        assertThat(again).as(kernel.name()).isNotNull().isEqualTo(once);
      }
    }
  }

  /** A kernel may make its next frame in the same memory. */
  private static Object kept(Object made) {
    return made instanceof GrayImage frame ? frame.crop(0, 0, frame.width(), frame.height()) : made;
  }

  @Test
  void frameByFrameMakesTheFramesOfDenseOutput() throws IOException {
    for (String name : List.of("dense tfp", "dense tfi")) {
      Kernel dense = kernel(name);
      assertThat(dense.rival().work().run()).as(name).isEqualTo(dense.work().run());
    }
  }

  @Test
  void copiesCopyWhatTheKernelReads() throws IOException {
    SpikeStream window = recording.planes().window(130, 41);
    assertThat(((SpikeStream) kernel("read 41 planes").work().run()).sameSpikes(window)).isTrue();
    byte[] packed = new byte[41 * window.planeBytes()];
    long[] words = new long[41 * window.wordsPerPlane()];
    for (int i = 0; i < 41; i++) {
      window.copyPlane(i, packed, i * window.planeBytes());
      System.arraycopy(
          window.words(),
          window.wordIndex(i),
          words,
          i * window.wordsPerPlane(),
          words.length / 41);
    }
    assertThat(kernel("read 41 planes").rival().work().run()).isEqualTo(packed);
    assertThat(kernel("tfp").rival().work().run()).isEqualTo(words);
    assertThat(kernel("tfp").inputBytes()).isEqualTo(packed.length);
    assertThat(kernel("tfp:window=301").inputBytes()).isEqualTo(Files.size(recording.file()));
  }

  @Test
  void imageIoWritesTheSamePicture() throws IOException {
    byte[] ours = (byte[]) kernel("png encode").work().run();
    byte[] rivals = (byte[]) kernel("png encode").rival().work().run();
    assertThat(pixels(rivals)).isEqualTo(pixels(ours)).hasSize(HEIGHT * WIDTH);
  }

  private static int[] pixels(byte[] png) throws IOException {
    var raster = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
  }

  @Test
  void denseOutputHasEveryKeyFrameThatFits() {
    assertThat(kernel("dense tfp").frames()).isEqualTo(301 - 40);
  }
}
