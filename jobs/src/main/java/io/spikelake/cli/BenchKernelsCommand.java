package io.spikelake.cli;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Figures;
import io.spikelake.bench.Kernel;
import io.spikelake.bench.Kernels;
import io.spikelake.bench.Machine;
import io.spikelake.bench.Stopwatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench kernels}: times everything that a job spends its processor on, without Spark. */
@Command(
    name = "kernels",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Times reading, methods, metrics and encoding on one core, on a simulated recording of 301"
          + " planes, 250 rows and 400 columns: the median of many short samples.",
      "",
      "MB/s are those of the input: packed planes for methods, pixels in single precision for"
          + " metrics and encoding. The rival is something simpler on the same input: a plain copy"
          + " of the bytes, making dense output frame by frame, or the class library's PNG;"
          + " 'times' says how much faster than it the kernel is.",
      "",
      "SPIKELAKE_JAVA_OPTS=-Dspikelake.simd=off shows what the machine does without the Vector API."
    })
final class BenchKernelsCommand implements Callable<Integer> {

  private static final int HEIGHT = 250;
  private static final int WIDTH = 400;

  private static final List<String> COLUMNS =
      List.of(
          "kernel",
          "us_per_frame",
          "frames_per_s",
          "mb_per_s",
          "rival",
          "rival_us",
          "times",
          "processors",
          "java",
          "vector_api");

  /** Columns of the table; the rest is the same for all and stands above it. */
  private static final int SHOWN = 7;

  @Spec CommandSpec spec;

  @Mixin ModelOptions models;

  @Mixin FormatOption output;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "120",
      description =
          "time for all of it, shared evenly, default: ${DEFAULT-VALUE}; less gives less steady"
              + " figures")
  double seconds;

  @Override
  public Integer call() throws IOException {
    if (!(seconds > 0) || seconds > 86_400) {
      throw new IllegalArgumentException(
          "--seconds %s: expected a positive number, at most a day".formatted(seconds));
    }
    try (BenchRecording recording = BenchRecording.simulate(HEIGHT, WIDTH)) {
      print(measure(Kernels.of(recording, models.load())));
    }
    return 0;
  }

  private List<Figures> measure(List<Kernel> kernels) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    long nanosEach = (long) (seconds * 1e9 / kernels.size());
    List<Figures> all = new ArrayList<>();
    for (Kernel kernel : kernels) {
      if (Terminal.err()) {
        err.printf("\r%d / %d %s\u001b[K", all.size() + 1, kernels.size(), kernel.name());
        err.flush();
      }
      all.add(Figures.measure(kernel, stopwatch, nanosEach));
    }
    if (Terminal.err()) {
      err.print("\r\u001b[K");
      err.flush();
    }
    return all;
  }

  private void print(List<Figures> all) {
    PrintWriter out = spec.commandLine().getOut();
    Machine machine = Machine.thisOne();
    if (output.format == PlainFormat.TABLE) {
      out.printf("%s%n%n", machine);
      List<List<String>> rows =
          all.stream()
              .map(figures -> row(figures).stream().map(BenchKernelsCommand::shown).toList())
              .toList();
      output.format.print(COLUMNS.subList(0, SHOWN), rows, out);
      return;
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Figures figures : all) {
      List<Object> row = new ArrayList<>(row(figures));
      row.addAll(List.of(machine.processors(), machine.java(), machine.vectorApi()));
      rows.add(row);
    }
    output.format.print(COLUMNS, rows, out);
  }

  private static List<Object> row(Figures figures) {
    Kernel.Rival rival = figures.kernel().rival();
    return List.of(
        figures.kernel().name(),
        figures.micros(),
        figures.framesPerSecond(),
        figures.megabytesPerSecond(),
        rival == null ? "" : rival.name(),
        figures.rivalMicros(),
        figures.timesTheRival());
  }

  /** Three digits are what a measurement is worth. */
  private static String shown(Object value) {
    if (!(value instanceof Double number)) {
      return value.toString();
    }
    if (!Double.isFinite(number)) {
      return "";
    }
    int digits = number < 10 ? 2 : number < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }
}
