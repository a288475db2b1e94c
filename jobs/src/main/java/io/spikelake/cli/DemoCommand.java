package io.spikelake.cli;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DigestMode;
import io.spikelake.djl.Methods;
import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.ingest.IngestJob;
import io.spikelake.jobs.leaderboard.Parts;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Mode;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.plan.WaveSize;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.jobs.task.Keep;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.simulate.DemoArchive;
import io.spikelake.variant.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the main job on three simulated recordings. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Simulates three recordings with ground truth, runs every method and every metric that needs no"
          + " file of yours, and compares them."
    })
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "spikelake-demo",
      description = {
        "where recordings/, lake/ and report/leaderboard.md go, default: ${DEFAULT-VALUE}"
      })
  Path out;

  @Override
  public Integer call() throws Exception {
    Path recordings = out.resolve("recordings");
    System.err.println("spikelake: simulating three recordings into " + recordings);
    DemoArchive.write(recordings);
    Equipment equipment = Equipment.bundled();
    List<String> metrics = metrics(equipment.models());
    MainJob job =
        new MainJob(
            new IngestJob.Config(
                List.of(recordings.toString()),
                DatasetCatalogue.load("spike-reds"),
                DigestMode.SAMPLED),
            new ReconstructJob.Config(
                methods(equipment.methods()),
                metrics,
                null,
                Keep.BOTH,
                Mode.INCREMENTAL,
                WaveSize.DEFAULT,
                0),
            Scope.ALL,
            Parts.NONE,
            equipment);
    job.run("demo", out.resolve("lake").toString(), out.resolve("report"));
    return 0;
  }

  private static List<MethodPlan> methods(Methods methods) {
    return methods.all().stream().map(id -> MethodPlan.of(methods, id.toString(), null)).toList();
  }

  private static List<String> metrics(QualityModels models) {
    return QualityMetrics.registry().variants().stream()
        .map(Variant::defaultId)
        .filter(id -> QualityMetrics.isAvailable(id, models))
        .map(Object::toString)
        .toList();
  }
}
