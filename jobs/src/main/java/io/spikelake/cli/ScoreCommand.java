package io.spikelake.cli;

import io.spikelake.jobs.ScoreJob;
import io.spikelake.jobs.session.Workload;
import io.spikelake.jobs.task.Equipment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code score}: fills scores, or scores pictures without a lake. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills the lake's table scores: results that frames carry, then metrics that are missing.",
      "With --images it scores picture files of any tool instead, without a lake and without Spark."
    })
final class ScoreCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin DatasetFilter datasets;
  @Mixin MetricOptions metrics;
  @Mixin EquipmentOptions equipment;
  @Mixin ImageOptions images;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Equipment tools = equipment.loadAll();
    if (images.given()) {
      return ScoreImages.run(
          images,
          metrics.typed(),
          tools.models(),
          spec.commandLine().getOut(),
          spec.commandLine().getErr());
    }
    return scoreLake(tools);
  }

  private int scoreLake(Equipment tools) throws Exception {
    List<String> ids = metrics.ids(tools);
    ScoreJob.Config config = new ScoreJob.Config(ids, datasets.names, List.of());
    Map<String, Long> counts =
        LakeCommand.write(
            "score",
            lake.uri,
            Map.of("metrics", ids, "dataset", datasets.names, "models", tools.models().digests()),
            tools,
            Workload.of(tools.networksAmong(List.of(), ids), tools.networks()),
            (context, progress, done) -> done.putAll(new ScoreJob(context, config).run()));
    Summary.print(System.out, counts, lake.uri);
    return 0;
  }
}
