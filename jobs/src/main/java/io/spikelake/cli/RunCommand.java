package io.spikelake.cli;

import io.spikelake.jobs.task.Equipment;
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
  @Mixin EquipmentOptions equipment;

  @Mixin ReportOption report;

  @Option(
      names = "--dry-run",
      description = "print what would be done and about how long it would take; write nothing")
  boolean dryRun;

  @Override
  public Integer call() throws Exception {
    Equipment tools = equipment.load(methods.methods, metrics.typed());
    MainJob job = new MainJob(input.config(), methods.config(tools, metrics.ids(tools)), tools);
    if (dryRun) {
      job.dryRun(lake.uri);
      return 0;
    }
    Map<String, Long> counts = job.run("run", lake.uri, report.folder);
    boolean trouble =
        counts.getOrDefault("quarantined", 0L) > 0 || counts.getOrDefault("frames_failed", 0L) > 0;
    return input.strict && trouble ? SpikeLake.FAILURE : 0;
  }
}
