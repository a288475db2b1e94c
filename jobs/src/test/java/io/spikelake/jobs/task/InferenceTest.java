package io.spikelake.jobs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.jobs.task.FrameScorer.Reference;
import io.spikelake.reconstruct.BatchReconstructor;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** How frames are gathered into batches, and what becomes of those that go wrong. */
class InferenceTest {

  private static final String DEVICE = "cpu";

  private final TaskCounters counters = TaskCounters.detached();

  /** What the fake networks are given: a value that they turn into a picture. */
  private record Value(float value, int height, int width) implements BatchReconstructor.Prepared {}

  /** Returns each value as a picture, fails on negative ones, and writes down its batches. */
  private static final class FakeNetwork implements BatchReconstructor {
    final List<Integer> batches = new ArrayList<>();
    private final String name;
    private final int batchSize;

    FakeNetwork(String name, int batchSize) {
      this.name = name;
      this.batchSize = batchSize;
    }

    @Override
    public VariantId id() {
      return VariantId.of(name, "test", 1, Map.of());
    }

    @Override
    public TemporalSpan span() {
      return TemporalSpan.around(0, 0);
    }

    @Override
    public OutputScale scale() {
      return OutputScale.DISPLAY;
    }

    @Override
    public int batchSize() {
      return batchSize;
    }

    @Override
    public Prepared prepare(SpikeStream window, int keyPlane) {
      throw new UnsupportedOperationException("The test prepares");
    }

    @Override
    public void reconstruct(SpikeStream window, int keyPlane, float[] pixels) {
      throw new UnsupportedOperationException("The test computes in batches");
    }

    @Override
    public List<GrayImage> reconstruct(List<Prepared> windows) {
      batches.add(windows.size());
      List<GrayImage> images = new ArrayList<>();
      for (Prepared prepared : windows) {
        Value value = (Value) prepared;
        if (value.value() < 0) {
          throw new IllegalStateException("negative value");
        }
        float[] pixels = new float[value.height() * value.width()];
        java.util.Arrays.fill(pixels, value.value());
        images.add(new GrayImage(value.width(), value.height(), pixels));
      }
      return images;
    }

    @Override
    public void close() {}
  }

  private static PendingFrame pending(FakeNetwork network, float value) {
    return pending(network, value, 2);
  }

  private static PendingFrame pending(FakeNetwork network, float value, int height) {
    Cell cell = new Cell((long) value, network.id().toString(), "none");
    return PendingFrame.prepared(cell, network.span(), network, new Value(value, height, 3));
  }

  private static Sample sample(PendingFrame... frames) {
    return new Sample(null, frames[0].cell().keyFrame(), Reference.NONE, List.of(frames));
  }

  private List<Sample> infer(int batch, Sample... samples) {
    List<Sample> done = new ArrayList<>();
    new Inference(List.of(samples).iterator(), DEVICE, batch, counters).forEachRemaining(done::add);
    return done;
  }

  private static float value(PendingFrame frame) {
    return frame.image().pixels()[0];
  }

  @Test
  void fillsBatchesAcrossSamplesAndKeepsTheOrder() {
    FakeNetwork network = new FakeNetwork("a", 2);
    Sample[] samples = new Sample[5];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(pending(network, i));
    }
    List<Sample> done = infer(2, samples);
    assertThat(done).containsExactly(samples);
    assertThat(network.batches).containsExactly(2, 2, 1);
    for (int i = 0; i < samples.length; i++) {
      PendingFrame frame = samples[i].frames().get(0);
      assertThat(value(frame)).isEqualTo(i);
      assertThat(frame.device()).isEqualTo(DEVICE);
      assertThat(frame.network()).isNull();
      assertThat(frame.prepared()).as("memory is let go").isNull();
    }
    assertThat(counters.stages().get(Stage.INFER).value()).isPositive();
  }

  @Test
  void everyNetworkHasItsOwnBatchesAndWhatIsMadeStays() {
    FakeNetwork one = new FakeNetwork("one", 1);
    FakeNetwork four = new FakeNetwork("four", 4);
    Cell cell = new Cell(9, "tfp", "none");
    GrayImage closedForm = new GrayImage(1, 1, new float[] {9});
    PendingFrame made = PendingFrame.made(cell, TemporalSpan.WHOLE, closedForm, 1);
    infer(4, sample(made, pending(one, 1), pending(four, 2)), sample(pending(four, 3)));
    assertThat(one.batches).containsExactly(1);
    assertThat(four.batches).containsExactly(2);
    assertThat(made.image()).isSameAs(closedForm);
    assertThat(made.device()).isNull();
  }

  @Test
  void framesOfDifferentSizesAreNotOneBatch() {
    FakeNetwork network = new FakeNetwork("a", 4);
    infer(
        4,
        sample(pending(network, 1, 2)),
        sample(pending(network, 2, 5)),
        sample(pending(network, 3, 2)));
    assertThat(network.batches).containsExactly(2, 1);
  }

  @Test
  void aBatchThatFailsFailsItsFramesAndNoOthers() {
    FakeNetwork network = new FakeNetwork("a", 1);
    List<Sample> done =
        infer(
            3,
            sample(pending(network, 1)),
            sample(pending(network, -1)),
            sample(pending(network, 2)));
    assertThat(done).hasSize(3);
    assertThat(done.get(1).frames().get(0).failure()).hasMessage("negative value");
    assertThat(value(done.get(0).frames().get(0))).isEqualTo(1);
    assertThat(value(done.get(2).frames().get(0))).isEqualTo(2);
  }

  @Test
  void aFrameThatIsNotFiniteFailsAlone() {
    FakeNetwork network = new FakeNetwork("a", 2);
    List<Sample> done = infer(2, sample(pending(network, Float.NaN)), sample(pending(network, 2)));
    PendingFrame bad = done.get(0).frames().get(0);
    assertThat(bad.image()).isNull();
    assertThat(bad.failure())
        .isInstanceOf(NotFiniteException.class)
        .hasMessageStartingWith(
            "a/test@1 gave 6 pixels of 6 that are not finite at frame 0; expected numbers.");
    assertThat(value(done.get(1).frames().get(0))).isEqualTo(2);
  }

  @Test
  void holdsNoMoreThanABatch() {
    FakeNetwork network = new FakeNetwork("a", 2);
    List<Integer> taken = new ArrayList<>();
    java.util.Iterator<Sample> source =
        java.util.stream.IntStream.range(0, 10)
            .mapToObj(
                i -> {
                  taken.add(i);
                  return sample(pending(network, i));
                })
            .iterator();
    Inference inference = new Inference(source, DEVICE, 2, counters);
    inference.next();
    assertThat(taken).hasSizeLessThanOrEqualTo(3);
    for (int i = 1; i < 10; i++) {
      inference.next();
    }
    assertThat(inference.hasNext()).isFalse();
    assertThatThrownBy(inference::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("No more samples");
  }
}
