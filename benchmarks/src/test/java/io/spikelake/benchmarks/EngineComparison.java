package io.spikelake.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.spikelake.bench.BenchRecording;
import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.NetworkReconstructor;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.image.GrayImage;
import io.spikelake.pack.FrameContract;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFiles;
import io.spikelake.pack.PackFormat;
import io.spikelake.pack.WindowContract;
import io.spikelake.pack.WindowVoxels;
import io.spikelake.reconstruct.BatchReconstructor.Prepared;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Frames per second of a network inside SpikeLake against ONNX Runtime called directly, on the same
 * windows with the same batch and threads.
 *
 * <p>Both sides start from tensors on the heap, copy them to memory that is used again, and end
 * with frames on the heap. Cutting windows into tensors is left out. The sides take turns in one
 * virtual machine; the figures are medians over the rounds, after two that are not counted.
 *
 * <p>{@code benchmarks/run engines PACK [BATCH [THREADS [ROUNDS]]] [--save]}; an ONNX pack without
 * state that takes frames of 400x250. {@code --save} puts the figures into {@link ResultsFile}.
 */
public final class EngineComparison {

  private static final int WARM_UP = 2;

  private EngineComparison() {}

  public static void main(String[] arguments) throws IOException, OrtException {
    BenchArguments words = BenchArguments.of(arguments);
    ModelPack pack = PackFiles.at(Path.of(words.text(0)));
    int batch = words.number(1, 1);
    int threads = words.number(2, 1);
    int rounds = words.number(3, 7);
    if (pack.manifest().format() != PackFormat.ONNX
        || !pack.manifest().reconstructor().state().isEmpty()) {
      throw new IllegalArgumentException(pack + "; expected an ONNX pack without state");
    }
    NetworkSettings settings = new NetworkSettings(ComputeDevice.CPU, batch, threads);
    try (BenchRecording recording = Workloads.recording();
        NetworkReconstructor network = NetworkReconstructor.open(pack, settings);
        Direct direct = new Direct(pack, settings)) {
      SpikeStream stream = recording.planes();
      double[] inside = new double[rounds];
      double[] raw = new double[rounds];
      for (int round = -WARM_UP; round < rounds; round++) {
        double millis = millis(network, stream, batch);
        double rawMillis = direct.millis(stream, batch);
        if (round >= 0) {
          inside[round] = millis;
          raw[round] = rawMillis;
        }
      }
      requireEqual(network.reconstruct(windows(network, stream, batch)), direct);
      ResultsFile.publish(
          ResultsFile.ENGINES,
          text(pack, settings, Median.of(inside), Median.of(raw)),
          words.save());
    }
  }

  private static int key(SpikeStream stream, int i) {
    return stream.planes() / 2 + i;
  }

  private static List<Prepared> windows(
      NetworkReconstructor network, SpikeStream stream, int batch) {
    List<Prepared> windows = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      windows.add(network.prepare(stream, key(stream, i)));
    }
    return windows;
  }

  /** Time of one batch in SpikeLake. */
  private static double millis(NetworkReconstructor network, SpikeStream stream, int batch) {
    List<Prepared> windows = windows(network, stream, batch);
    long start = System.nanoTime();
    network.reconstruct(windows);
    return (System.nanoTime() - start) / 1e6;
  }

  private static void requireEqual(List<GrayImage> frames, Direct direct) {
    for (int i = 0; i < frames.size(); i++) {
      if (!Arrays.equals(frames.get(i).pixels(), direct.frames[i])) {
        throw new IllegalStateException("The two sides give different frames");
      }
    }
  }

  private static String text(ModelPack pack, NetworkSettings settings, double inside, double raw) {
    int batch = settings.frames();
    return String.format(
        Locale.ROOT,
        """
        %s
        batches of %d, %d threads, 400x250
        ONNX Runtime directly  %8.2f frames/s
        in SpikeLake           %8.2f frames/s
        ratio                  %8.3f (at least 0.9)
        """,
        pack.id(),
        batch,
        settings.threads(),
        batch * 1e3 / raw,
        batch * 1e3 / inside,
        raw / inside);
  }

  /** ONNX Runtime without anything around it. */
  private static final class Direct implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final WindowContract contract;
    private final FrameContract frame;
    private final WindowVoxels voxels;
    private final OrtSession session;
    private float[] tensor = new float[0];
    private FloatBuffer input = FloatBuffer.allocate(0);
    private float[][] frames = new float[0][];

    Direct(ModelPack pack, NetworkSettings settings) throws OrtException {
      contract = pack.manifest().reconstructor().window();
      frame = pack.manifest().reconstructor().frame();
      voxels = new WindowVoxels(contract, pack.id());
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(settings.threads());
        options.setInterOpNumThreads(1);
        session = environment.createSession(pack.model(), options);
      }
    }

    /** Time of one batch. */
    double millis(SpikeStream stream, int batch) throws OrtException {
      int values = contract.values(stream.height(), stream.width());
      if (tensor.length != batch * values) {
        tensor = new float[batch * values];
        input =
            ByteBuffer.allocateDirect(tensor.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        frames = new float[batch][stream.pixels()];
      }
      for (int i = 0; i < batch; i++) {
        voxels.fill(stream, key(stream, i), tensor, i * values);
      }
      long[] shape = {
        batch,
        contract.channels(),
        contract.tensorHeight(stream.height()),
        contract.tensorWidth(stream.width())
      };
      long start = System.nanoTime();
      input.clear().put(tensor).flip();
      try (OnnxTensor fed = OnnxTensor.createTensor(environment, input, shape);
          OrtSession.Result result = session.run(Map.of(contract.tensor(), fed))) {
        keep((OnnxTensor) result.get(0), stream.height(), stream.width());
      }
      return (System.nanoTime() - start) / 1e6;
    }

    private void keep(OnnxTensor result, int height, int width) {
      FloatBuffer all = result.getFloatBuffer();
      float[] output = new float[all.remaining()];
      all.get(output);
      long[] shape = result.getInfo().getShape();
      int outputWidth = (int) shape[3];
      int outputPixels = (int) shape[2] * outputWidth;
      for (int i = 0; i < frames.length; i++) {
        frame.frame(output, i * outputPixels, outputWidth, height, width, frames[i]);
      }
    }

    @Override
    public void close() throws OrtException {
      session.close();
    }
  }
}
