package io.spikelake.jobs.cost;

import io.spikelake.bench.BatchSweep;
import io.spikelake.bench.BatchSweep.Batches;
import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.BenchWindow;
import io.spikelake.bench.Latency;
import io.spikelake.bench.Machine;
import io.spikelake.bench.Stopwatch;
import io.spikelake.bench.Throughput;
import io.spikelake.djl.EngineName;
import io.spikelake.djl.Methods;
import io.spikelake.djl.NetworkCache;
import io.spikelake.djl.NetworkReconstructor;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.jobs.cost.MethodCost.Graph;
import io.spikelake.jobs.cost.MethodCost.Setup;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackCost;
import io.spikelake.pack.Padding;
import io.spikelake.pack.WindowContract;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Measures what methods cost on this machine, one after the other, on simulated spikes: from the
 * packed planes of a window in memory to the frame in memory. What a network needs for that, to
 * make its tensors and to copy them to the device and back, is part of it; to read files, to tone
 * and to score is not.
 */
public final class CostBench {

  /** What compilers, caches and clocks of devices need to settle. */
  private static final long WARM_UP_NANOS = 1_000_000_000;

  /** Closed-form methods keep to one thread, and one frame. */
  private static final NetworkSettings CLOSED_FORM = NetworkSettings.oneThread();

  /**
   * How much is measured.
   *
   * @param height rows of the frames; networks of a fixed size have theirs
   * @param width columns of the frames
   * @param runs that a latency is the mean of
   * @param sweepNanos time for the search of the best batch, for each network
   * @param largestBatch that is tried
   */
  public record Options(int height, int width, int runs, long sweepNanos, int largestBatch) {}

  private final Methods methods;
  private final NetworkSettings settings;
  private final Options options;
  private final LongSupplier clock;
  private BenchWindow window;

  /**
   * @param settings device and threads of networks
   */
  public CostBench(Methods methods, NetworkSettings settings, Options options, LongSupplier clock) {
    this.methods = methods;
    this.settings = settings;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Measures a method.
   *
   * @throws IllegalArgumentException if its network does not take frames of the size
   * @throws IllegalStateException if its network cannot be loaded, does not do what its pack says,
   *     or fails
   */
  public MethodCost measure(VariantId method) throws IOException {
    Optional<ModelPack> pack = methods.pack(method);
    return pack.isPresent() ? network(method, pack.get()) : closedForm(method);
  }

  private MethodCost closedForm(VariantId method) throws IOException {
    BenchWindow input = window(options.height(), options.width(), methods.span(method));
    Machine machine = Machine.thisOne();
    Setup setup =
        new Setup(
            CLOSED_FORM.device().toString(),
            DeviceName.of(CLOSED_FORM.device()),
            "%s, Vector API %s"
                .formatted(machine.java(), machine.vectorApi() ? "in use" : "not in use"),
            options.height(),
            options.width(),
            NetworkCache.PRECISION,
            CLOSED_FORM.threads(),
            planes(method, input),
            "none");
    Timed timed = time(size -> Optional.of(oneByOne(method, input)), 1);
    return new MethodCost(method, setup, null, 0, timed.latency, timed.best, Instant.now());
  }

  private MethodCost network(VariantId method, ModelPack pack) throws IOException {
    WindowContract contract = pack.manifest().reconstructor().window();
    int height = contract.height() > 0 ? contract.height() : options.height();
    int width = contract.width() > 0 ? contract.width() : options.width();
    contract.requireSize(height, width, method.toString());
    BenchWindow input = window(height, width, contract.span());
    PackCost counted = pack.manifest().cost();
    Graph graph =
        counted == null
            ? null
            : new Graph(
                counted,
                counted.at(height, width, contract.padding(), pack.manifest().parameters()));
    Setup setup =
        new Setup(
            settings.device().toString(),
            DeviceName.of(settings.device()),
            EngineName.of(pack.manifest().format()),
            height,
            width,
            NetworkCache.PRECISION,
            settings.threads(),
            planes(method, input),
            text(contract.padding()));
    Timed timed =
        time(
            size ->
                fits(graph, size)
                    ? Optional.of(new NetworkBatches(open(method, size), input, size))
                    : Optional.empty(),
            options.largestBatch());
    return new MethodCost(
        method,
        setup,
        graph,
        pack.manifest().parameters(),
        timed.latency,
        timed.best,
        Instant.now());
  }

  private record Timed(Latency latency, Throughput best) {}

  private Timed time(BatchSweep.Opening opening, int largestBatch) throws IOException {
    Latency latency;
    try (Batches single = opening.open(1).orElseThrow()) {
      latency = new Stopwatch(clock).each(single, WARM_UP_NANOS, options.runs());
    }
    return new Timed(
        latency, new BatchSweep(clock, options.sweepNanos(), largestBatch).best(opening));
  }

  private NetworkReconstructor open(VariantId method, int batch) {
    NetworkSettings batches = new NetworkSettings(settings.device(), batch, settings.threads());
    return (NetworkReconstructor) methods.create(method, batches);
  }

  /**
   * Whether main memory suffices for batches of a size where it is known what they need; that of a
   * GPU is found out by trying. One frame is always tried.
   */
  private boolean fits(Graph graph, int size) {
    if (size == 1 || settings.device().isGpu() || graph == null) {
      return true;
    }
    double needed = graph.here().peakMemoryMb() * 1e6 * size;
    return !(needed > FreeMemory.bytes() / 2.0);
  }

  /** The planes to measure on, kept from method to method while they fit. */
  private BenchWindow window(int height, int width, TemporalSpan span) throws IOException {
    int planes = Math.max(BenchRecording.PLANES, 2 * Math.max(span.before(), span.after()) + 1);
    SpikeStream known = window == null ? null : window.planes();
    if (known == null
        || known.height() != height
        || known.width() != width
        || known.planes() != planes) {
      window = BenchWindow.simulate(height, width, planes);
    }
    return window;
  }

  private long planes(VariantId method, BenchWindow input) {
    TemporalSpan span = methods.span(method);
    return span.end(input.keyFrame(), input.planes().planes()) - span.first(input.keyFrame());
  }

  static String text(Padding padding) {
    boolean sized = padding.top() + padding.bottom() + padding.left() + padding.right() > 0;
    return (padding.inGraph() ? "graph" : padding.rule().name().toLowerCase(Locale.ROOT))
        + (sized
            ? " %d+%d rows, %d+%d columns"
                .formatted(padding.top(), padding.bottom(), padding.left(), padding.right())
            : "");
  }

  private Batches oneByOne(VariantId method, BenchWindow input) {
    Reconstructor reconstructor = methods.create(method, CLOSED_FORM);
    float[] frame = new float[input.planes().pixels()];
    return new Batches() {
      @Override
      public Object run() {
        reconstructor.reconstruct(input.planes(), input.keyFrame(), frame);
        return frame;
      }

      @Override
      public boolean whole() {
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
