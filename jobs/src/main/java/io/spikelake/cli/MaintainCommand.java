package io.spikelake.cli;

import io.spikelake.jobs.maintain.MaintainJob;
import io.spikelake.jobs.task.Equipment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maintain}: upkeep of a lake. */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Removes rows of work that was never completed, joins small files, and deletes files that no"
          + " table needs any more.",
      "What counts stays as it is: the digest of the lake is the same before and after, unless"
          + " --drop-methods takes methods away. Other commands may run meanwhile."
    })
final class MaintainCommand implements Callable<Integer> {

  @Mixin LakeOption lake;

  @Option(
      names = "--purge",
      description = {
        "also remove frames and scores that newer or better ones supersede, as after --mode overwrite,",
        "and selections of images in whose place newer ones of the same name have come;",
        "then --as-of an earlier run lacks them"
      })
  boolean purge;

  @Option(
      names = "--drop-methods",
      paramLabel = "KEY",
      split = ",",
      description =
          "also remove all frames and scores of these methods: complete keys, as status shows them")
  List<String> drop = List.of();

  @Option(
      names = "--retain-hours",
      paramLabel = "N",
      defaultValue = "168",
      description = {
        "files that were needed within this time stay, for readers and runs in progress",
        "default: ${DEFAULT-VALUE}; less is refused while spark.databricks.delta"
            + ".retentionDurationCheck.enabled is true"
      })
  long retainHours;

  @Override
  public Integer call() throws Exception {
    if (retainHours < 0) {
      throw new IllegalArgumentException(
          "--retain-hours is %d, expected 0 or more".formatted(retainHours));
    }
    MaintainJob.Config config = new MaintainJob.Config(purge, drop, Duration.ofHours(retainHours));
    Map<String, Long> counts =
        LakeCommand.write(
            "maintain",
            lake.uri,
            Map.of("purge", purge, "drop", drop, "retain-hours", retainHours),
            Equipment.bundled(),
            (context, progress, done) -> done.putAll(new MaintainJob(context, config).run()));
    Summary.print(System.out, counts, lake.uri);
    return 0;
  }
}
