package io.spikelake.benchmarks;

import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One kernel, or one of those that it is compared with. {@link Report} runs it: benchmarks/run. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {

  /** Its name; {@link Report} gives all of them in turn. */
  @Param("tfp")
  public String kernel;

  @Param public Contender contender;

  private BenchRecording recording;
  private Kernel.Work work;

  @Setup
  public void prepare() throws IOException {
    recording = Workloads.recording();
    Kernel measured =
        Workloads.of(recording).stream()
            .filter(candidate -> candidate.name().equals(kernel))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No kernel is named " + kernel));
    work = contender.work(measured, recording).orElseThrow();
  }

  @TearDown
  public void close() throws IOException {
    recording.close();
  }

  @Benchmark
  public Object run() throws IOException {
    return work.run();
  }
}
