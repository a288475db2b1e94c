package io.spikelake.cli;

import io.spikelake.bench.Latency;
import io.spikelake.jobs.cost.MethodCost;
import io.spikelake.jobs.cost.MethodCost.Setup;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measured costs as {@code bench methods} prints them. */
final class CostReport {

  private static final List<String> COLUMNS =
      List.of(
          "method",
          "params_m",
          "gmac",
          "memory_mb",
          "graph",
          "latency_ms",
          "median",
          "p95",
          "stddev",
          "frames_per_s",
          "batch",
          "device",
          "threads",
          "size",
          "planes",
          "padding");

  private CostReport() {}

  /** Prints all columns of {@code method_costs}, or for people those that fit a screen. */
  static void print(List<MethodCost> costs, PlainFormat format, PrintWriter out) {
    if (format != PlainFormat.TABLE) {
      List<String> columns =
          costs.isEmpty() ? List.of() : List.copyOf(costs.get(0).values().keySet());
      format.print(
          columns,
          costs.stream().map(cost -> new ArrayList<>(cost.values().values())).toList(),
          out);
      return;
    }
    format.print(COLUMNS, costs.stream().map(CostReport::row).toList(), out);
    out.printf("%n");
    engines(costs).forEach(line -> out.printf("%s%n", line));
    if (!costs.isEmpty()) {
      Latency first = costs.get(0).latency();
      out.printf(
          "latency: mean of %d runs of one frame, %s, from packed planes to the frame in memory%n",
          first.runs(), costs.get(0).setup().precision());
    }
    out.flush();
  }

  /** What stands behind the devices of the table. */
  private static List<String> engines(List<MethodCost> costs) {
    return costs.stream()
        .map(MethodCost::setup)
        .map(setup -> "%s: %s, %s".formatted(setup.device(), setup.deviceName(), setup.engine()))
        .distinct()
        .collect(Collectors.toList());
  }

  private static List<String> row(MethodCost cost) {
    Setup setup = cost.setup();
    Latency latency = cost.latency();
    MethodCost.Graph graph = cost.graph();
    return List.of(
        cost.method().toString(),
        cost.parameters() == 0 ? "-" : number("%.3f", cost.parameters() / 1e6),
        graph == null ? "-" : number("%.3f", graph.here().gmacs()),
        graph == null ? "-" : number("%.1f", graph.here().peakMemoryMb()),
        graph == null ? "-" : graph.counted().height() + "x" + graph.counted().width(),
        shown(latency.mean()),
        shown(latency.median()),
        shown(latency.p95()),
        shown(latency.deviation()),
        shown(cost.best().framesPerSecond()),
        Integer.toString(cost.best().batch()),
        setup.device(),
        Integer.toString(setup.threads()),
        setup.height() + "x" + setup.width(),
        Long.toString(setup.planes()),
        setup.padding());
  }

  /** Three digits are what a measurement is worth. */
  private static String shown(double value) {
    return number(value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }
}
