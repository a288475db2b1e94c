package io.spikelake.benchmarks;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every contender of every kernel in a virtual machine of its own, those of one kernel right
 * after each other, and writes the figures.
 *
 * <p>{@code benchmarks/run [--quick] [KERNEL]...}; all kernels without names. The table goes to
 * standard output and, if all kernels took part in a full run, into {@link ResultsFile}; JMH's
 * figures go to {@code benchmarks/target/results.json}.
 */
public final class Report {

  private Report() {}

  public static void main(String[] arguments) throws IOException, RunnerException {
    List<String> names = new ArrayList<>(Arrays.asList(arguments));
    boolean quick = names.remove("--quick");
    Path module = Path.of(System.getProperty("spikelake.root"), "benchmarks");
    List<Row> rows = new ArrayList<>();
    List<RunResult> results = new ArrayList<>();
    try (BenchRecording recording = Workloads.recording()) {
      List<Kernel> kernels = Workloads.of(recording);
      requireKnown(names, kernels);
      for (Kernel kernel : kernels) {
        if (names.isEmpty() || names.contains(kernel.name())) {
          Map<Contender, RunResult> runs = run(kernel, recording, quick);
          results.addAll(runs.values());
          rows.add(Row.of(kernel, runs));
        }
      }
    }
    try (PrintStream json = print(module.resolve("target/results.json"))) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
    }
    String table = ResultTable.markdown(rows);
    System.out.print(table);
    if (names.isEmpty() && !quick) {
      ResultsFile.put(ResultsFile.KERNELS, table);
    }
  }

  private static PrintStream print(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
  }

  private static void requireKnown(List<String> names, List<Kernel> kernels) {
    List<String> known = kernels.stream().map(Kernel::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown kernel '%s'; there are '%s'".formatted(name, String.join("', '", known)));
      }
    }
  }

  private static Map<Contender, RunResult> run(
      Kernel kernel, BenchRecording recording, boolean quick) throws IOException, RunnerException {
    Map<Contender, RunResult> results = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      if (contender.work(kernel, recording).isPresent()) {
        System.err.printf("%s, %s%n", kernel.name(), contender);
        results.put(contender, new Runner(options(kernel, contender, quick)).runSingle());
      }
    }
    return results;
  }

  private static Options options(Kernel kernel, Contender contender, boolean quick) {
    List<String> flags = new ArrayList<>(contender.flags());
    flags.add("-Dspikelake.root=" + System.getProperty("spikelake.root"));
    flags.add("-Xmx2g");
    return new OptionsBuilder()
        .include(KernelBenchmark.class.getName())
        .param("kernel", kernel.name())
        .param("contender", contender.name())
        .jvmArgs(flags.toArray(String[]::new))
        .forks(1)
        .warmupIterations(quick ? 1 : 3)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(quick ? 1 : 3)
        .measurementTime(TimeValue.seconds(1))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}
