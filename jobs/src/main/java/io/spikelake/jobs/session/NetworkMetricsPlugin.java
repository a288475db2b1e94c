package io.spikelake.jobs.session;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.spikelake.djl.NetworkGauges;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Shows in Spark's metrics what the networks of an executor hold and do: {@code
 * plugin.io.spikelake.jobs.session.NetworkMetricsPlugin.}
 *
 * <ul>
 *   <li>{@code ndarray_live}: tensors that are not closed; 0 between batches
 *   <li>{@code native_bytes}: their memory outside the heap
 *   <li>{@code inference_ms}: time in networks, all lanes together
 *   <li>{@code device_busy_ms}: time during which a device computed; its rate is the utilisation
 *   <li>{@code network_frames}: frames that came out
 * </ul>
 *
 * <p>Turned on with {@code spark.plugins}.
 */
public final class NetworkMetricsPlugin implements SparkPlugin {

  private static final long NANOS_PER_MS = 1_000_000;

  /** The driver computes no frames, except in local mode, where it is the executor. */
  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        register(context.metricRegistry());
      }
    };
  }

  static void register(MetricRegistry registry) {
    gauge(registry, "ndarray_live", NetworkGauges.Snapshot::liveTensors);
    gauge(registry, "native_bytes", NetworkGauges.Snapshot::nativeBytes);
    gauge(registry, "inference_ms", gauges -> gauges.inferenceNanos() / NANOS_PER_MS);
    gauge(registry, "device_busy_ms", gauges -> gauges.busyNanos() / NANOS_PER_MS);
    gauge(registry, "network_frames", NetworkGauges.Snapshot::frames);
  }

  private static void gauge(
      MetricRegistry registry, String name, ToLongFunction<NetworkGauges.Snapshot> value) {
    registry.register(name, (Gauge<Long>) () -> value.applyAsLong(NetworkGauges.snapshot()));
  }
}
