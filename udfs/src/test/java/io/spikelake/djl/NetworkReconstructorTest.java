package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.pack.Tensor;
import io.spikelake.reconstruct.BatchReconstructor.Prepared;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Goldens;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkReconstructorTest {

  static final List<String> PACKS = TestPacks.ONNX_RECONSTRUCTORS;

  private static final int FIRST_KEY = 12;
  private static final int KEYS = 11;

  /** Frames around several key planes, in batches, the last one not full. */
  private static List<GrayImage> frames(NetworkReconstructor network, SpikeStream stream) {
    List<GrayImage> frames = new ArrayList<>();
    List<Prepared> windows = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      windows.add(network.prepare(stream, FIRST_KEY + i));
      if (windows.size() == network.batchSize() || i == KEYS - 1) {
        frames.addAll(network.reconstruct(windows));
        windows.clear();
      }
    }
    return frames;
  }

  private static NetworkReconstructor open(String pack, int batchSize) {
    return NetworkReconstructor.open(
        TestPacks.pack(pack).allowingTorchScript(),
        new NetworkSettings(ComputeDevice.CPU, batchSize, 1));
  }

  private static SpikeStream stream() {
    return Spikes.uneven(7, 40, 10, 12, RowOrder.BOTTOM_UP);
  }

  @ParameterizedTest
  @CsvSource({
    "tiny-onnx, 1",
    "tiny-onnx, 3",
    "tiny-onnx, 4",
    "tiny-signed, 4",
    "tiny-recurrent, 4",
    "tiny-fixed, 4",
    "tiny-torchscript, 1",
    "tiny-torchscript, 4"
  })
  void givesTheSameBitsAloneAndWithOthers(String pack, int batchSize) {
    try (NetworkReconstructor network = open(pack, batchSize)) {
      List<GrayImage> together = frames(network, stream());
      for (int i = 0; i < KEYS; i++) {
        assertThat(network.reconstruct(stream(), FIRST_KEY + i)).isEqualTo(together.get(i));
      }
      assertThat(together.get(0)).isNotEqualTo(together.get(1));
    }
    assertThat(NetworkGauges.snapshot().liveTensors()).isZero();
    assertThat(NetworkGauges.snapshot().nativeBytes()).isZero();
  }

  /** The spikes of {@code resources/io/spikelake/djl/README.md}. */
  static SpikeStream goldenSpikes(RowOrder order) {
    byte[] spikes = new byte[40 * 10 * 12];
    for (int i = 0; i < spikes.length; i++) {
      int t = i / 120;
      int y = i / 12 % 10;
      int x = i % 12;
      spikes[i] = (byte) ((13 * t + 7 * y + 5 * x + t * x * y) % 6 == 0 ? 1 : 0);
    }
    return Spikes.pack(spikes, 40, 10, 12, order);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TestPacks.ONNX,
        TestPacks.SIGNED,
        TestPacks.RECURRENT,
        TestPacks.FIXED,
        TestPacks.TORCHSCRIPT
      })
  void givesTheFramesOfAnIndependentProgram(String pack) throws IOException {
    float[] golden = resource(pack + ".npy");
    for (RowOrder order : RowOrder.values()) {
      try (NetworkReconstructor network = open(pack, 2)) {
        GrayImage frame = network.reconstruct(goldenSpikes(order), 20);
        assertThat(frame.width()).isEqualTo(12);
        assertThat(frame.height()).isEqualTo(10);
        // Measured 1e-7 at most: sums in another order.
        assertThat(Goldens.largestDifference(frame.pixels(), golden)).isLessThan(1e-6);
      }
    }
  }

  private static float[] resource(String name) throws IOException {
    try (InputStream in = NetworkReconstructorTest.class.getResourceAsStream(name)) {
      return Tensor.ofNpy(in.readAllBytes(), name).values();
    }
  }

  @Test
  void readsNothingOutsideItsSpan() {
    try (NetworkReconstructor network = open(TestPacks.RECURRENT, 1)) {
      SpikeStream stream = stream();
      GrayImage frame = network.reconstruct(stream, 20);
      assertThat(network.span()).isEqualTo(TemporalSpan.around(11, 0));
      assertThat(network.reconstruct(stream.window(9, 12), 11)).isEqualTo(frame);
      assertThatThrownBy(() -> network.reconstruct(stream.window(10, 12), 10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              network.id()
                  + " needs planes -1..10 around key plane 10; the window has planes 0..11");
    }
  }

  @Test
  void takesWindowsOfOneSizeAfterAnother() {
    try (NetworkReconstructor network = open(TestPacks.ONNX, 2)) {
      GrayImage small = network.reconstruct(stream(), 20);
      GrayImage large = network.reconstruct(Spikes.uneven(3, 40, 31, 17, RowOrder.TOP_DOWN), 20);
      assertThat(large.width()).isEqualTo(17);
      assertThat(large.height()).isEqualTo(31);
      assertThat(network.reconstruct(stream(), 20)).isEqualTo(small);
    }
  }

  @Test
  void preparesWhileItComputes() throws Exception {
    List<GrayImage> expected;
    try (NetworkReconstructor network = open(TestPacks.RECURRENT, 3)) {
      expected = frames(network, stream());
    }
    ExecutorService preparing = Executors.newSingleThreadExecutor();
    try (NetworkReconstructor network = open(TestPacks.RECURRENT, 3)) {
      BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(4);
      int rounds = 6;
      Future<?> done =
          preparing.submit(
              () -> {
                for (int i = 0; i < rounds * KEYS; i++) {
                  queue.put(network.prepare(stream(), FIRST_KEY + i % KEYS));
                }
                return null;
              });
      for (int i = 0; i < rounds * KEYS; i++) {
        assertThat(network.reconstruct(List.of(queue.take())).get(0))
            .isEqualTo(expected.get(i % KEYS));
      }
      done.get();
    } finally {
      preparing.shutdownNow();
    }
  }

  @Test
  void refusesWhatItIsNotMeantFor() {
    try (NetworkReconstructor network = open(TestPacks.FIXED, 2);
        NetworkReconstructor any = open(TestPacks.ONNX, 2)) {
      assertThatThrownBy(() -> network.prepare(Spikes.uneven(3, 40, 10, 13, RowOrder.TOP_DOWN), 20))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              network.id() + " takes frames of 10x12 (height x width) only; these are 10x13");
      Prepared window = any.prepare(stream(), 20);
      assertThatThrownBy(() -> network.reconstruct(List.of(window)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              network.id()
                  + ": expected windows that this instance has prepared, each computed once");
      any.reconstruct(List.of(window));
      assertThatThrownBy(() -> any.reconstruct(List.of(window)))
          .hasMessageContaining("each computed once");
      Prepared other = any.prepare(Spikes.uneven(3, 40, 5, 6, RowOrder.TOP_DOWN), 20);
      assertThatThrownBy(() -> any.reconstruct(List.of(any.prepare(stream(), 20), other)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(any.id() + ": a batch with windows of 12x10 and 6x5; expected one size");
      assertThatThrownBy(() -> any.reconstruct(List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(any.id() + ": 0 windows; expected 1 to 2");
      assertThatThrownBy(() -> any.reconstruct(List.of(other, other, other)))
          .hasMessage(any.id() + ": 3 windows; expected 1 to 2");
      assertThatThrownBy(() -> any.reconstruct(stream(), 20, new float[119]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(any.id() + ": array of 119 values for 120 pixels");
    }
    assertThatThrownBy(() -> open(TestPacks.METRIC, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Pack tiny-metric/example is a metric; expected one that makes frames");
  }

  @Test
  void leavesValuesThatAreNotFiniteAsTheyAre() {
    TensorFunction nan = new FakeNetwork(4, inputs -> Float.NaN);
    try (NetworkReconstructor network = fake(nan, 4)) {
      assertThat(network.reconstruct(stream(), 20).pixels()).containsOnly(Float.NaN);
    }
  }

  /** A network whose frame is flat, and which has memory for so many frames only. */
  private record FakeNetwork(int fits, ToDoubleFunction<NativeTensor> level, List<Long> batches)
      implements TensorFunction {

    FakeNetwork(int fits, ToDoubleFunction<NativeTensor> level) {
      this(fits, level, new ArrayList<>());
    }

    @Override
    public List<NamedTensor> run(List<NativeTensor> inputs) throws MemoryShortage {
      long batch = inputs.get(0).shape()[0];
      batches.add(batch);
      if (batch > fits) {
        throw new MemoryShortage("CUDA failure 2: out of memory", null);
      }
      float[] values = new float[(int) batch * 120];
      Arrays.fill(values, (float) level.applyAsDouble(inputs.get(0)));
      return List.of(
          new NamedTensor("OUTPUT__0", new Tensor(new long[] {batch, 1, 10, 12}, values)));
    }

    @Override
    public void close() {}
  }

  private static NetworkReconstructor fake(TensorFunction network, int batchSize) {
    return new NetworkReconstructor(
        TestPacks.pack(TestPacks.ONNX),
        new NetworkSettings(ComputeDevice.gpu(1), batchSize, 1),
        network);
  }

  @Test
  void halvesItsBatchesWhereMemoryRunsOut() {
    FakeNetwork two = new FakeNetwork(2, inputs -> 0.5);
    try (NetworkReconstructor network = fake(two, 9)) {
      assertThat(frames(network, stream())).hasSize(KEYS);
      // Nine frames in twos, with one to spare, and the last two; nothing larger is tried again.
      assertThat(two.batches()).containsExactly(9L, 4L, 2L, 2L, 2L, 2L, 2L, 2L);
      assertThat(network.batchSize()).isEqualTo(9);
    }
    assertThat(NetworkGauges.snapshot().nativeBytes()).isZero();
  }

  @Test
  void failsWhereNotEvenOneFrameFits() {
    try (NetworkReconstructor network = fake(new FakeNetwork(0, inputs -> 0), 3)) {
      assertThatThrownBy(() -> network.reconstruct(stream(), 20))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              network.id()
                  + " failed on gpu:1 with batches of 1 frames: CUDA failure 2: out of memory");
    }
  }

  @Test
  void namesDeviceAndBatchWhereANetworkFails() {
    TensorFunction broken =
        new FakeNetwork(
            4,
            inputs -> {
              throw new IllegalStateException("device-side assert triggered");
            });
    try (NetworkReconstructor network = fake(broken, 4)) {
      assertThatThrownBy(() -> network.reconstruct(stream(), 20))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              network.id()
                  + " failed on gpu:1 with batches of 4 frames: device-side assert triggered");
    }
  }

  @Test
  void fillsWhatIsMissingOfABatchWithZeros() {
    FakeNetwork sum =
        new FakeNetwork(
            4,
            input -> {
              float[] values = new float[4 * 4 * 120];
              input.values().get(values);
              for (int i = 480; i < values.length; i++) {
                assertThat(values[i]).isZero();
              }
              return values[0];
            });
    try (NetworkReconstructor network = fake(sum, 4)) {
      SpikeStream ones = Spikes.random(1, 1, 40, 10, 12, RowOrder.TOP_DOWN);
      assertThat(network.reconstruct(ones, 20).pixels()).containsOnly(2f);
    }
  }

  @ParameterizedTest
  @FieldSource("PACKS")
  void givesTheSameBitsInBatchesOfEverySizeOnTheCpuWithOnnxRuntime(String pack) {
    List<GrayImage> one;
    try (NetworkReconstructor network = open(pack, 1)) {
      one = frames(network, stream());
    }
    for (int batchSize : new int[] {3, 4}) {
      try (NetworkReconstructor network = open(pack, batchSize)) {
        assertThat(frames(network, stream())).as("batches of %d", batchSize).isEqualTo(one);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3", "4"})
  void differsInLastDigitsByBatchSizeWithPyTorch(int batchSize) {
    // Measured: 6e-8. PyTorch picks its convolution by the shape of the batch.
    try (NetworkReconstructor one = open(TestPacks.TORCHSCRIPT, 1);
        NetworkReconstructor more = open(TestPacks.TORCHSCRIPT, batchSize)) {
      List<GrayImage> expected = frames(one, stream());
      List<GrayImage> frames = frames(more, stream());
      for (int i = 0; i < KEYS; i++) {
        assertThat(Goldens.largestDifference(frames.get(i).pixels(), expected.get(i).pixels()))
            .isCloseTo(0, within(1e-6));
      }
    }
  }
}
