package io.spikelake.cli;

import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.session.Workload;
import io.spikelake.jobs.task.Equipment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reconstruct}: fills frames. */
@Command(
    name = "reconstruct",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the frames that are missing of the lake's recordings; fills the table frames.",
      "Metrics are computed along with the frames; 'score' brings them into the table scores."
    })
final class ReconstructCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin DatasetFilter datasets;
  @Mixin MethodOptions methods;
  @Mixin MetricOptions metrics;
  @Mixin EquipmentOptions equipment;

  @Override
  public Integer call() throws Exception {
    Equipment tools = equipment.load(methods.methods, metrics.typed());
    ReconstructJob.Config config = methods.config(tools, metrics.ids(tools));
    List<String> ids = config.methods().stream().map(MethodPlan::method).toList();
    Map<String, Long> counts =
        LakeCommand.write(
            "reconstruct",
            lake.uri,
            Map.of(
                "methods", ids,
                "metrics", config.metrics(),
                "keep", config.keep().id(),
                "key-frames", String.valueOf(config.keyFrames()),
                "models", tools.models().digests(),
                "device", tools.networks().device().toString()),
            tools,
            Workload.of(tools.networksAmong(ids, config.metrics()), tools.networks()),
            (context, progress, done) ->
                done.putAll(
                    new ReconstructJob(context, config)
                        .run(context.lake().currentRecordings(datasets.names), progress)));
    Summary.print(System.out, counts, lake.uri);
    return 0;
  }
}
