package io.spikelake.benchmarks;

import static java.util.Map.entry;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel.Work;
import io.spikelake.image.GrayImage;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.plain.PlainShortTermPlasticity;
import io.spikelake.testing.plain.PlainSpikingNeuralModel;
import io.spikelake.testing.plain.PlainTextureFromInterval;
import io.spikelake.testing.plain.PlainTextureFromPlayback;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The same formula in plain loops, by the name of the kernel, and with an equal result. */
final class PlainRivals {

  private static final int KEY = BenchRecording.KEY_FRAME;

  private static final Map<String, Function<BenchRecording, Work>> RIVALS =
      Map.ofEntries(
          entry("tfp", frame(planes -> PlainTextureFromPlayback.frame(planes, KEY - 20, 41))),
          entry("tfp:window=301", frame(planes -> PlainTextureFromPlayback.frame(planes, 0, 301))),
          entry("tfi", frame(planes -> PlainTextureFromInterval.frame(planes, KEY, 20))),
          entry(
              "tfstp/spike-zoo",
              frame(planes -> PlainShortTermPlasticity.windowed(planes, KEY, 41))),
          entry("tvs/moving", frame(PlainRivals::spikingNeuralModel)));

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
