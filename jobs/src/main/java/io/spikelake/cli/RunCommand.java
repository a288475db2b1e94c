package io.spikelake.cli;

import io.spikelake.jobs.leaderboard.Parts;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.protocol.Protocol;
import io.spikelake.jobs.task.Equipment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: ingest, reconstruct, score, leaderboard. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Ingests recordings, makes and scores the frames that are missing, compares the methods.")
final class RunCommand implements Callable<Integer> {

  @Mixin InputOptions input;
  @Mixin LakeOption lake;
  @Mixin MethodOptions methods;
  @Mixin MetricOptions metrics;
  @Mixin SplitOption split;
  @Mixin ProtocolOptions protocol;
  @Mixin EquipmentOptions equipment;

  @Mixin ReportOption report;

  @Option(
      names = "--dry-run",
      description = "print what would be done and about how long it would take; write nothing")
  boolean dryRun;

  @Override
  public Integer call() throws Exception {
    MainJob job = protocol.wanted() ? byProtocol() : asTyped();
    if (dryRun) {
      job.dryRun(lake.uri);
      return 0;
    }
    Map<String, Long> counts = job.run("run", lake.uri, report.folder);
    boolean trouble =
        counts.getOrDefault("quarantined", 0L) > 0 || counts.getOrDefault("frames_failed", 0L) > 0;
    return input.strict && trouble ? SpikeLake.FAILURE : 0;
  }

  private MainJob asTyped() throws IOException {
    Equipment tools = equipment.load(methods.methods, metrics.typed());
    return new MainJob(
        input.config(),
        methods.config(tools, metrics.ids(tools)),
        Scope.ofSplit(split.name),
        Parts.NONE,
        tools);
  }

  private MainJob byProtocol() throws IOException {
    Protocol asked = protocol.load(List.of(input.dataset.name));
    Equipment tools = equipment.load(ProtocolOptions.methods(asked), asked.metrics());
    ProtocolOptions.Preset preset = protocol.preset(asked, tools);
    return new MainJob(
        input.config(), methods.config(preset), preset.scope(), preset.parts(), tools);
  }
}
