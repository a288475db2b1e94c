package io.spikelake.jobs.cost;

import io.spikelake.bench.Latency;
import io.spikelake.bench.Throughput;
import io.spikelake.pack.PackCost;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.variant.VariantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement of what a method costs.
 *
 * @param method its complete id
 * @param setup what it was measured with
 * @param graph what its graph says, or null where it has none or its pack does not say
 * @param parameters numbers in weights and biases; 0 where nothing was learned
 * @param latency of frames one at a time
 * @param best throughput at the best batch
 */
public record MethodCost(
    VariantId method,
    Setup setup,
    Graph graph,
    long parameters,
    Latency latency,
    Throughput best,
    Instant measuredAt) {

  /**
   * What a latency depends on, besides the method.
   *
   * @param device {@code cpu} or {@code gpu:N}
   * @param deviceName the processor's or GPU's own name
   * @param engine what computes, with its version
   * @param height rows of the frame
   * @param width columns of the frame
   * @param threads of the CPU
   * @param planes that a frame is made of
   * @param padding what is put around the planes
   */
  public record Setup(
      String device,
      String deviceName,
      String engine,
      int height,
      int width,
      String precision,
      int threads,
      long planes,
      String padding) {}

  /**
   * What follows from the graph of a network.
   *
   * @param counted for frames of the size at packing
   * @param here the same for frames of the measured size
   */
  public record Graph(PackCost counted, PackCost here) {}

  /** Every method makes one frame of a window. */
  private static final int OUTPUTS = 1;

  /**
   * The values by column of {@code method_costs}, in its order, but for those that say which run
   * wrote a row; null where something is unknown.
   */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(Columns.METHOD, method.toString());
    values.put(MethodCostsTable.DEVICE, setup.device());
    values.put(MethodCostsTable.DEVICE_NAME, setup.deviceName());
    values.put(MethodCostsTable.ENGINE, setup.engine());
    values.put(MethodCostsTable.HEIGHT, setup.height());
    values.put(MethodCostsTable.WIDTH, setup.width());
    values.put(MethodCostsTable.PRECISION, setup.precision());
    values.put(MethodCostsTable.THREADS, setup.threads());
    values.put(MethodCostsTable.PLANES, setup.planes());
    values.put(MethodCostsTable.OUTPUTS, OUTPUTS);
    values.put(MethodCostsTable.PADDING, setup.padding());
    values.put(MethodCostsTable.PARAMETERS, parameters);
    values.put(MethodCostsTable.GMACS, graph == null ? null : graph.here().gmacs());
    values.put(
        MethodCostsTable.PEAK_MEMORY_MB,
        graph == null ? null : finite(graph.here().peakMemoryMb()));
    values.put(MethodCostsTable.GRAPH_HEIGHT, graph == null ? null : graph.counted().height());
    values.put(MethodCostsTable.GRAPH_WIDTH, graph == null ? null : graph.counted().width());
    values.put(MethodCostsTable.RUNS, latency.runs());
    values.put(MethodCostsTable.LATENCY_MS, latency.mean());
    values.put(MethodCostsTable.LATENCY_MEDIAN_MS, latency.median());
    values.put(MethodCostsTable.LATENCY_P95_MS, latency.p95());
    values.put(MethodCostsTable.LATENCY_STDDEV_MS, finite(latency.deviation()));
    values.put(MethodCostsTable.FRAMES_PER_SECOND, best.framesPerSecond());
    values.put(MethodCostsTable.BATCH, best.batch());
    values.put(MethodCostsTable.MEASURED_AT, measuredAt);
    return values;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
