package io.spikelake;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.image.PixelDigest;
import io.spikelake.image.RawFrame;
import io.spikelake.image.Tone;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The results of all methods, metrics and encoders do not depend on how many threads compute them,
 * on their order, or on what an instance computed before.
 */
class KernelThreadsTest {

  private static final int THREADS = 4;
  private static final int[][] SIZES = {{101, 131}, {96, 192}, {131, 101}, {200, 97}};

  private static final List<SpikeStream> STREAMS =
      Arrays.stream(SIZES)
          .map(s -> Spikes.uneven(s[0], 160, s[0], s[1], RowOrder.TOP_DOWN))
          .toList();

  /** One instance of everything, as one thread has it. */
  private static final class Kernels {
    private final List<Reconstructor> methods =
        Reconstructors.registry().variants().stream()
            .map(variant -> Reconstructors.create(variant.defaultId()))
            .toList();

    private final List<QualityMetric> metrics =
        QualityMetrics.registry().variants().stream()
            .map(variant -> variant.defaultId())
            .filter(id -> QualityMetrics.isAvailable(id, QualityModels.bundled()))
            .map(id -> QualityMetrics.create(id, QualityModels.bundled()))
            .toList();

    private final GrayImage[] references = new GrayImage[SIZES.length];

    /** All results of one stream by one method, as text. */
    List<String> results(int stream, int method) {
      SpikeStream spikes = STREAMS.get(stream);
      if (references[stream] == null) {
        references[stream] =
            Reconstructors.create(Reconstructors.resolve("tfp")).reconstruct(spikes, 80);
      }
      GrayImage frame = new Tone.MinMax().apply(methods.get(method).reconstruct(spikes, 80));
      List<String> results = new ArrayList<>();
      results.add(PixelDigest.of(frame));
      results.add(Arrays.hashCode(RawFrame.encode(frame)) + " raw");
      results.add(Arrays.hashCode(Pictures.toPng(frame)) + " png");
      for (QualityMetric metric : metrics) {
        results.add(metric.id() + " " + metric.score(frame, references[stream]));
      }
      return results;
    }

    int methods() {
      return methods.size();
    }
  }

  @Test
  void resultsDependOnNothingButTheInput() throws Exception {
    int methods = new Kernels().methods();
    List<List<String>> alone = new ArrayList<>();
    for (int job = 0; job < methods * SIZES.length; job++) {
      alone.add(new Kernels().results(job % SIZES.length, job / SIZES.length));
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> threads = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int seed = thread;
        threads.add(
            () -> {
              Kernels kernels = new Kernels();
              List<Integer> jobs = new ArrayList<>();
              for (int job = 0; job < alone.size(); job++) {
                jobs.add(job);
              }
              Collections.shuffle(jobs, new Random(seed));
              for (int job : jobs) {
                assertThat(kernels.results(job % SIZES.length, job / SIZES.length))
                    .as(
                        "seed %d, stream %d, method %d",
                        seed, job % SIZES.length, job / SIZES.length)
                    .isEqualTo(alone.get(job));
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(threads)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
