package io.spikelake.benchmarks;

import static java.util.Map.entry;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel.Work;
import io.spikelake.image.GrayImage;
import io.spikelake.quality.BrisqueModel;
import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.PristineModel;
import io.spikelake.quality.QualityModels;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.plain.PlainNiqe;
import io.spikelake.testing.plain.PlainOpenCvBrisque;
import io.spikelake.testing.plain.PlainPiqe;
import io.spikelake.testing.plain.PlainShortTermPlasticity;
import io.spikelake.testing.plain.PlainSpikingNeuralModel;
import io.spikelake.testing.plain.PlainTextureFromInterval;
import io.spikelake.testing.plain.PlainTextureFromPlayback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The same formula in plain loops, by the name of the kernel: an equal frame, or the scores as a
 * list of numbers, equal up to the order of sums.
 */
final class PlainRivals {

  private static final int KEY = BenchRecording.KEY_FRAME;

  @FunctionalInterface
  private interface Score {
    double of(double[] grey, int width, int height);
  }

  private static final QualityModels MODELS = QualityModels.bundled();

  private static final Score NIQE =
      PlainNiqe.matlab(MODELS.require(ModelSlot.NIQE_SPIKELAKE, PristineModel.class))::score;

  private static final Score BRISQUE =
      new PlainOpenCvBrisque(MODELS.require(ModelSlot.BRISQUE_OPENCV, BrisqueModel.class))::score;

  private static final Score PIQE = PlainPiqe.matlab()::score;

  private static final Map<String, Function<BenchRecording, Work>> RIVALS =
      Map.ofEntries(
          entry("tfp", frame(planes -> PlainTextureFromPlayback.frame(planes, KEY - 20, 41))),
          entry("tfp:window=301", frame(planes -> PlainTextureFromPlayback.frame(planes, 0, 301))),
          entry("tfi", frame(planes -> PlainTextureFromInterval.frame(planes, KEY, 20))),
          entry(
              "tfstp/spike-zoo",
              frame(planes -> PlainShortTermPlasticity.windowed(planes, KEY, 41))),
          entry("tvs/moving", frame(PlainRivals::spikingNeuralModel)),
          entry("niqe/spikelake", scores(false, NIQE)),
          entry("brisque/opencv", scores(false, BRISQUE)),
          entry("piqe/matlab", scores(false, PIQE)),
          entry("three metrics", scores(false, NIQE, BRISQUE, PIQE)),
          entry("niqe/spikelake square", scores(true, NIQE)),
          entry("brisque/opencv square", scores(true, BRISQUE)),
          entry("piqe/matlab square", scores(true, PIQE)),
          entry("three metrics square", scores(true, NIQE, BRISQUE, PIQE)));

  private PlainRivals() {}

  /** The kernels that have one. */
  static Set<String> kernels() {
    return RIVALS.keySet();
  }

  /** The plain way to do what the kernel of that name does, if there is one. */
  static Optional<Work> of(String kernel, BenchRecording recording) {
    return Optional.ofNullable(RIVALS.get(kernel)).map(rival -> rival.apply(recording));
  }

  private static Function<BenchRecording, Work> frame(Function<SpikeStream, float[]> method) {
    return recording -> {
      SpikeStream planes = recording.planes();
      return () -> new GrayImage(planes.width(), planes.height(), method.apply(planes));
    };
  }

  private static Function<BenchRecording, Work> scores(boolean square, Score... metrics) {
    return recording -> {
      GrayImage whole = recording.tonedFrame("tfp");
      GrayImage frame = square ? BenchRecording.square(whole) : whole;
      return () -> {
        double[] grey = grey(frame);
        List<Double> scores = new ArrayList<>();
        for (Score metric : metrics) {
          scores.add(metric.of(grey, frame.width(), frame.height()));
        }
        return scores;
      };
    };
  }

  /** Whole levels 0..255, as the metrics make them of an image. */
  private static double[] grey(GrayImage frame) {
    double[] grey = new double[frame.pixels().length];
    for (int p = 0; p < grey.length; p++) {
      grey[p] = Math.floor(255.0 * frame.pixels()[p] + 0.5);
    }
    return grey;
  }

  private static float[] spikingNeuralModel(SpikeStream planes) {
    double[] levels = PlainSpikingNeuralModel.brightness(planes, KEY, 300);
    PlainSpikingNeuralModel.display(levels, planes.width());
    float[] pixels = new float[levels.length];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (float) (levels[p] / 255);
    }
    return pixels;
  }
}
