package io.spikelake.bench;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricSet;
import io.spikelake.quality.QualityModels;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.spike.PlaneMemory;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that a job does for one sample: read, reconstruct, tone, score, encode. */
final class SampleKernels {

  /** A frame as a job keeps it. */
  private record Frame(List<byte[]> stored, List<MetricResult> scores) {}

  private SampleKernels() {}

  static List<Kernel> of(BenchRecording recording) {
    return List.of(
        sample(List.of("tfp", "tfi"), recording),
        sample(List.of("tfp", "tfi", "tfstp/spike-zoo"), recording));
  }

  private static Kernel sample(List<String> names, BenchRecording recording) {
    List<Reconstructor> methods = names.stream().map(MethodKernels::create).toList();
    MetricSet metrics = new MetricSet(ScoreKernels.all(QualityModels.bundled()));
    PlaneMemory memory = new PlaneMemory();
    return new Kernel(
        "sample " + String.join(" + ", names),
        1,
        (long) StorageKernels.WINDOW * recording.planes().planeBytes(),
        () -> frames(recording, memory, methods, metrics),
        null);
  }

  private static List<Frame> frames(
      BenchRecording recording, PlaneMemory memory, List<Reconstructor> methods, MetricSet metrics)
      throws IOException {
    SpikeRecording file = recording.recording();
    SpikeStream window = file.read(StorageKernels.FIRST, StorageKernels.WINDOW, memory);
    List<Frame> frames = new ArrayList<>(methods.size());
    for (Reconstructor method : methods) {
      GrayImage image = method.reconstruct(window, StorageKernels.WINDOW / 2);
      GrayImage toned = recording.toneOf(method).apply(image);
      frames.add(new Frame(StorageKernels.stored(toned), metrics.score(toned, null)));
    }
    return frames;
  }
}
