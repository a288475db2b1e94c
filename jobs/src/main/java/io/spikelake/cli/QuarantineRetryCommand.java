package io.spikelake.cli;

import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Mode;
import io.spikelake.jobs.plan.WaveSize;
import io.spikelake.jobs.session.Workload;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.jobs.task.Keep;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarantine retry}. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the frames again that failed, whatever the reason was, and scores them.",
      "Recordings that were refused need no such command: every 'run' over their folder looks at them"
          + " again."
    })
final class QuarantineRetryCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin DatasetFilter datasets;
  @Mixin ReasonOption reason;
  @Mixin MetricOptions metrics;
  @Mixin EquipmentOptions equipment;

  @Option(
      names = "--keep",
      paramLabel = "WHAT",
      defaultValue = "both",
      description = "images stored in frames: ${COMPLETION-CANDIDATES}, default: ${DEFAULT-VALUE}")
  Keep keep;

  @Override
  public Integer call() throws Exception {
    Equipment tools = equipment.loadAll();
    List<String> ids = metrics.ids(tools);
    Map<String, Long> counts =
        LakeCommand.write(
            "quarantine retry",
            lake.uri,
            Map.of("reason", reason.codes, "dataset", datasets.names, "metrics", ids),
            tools,
            Workload.UNKNOWN,
            (context, progress, done) -> {
              List<MethodPlan> methods =
                  FramePlan.methods(FramePlan.failed(context.lake().frames(), reason.codes))
                      .stream()
                      .map(method -> MethodPlan.of(tools.methods(), method, null))
                      .toList();
              ReconstructJob job =
                  new ReconstructJob(
                      context,
                      new ReconstructJob.Config(
                          methods, ids, null, keep, Mode.INCREMENTAL, WaveSize.DEFAULT, 0));
              done.putAll(
                  job.retry(
                      context.lake().currentRecordings(datasets.names), reason.codes, progress));
            });
    Summary.print(System.out, counts, lake.uri);
    return counts.getOrDefault("frames_failed", 0L) > 0 ? SpikeLake.FAILURE : 0;
  }
}
