package io.spikelake.cli;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.DeviceChoice;
import io.spikelake.djl.Methods;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.jobs.cost.CostBench;
import io.spikelake.jobs.cost.CostJob;
import io.spikelake.jobs.cost.MethodCost;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.pack.PackLibrary;
import io.spikelake.quality.QualityModels;
import io.spikelake.secrets.Secrets;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench methods}: what methods cost, without Spark unless the figures go to a lake. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what methods cost, one after the other, on simulated spikes.",
      "",
      "Parameters, GMAC and memory are counted from the graph of a network when it is packed."
          + " GMAC are multiply-accumulates / 10^9, which papers print as FLOPs. Memory is weights"
          + " and the largest set of live activations. Where frames have another size than at"
          + " packing, GMAC and activations are scaled by the padded area, and 'graph' says from"
          + " which size.",
      "",
      "Latency is the mean of single frames after a warm-up, from packed planes in memory to the"
          + " frame in memory, when the device has finished: making tensors and copying them to"
          + " the device and back are part of it. Beside it stand median, 95th percentile and"
          + " standard deviation, and what it depends on: device, engine, size, precision, threads,"
          + " planes and padding. Closed-form methods run on one thread of the CPU.",
      "",
      "Throughput is that of the best batch of 1, 2, 4, ... frames, while memory and time allow."
    })
final class BenchMethodsCommand implements Callable<Integer> {

  private static final double MOST_SECONDS = 86_400;

  @Spec CommandSpec spec;

  @Option(
      names = "--methods",
      paramLabel = "ID",
      split = ",",
      description = {
        "methods, comma-separated: name[/variant][@version][:key=value]*; networks by the name of",
        "their pack; default: all"
      })
  List<String> typed = List.of();

  @Mixin PackOptions packs;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = {
        "what networks run on: auto (a GPU where there is one), cpu, gpu, or gpu:N",
        "default: ${DEFAULT-VALUE}"
      })
  String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "threads of a network on the CPU, default: ${DEFAULT-VALUE}")
  int threads;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      defaultValue = "250x400",
      converter = FrameSize.Converter.class,
      description = {
        "rows and columns of the frames; networks of a fixed size have theirs",
        "default: ${DEFAULT-VALUE}"
      })
  FrameSize size;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "100",
      description = "frames that the latency is the mean of, default: ${DEFAULT-VALUE}")
  int runs;

  @Option(
      names = "--sweep-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "time to look for the best batch of each method, default: ${DEFAULT-VALUE}; batches of"
              + " one frame are measured in any case")
  double sweepSeconds;

  @Option(
      names = "--largest-batch",
      paramLabel = "N",
      defaultValue = "256",
      description = "largest batch that is tried, default: ${DEFAULT-VALUE}")
  int largestBatch;

  @Option(
      names = "--lake",
      paramLabel = "URI",
      description = {
        "also add the figures to the table method_costs of this lake, from where leaderboards take",
        "them; starts Spark when everything has been measured"
      })
  String lake;

  @Mixin FormatOption output;

  @Override
  public Integer call() throws Exception {
    requireSensible();
    DeviceChoice choice = DeviceChoice.parse(device);
    PackLibrary library = typed.isEmpty() ? packs.load() : packs.load(typed);
    Methods methods = Methods.of(library);
    ComputeDevice computing = choice.choose(Optional.empty(), DeviceChoice.visibleGpus(), 0);
    CostBench bench =
        new CostBench(
            methods,
            new NetworkSettings(computing, 1, threads),
            new CostBench.Options(
                size.height(), size.width(), runs, (long) (sweepSeconds * 1e9), largestBatch),
            System::nanoTime);
    List<MethodCost> costs = measure(selected(methods), bench::measure);
    CostReport.print(costs, output.format, spec.commandLine().getOut());
    if (lake != null) {
      store(costs, new Equipment(QualityModels.bundled(), library, networks(choice)));
    }
    return 0;
  }

  private void requireSensible() {
    if (!(sweepSeconds > 0) || sweepSeconds > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "--sweep-seconds %s: expected a positive number, at most a day".formatted(sweepSeconds));
    }
    if (runs < 1) {
      throw new IllegalArgumentException("--runs %d: expected a number from 1".formatted(runs));
    }
    if (largestBatch < 1) {
      throw new IllegalArgumentException(
          "--largest-batch %d: expected a number from 1".formatted(largestBatch));
    }
  }

  /** Measures one method. */
  @FunctionalInterface
  interface Measuring {
    MethodCost measure(VariantId method) throws IOException;
  }

  List<VariantId> selected(Methods methods) {
    return typed.isEmpty()
        ? methods.all()
        : typed.stream().map(methods::resolve).distinct().toList();
  }

  List<MethodCost> measure(List<VariantId> methods, Measuring bench) throws IOException {
    List<MethodCost> costs = new ArrayList<>();
    for (VariantId method : methods) {
      progress("%d / %d %s".formatted(costs.size() + 1, methods.size(), method));
      try {
        costs.add(bench.measure(method));
      } catch (IllegalArgumentException | IllegalStateException e) {
        // Of all methods, one may not fit; one that was asked for must.
        if (!typed.isEmpty()) {
          throw e;
        }
        progress("");
        spec.commandLine()
            .getErr()
            .printf(
                "spikelake: WARNING: %s is left out: %s%n",
                method, Secrets.redacted(e.getMessage()));
      }
    }
    progress("");
    return costs;
  }

  private void progress(String text) {
    if (Terminal.err()) {
      spec.commandLine().getErr().printf("\r%s\u001b[K", text);
      spec.commandLine().getErr().flush();
    }
  }

  private NetworkOptions networks(DeviceChoice choice) {
    return new NetworkOptions(choice, 0, threads);
  }

  private void store(List<MethodCost> costs, Equipment equipment) throws Exception {
    LakeCommand.write(
        "bench methods",
        lake,
        Map.of(
            "methods",
            costs.stream().map(cost -> cost.method().toString()).toList(),
            "device",
            device,
            "threads",
            threads,
            "size",
            size.toString(),
            "runs",
            runs),
        equipment,
        (context, progress, done) -> done.putAll(new CostJob(context, costs).run()));
  }
}
