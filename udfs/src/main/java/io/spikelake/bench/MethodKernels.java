package io.spikelake.bench;

import io.spikelake.bench.Kernel.Rival;
import io.spikelake.image.GrayImage;
import io.spikelake.reconstruct.FrameSweep;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.reconstruct.SpikeCounter;
import io.spikelake.spike.SpikeStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Methods at the key frame, into memory that is there already, against a copy of the planes that
 * they read; and at every key frame.
 */
final class MethodKernels {

  private static final List<String> AT_KEY_FRAME =
      List.of(
          "tfp", "tfp:window=301", "tfi", "tfstp/spike-zoo", "tfstp/spikecv-offline", "tvs/moving");

  private static final List<String> DENSE = List.of("tfp", "tfi", "tfstp/spikecv-offline");

  /** Planes of TFP's usual window. */
  private static final int COUNTED = 41;

  private MethodKernels() {}

  static List<Kernel> of(BenchRecording recording) {
    List<Kernel> kernels = new ArrayList<>();
    kernels.add(count(recording));
    AT_KEY_FRAME.forEach(method -> kernels.add(atKeyFrame(method, recording)));
    DENSE.forEach(method -> kernels.add(dense(method, recording)));
    return kernels;
  }

  static Reconstructor create(String method) {
    return Reconstructors.create(Reconstructors.resolve(method));
  }

  /** TFP before it becomes a frame. */
  private static Kernel count(BenchRecording recording) {
    SpikeStream planes = recording.planes();
    SpikeCounter counter = new SpikeCounter();
    int first = BenchRecording.KEY_FRAME - COUNTED / 2;
    return new Kernel(
        "count " + COUNTED + " planes",
        1,
        (long) COUNTED * planes.planeBytes(),
        () -> {
          counter.count(planes, first, COUNTED);
          return counter;
        },
        new Rival("copy", copy(planes.window(first, COUNTED))));
  }

  private static Kernel atKeyFrame(String name, BenchRecording recording) {
    Reconstructor method = create(name);
    SpikeStream planes = recording.planes();
    GrayImage frame = new GrayImage(planes.width(), planes.height(), new float[planes.pixels()]);
    int key = BenchRecording.KEY_FRAME;
    int first = Math.toIntExact(method.span().first(key));
    int count = Math.toIntExact(method.span().end(key, planes.planes())) - first;
    return new Kernel(
        name,
        1,
        (long) count * planes.planeBytes(),
        () -> {
          method.reconstruct(planes, key, frame.pixels());
          return frame;
        },
        new Rival("copy", copy(planes.window(first, count))));
  }

  /** A plain copy of planes to memory that is there already. */
  private static Kernel.Work copy(SpikeStream planes) {
    int from = planes.wordIndex(0);
    long[] copy = new long[planes.planes() * planes.wordsPerPlane()];
    return () -> {
      System.arraycopy(planes.words(), from, copy, 0, copy.length);
      return copy;
    };
  }

  private static Kernel dense(String name, BenchRecording recording) {
    Reconstructor method = create(name);
    SpikeStream planes = recording.planes();
    int[] keys =
        IntStream.range(0, planes.planes())
            .filter(key -> method.span().fits(key, planes.planes()))
            .toArray();
    return new Kernel(
        "dense " + name,
        keys.length,
        (long) planes.planes() * planes.planeBytes(),
        () -> frames(method.sweep(planes), keys),
        method.span().whole() ? null : frameByFrame(name, planes, keys));
  }

  /** For methods that read a few planes; to read the whole recording for every frame takes long. */
  private static Rival frameByFrame(String name, SpikeStream planes, int[] keys) {
    Reconstructor method = create(name);
    return new Rival("frame by frame", () -> frames(key -> method.reconstruct(planes, key), keys));
  }

  /** The last frame; all others have been made. */
  private static GrayImage frames(FrameSweep sweep, int[] keys) {
    GrayImage frame = null;
    for (int key : keys) {
      frame = sweep.frame(key);
    }
    return frame;
  }
}
