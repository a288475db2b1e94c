package io.spikelake.cli;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.djl.Methods;
import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Mode;
import io.spikelake.jobs.plan.WaveSize;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.jobs.task.Keep;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which methods run on which frames, and what is kept of them. */
final class MethodOptions {

  /** Named choices of key frames. */
  enum At {
    middle,
    key
  }

  @Option(
      names = "--methods",
      paramLabel = "ID",
      split = ",",
      defaultValue = "tfp,tfi,spikelake-lrn",
      description = {
        "methods, comma-separated: name[/variant][@version][:key=value]*; networks by the name of",
        "their pack",
        "default: ${DEFAULT-VALUE}"
      })
  List<String> methods;

  @Option(
      names = "--at",
      paramLabel = "WHERE",
      description = {
        "key frames: middle = planes div 2, key = every frame with a ground truth",
        "default: the rule of the data set"
      })
  At at;

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "first key frame of a regular grid, default with --stride: 0")
  Long first;

  @Option(
      names = "--stride",
      paramLabel = "N",
      description = "planes from one key frame of the grid to the next, default with --first: 1")
  Long stride;

  @Option(
      names = "--tone",
      paramLabel = "TONE",
      description = {
        "how a reconstruction becomes an image: none, rate=R, minmax, clip",
        "default: by method and data set"
      })
  String tone;

  @Option(
      names = "--keep",
      paramLabel = "WHAT",
      defaultValue = "both",
      description = {
        "images stored in frames: ${COMPLETION-CANDIDATES}, default: ${DEFAULT-VALUE}",
        "without raw, a metric added later must reconstruct again"
      })
  Keep keep;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "incremental",
      description = {
        "incremental: the frames that the lake does not have; overwrite: all, in the place of those",
        "that it has; extend: those of recordings that come with this run, default: ${DEFAULT-VALUE}"
      })
  Mode mode;

  @Option(
      names = "--wave-minutes",
      paramLabel = "N",
      defaultValue = "5",
      description = "time from commit to commit, which a kill may lose, default: ${DEFAULT-VALUE}")
  int waveMinutes;

  @Option(
      names = "--wave-mb",
      paramLabel = "N",
      defaultValue = "1024",
      description = "most images of a commit, 2^20 bytes, default: ${DEFAULT-VALUE}")
  int waveMegabytes;

  @Option(
      names = "--wave-shards",
      paramLabel = "N",
      description = "most shards of a commit, each some key frames of a recording, default: any")
  Long waveShards;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "number of tasks, default: by shards and cores; results do not depend on it")
  int partitions;

  private List<MethodPlan> plans(Methods all) {
    return methods.stream().map(typed -> MethodPlan.of(all, typed, tone)).distinct().toList();
  }

  ReconstructJob.Config config(Equipment equipment, List<String> metrics) {
    return config(plans(equipment.methods()), metrics, keyFrames());
  }

  /** With the methods, metrics and key frames of a protocol. */
  ReconstructJob.Config config(ProtocolOptions.Preset preset) {
    return config(preset.methods(), preset.metrics(), preset.scope().keyFrames());
  }

  private ReconstructJob.Config config(
      List<MethodPlan> plans, List<String> metrics, KeyFrameRule keyFrames) {
    return new ReconstructJob.Config(plans, metrics, keyFrames, keep, mode, waveSize(), partitions);
  }

  private WaveSize waveSize() {
    return new WaveSize(
        Duration.ofMinutes(waveMinutes),
        (long) waveMegabytes << 20,
        waveShards == null ? Long.MAX_VALUE : waveShards);
  }

  private KeyFrameRule keyFrames() {
    boolean grid = first != null || stride != null;
    if (grid && at != null) {
      throw new IllegalArgumentException("Give either --at or --first and --stride, not both");
    }
    if (grid) {
      return new KeyFrameRule.Grid(first == null ? 0 : first, stride == null ? 1 : stride);
    }
    if (at == null) {
      return null;
    }
    return at == At.middle ? KeyFrameRule.MIDDLE : KeyFrameRule.GROUND_TRUTH;
  }
}
