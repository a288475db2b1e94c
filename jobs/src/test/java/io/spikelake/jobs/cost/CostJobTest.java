package io.spikelake.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.bench.Latency;
import io.spikelake.bench.Throughput;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.cost.MethodCost.Graph;
import io.spikelake.jobs.cost.MethodCost.Setup;
import io.spikelake.jobs.io.Lake;
import io.spikelake.pack.PackCost;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.variant.VariantId;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostJobTest {

  private static final Instant AT = Instant.parse("2024-02-29T12:00:00Z");
  private static final Setup SETUP =
      new Setup(
          "gpu:1", "NVIDIA H200", "OnnxRuntime 1.21.1", 480, 854, "float32", 2, 41, "mirror 0+2");
  private static final MethodCost NETWORK =
      new MethodCost(
          VariantId.parse("lrn/x@1:pack=0123456789ab"),
          SETUP,
          new Graph(new PackCost(250, 400, 18.5, 90), new PackCost(480, 854, 75.85, 360)),
          185_889,
          new Latency(100, 4, 3, 9, 2.5),
          new Throughput(16, 640),
          AT);
  private static final MethodCost CLOSED_FORM =
      new MethodCost(
          VariantId.parse("tfp/spike-zoo@1:window=41"),
          SETUP,
          null,
          0,
          new Latency(1, 0.5, 0.5, 0.5, Double.NaN),
          new Throughput(1, 2000),
          AT);

  @TempDir Path folder;

  private static Row row(Object... more) {
    Object[] all = new Object[more.length + 28];
    Object[] fixed = {
      "device",
      "gpu:1",
      "device_name",
      "NVIDIA H200",
      "engine",
      "OnnxRuntime 1.21.1",
      "height",
      480,
      "width",
      854,
      "precision",
      "float32",
      "threads",
      2,
      "planes",
      41L,
      "outputs",
      1,
      "padding",
      "mirror 0+2",
      "measured_at",
      Timestamp.from(AT),
      "run_id",
      "run-7",
      "committed_in",
      7L,
      "latency_ms",
      null
    };
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return SharedSpark.row(MethodCostsTable.TABLE, all);
  }

  @Test
  void storesEveryFigureAndKeepsOlderOnes() throws Exception {
    Lake lake = SharedSpark.lake(folder);
    try (JobContext context = SharedSpark.context(lake, 7)) {
      assertThat(new CostJob(context, List.of(NETWORK, CLOSED_FORM)).run())
          .isEqualTo(Map.of("method_costs", 2L));
    }
    assertThat(lake.read(MethodCostsTable.TABLE).collectAsList())
        .containsExactlyInAnyOrder(
            row(
                "method", "lrn/x@1:pack=0123456789ab",
                "parameters", 185_889L,
                "gmacs", 75.85,
                "peak_memory_mb", 360.0,
                "graph_height", 250,
                "graph_width", 400,
                "runs", 100,
                "latency_ms", 4.0,
                "latency_median_ms", 3.0,
                "latency_p95_ms", 9.0,
                "latency_stddev_ms", 2.5,
                "frames_per_second", 640.0,
                "batch", 16),
            row(
                "method",
                "tfp/spike-zoo@1:window=41",
                "parameters",
                0L,
                "runs",
                1,
                "latency_ms",
                0.5,
                "latency_median_ms",
                0.5,
                "latency_p95_ms",
                0.5,
                "frames_per_second",
                2000.0,
                "batch",
                1));
    try (JobContext context = SharedSpark.context(lake, 8)) {
      new CostJob(context, List.of(NETWORK)).run();
    }
    assertThat(lake.read(MethodCostsTable.TABLE).count()).isEqualTo(3);
  }
}
