package io.spikelake.cli;

import io.spikelake.jobs.DryRun;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.Leaderboard;
import io.spikelake.jobs.LeaderboardJob;
import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.ScoreJob;
import io.spikelake.jobs.ingest.IngestJob;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.task.Equipment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The main job as {@code run} and {@code demo} start it: ingest, reconstruct, score, leaderboard,
 * and the table on standard output.
 */
record MainJob(IngestJob.Config ingest, ReconstructJob.Config reconstruct, Equipment equipment) {

  /**
   * @param report folder for {@code leaderboard.md}, or null for none
   * @return what was done
   */
  Map<String, Long> run(String command, String lake, Path report) throws Exception {
    List<Row> rows = new ArrayList<>();
    Map<String, Long> counts =
        LakeCommand.write(
            command,
            lake,
            record(),
            equipment,
            (context, progress, done) -> {
              IngestJob.Result ingested = new IngestJob(context, ingest).run();
              done.putAll(ingested.counts());
              done.putAll(
                  new ReconstructJob(context, reconstruct).run(ingested.recordings(), progress));
              done.putAll(new ScoreJob(context, score()).run());
              rows.addAll(new LeaderboardJob(context, leaderboard()).run());
            });
    List<ComparativeTable> tables = Summary.tables(rows, reconstruct.metrics());
    Summary.print(System.out, tables);
    Summary.print(System.out, counts, lake);
    if (report != null) {
      System.out.println("report " + Summary.writeReport(report, tables));
    }
    return counts;
  }

  /** Prints what {@link #run} would do and what it would cost, and does none of it. */
  void dryRun(String lakeUri) throws Exception {
    LakeCommand.read(
        lakeUri,
        lake -> {
          Run none = new Run("dry-run", Long.MAX_VALUE);
          try (JobContext context = JobContext.of(lake, none, equipment)) {
            IngestJob.Result found = new IngestJob(context, ingest).preview();
            List<DryRun.Step> steps =
                new DryRun(context).steps(found.recordings(), reconstruct, score());
            int tasks = lake.spark().sparkContext().defaultParallelism();
            DryRunReport.print(System.out, found.counts(), steps, tasks);
          }
        });
  }

  private ScoreJob.Config score() {
    return new ScoreJob.Config(
        reconstruct.metrics(), List.of(ingest.dataset().name()), methodIds());
  }

  private Leaderboard.Config leaderboard() {
    return new Leaderboard.Config(
        List.of(ingest.dataset().name()), methodIds(), reconstruct.metrics());
  }

  private List<String> methodIds() {
    return reconstruct.methods().stream().map(MethodPlan::method).toList();
  }

  /** The resolved configuration, for the table of runs. */
  private Map<String, Object> record() {
    Map<String, Object> config = new TreeMap<>();
    config.put("input", ingest.inputs());
    config.put("dataset", ingest.dataset().name());
    config.put("methods", methodIds());
    config.put("metrics", reconstruct.metrics());
    config.put("keep", reconstruct.keep().id());
    config.put("mode", reconstruct.mode().id());
    config.put("device", equipment.networks().device().toString());
    config.put("key-frames", String.valueOf(reconstruct.keyFrames()));
    config.put("models", equipment.models().digests());
    return config;
  }
}
