package io.spikelake.cli;

import io.spikelake.jobs.ingest.IngestJob;
import io.spikelake.jobs.task.Equipment;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ingest}: fills recordings and quarantine. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists and probes recordings; fills the tables recordings and quarantine.")
final class IngestCommand implements Callable<Integer> {

  @Mixin InputOptions input;
  @Mixin LakeOption lake;

  @Override
  public Integer call() throws Exception {
    IngestJob.Config config = input.config();
    Map<String, Long> counts =
        LakeCommand.write(
            "ingest",
            lake.uri,
            Map.of("input", config.inputs(), "dataset", config.dataset().name()),
            Equipment.bundled(),
            (context, progress, done) ->
                done.putAll(new IngestJob(context, config).run().counts()));
    Summary.print(System.out, counts, lake.uri);
    return input.strict && counts.get("quarantined") > 0 ? SpikeLake.FAILURE : 0;
  }
}
