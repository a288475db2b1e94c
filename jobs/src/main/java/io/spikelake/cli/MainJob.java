package io.spikelake.cli;

import io.spikelake.jobs.DryRun;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.LeaderboardJob;
import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.ScoreJob;
import io.spikelake.jobs.ingest.IngestJob;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.leaderboard.Parts;
import io.spikelake.jobs.leaderboard.ReportSource;
import io.spikelake.jobs.leaderboard.SamplePolicy;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.session.Workload;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.schemas.RecordingsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The main job as {@code run} and {@code demo} start it: ingest, reconstruct, score, leaderboard,
 * and the table on standard output.
 */
record MainJob(
    IngestJob.Config ingest,
    ReconstructJob.Config reconstruct,
    Scope scope,
    Parts parts,
    Equipment equipment) {

  /**
   * @param report folder for the report, or null for none
   * @return what was done
   */
  Map<String, Long> run(String command, String lake, Path report) throws Exception {
    List<ReportContent> content = new ArrayList<>();
    Map<String, Long> counts =
        LakeCommand.write(
            command,
            lake,
            record(),
            equipment,
            Workload.of(
                equipment.networksAmong(methodIds(), reconstruct.metrics()), equipment.networks()),
            (context, progress, done) -> {
              IngestJob.Result ingested = new IngestJob(context, ingest).run();
              done.putAll(ingested.counts());
              done.putAll(
                  new ReconstructJob(context, reconstruct).run(inScope(ingested), progress));
              done.putAll(new ScoreJob(context, score()).run());
              List<Row> rows = new LeaderboardJob(context, leaderboard()).run();
              List<ComparativeTable> tables = Summary.tables(rows, reconstruct.metrics());
              content.add(
                  report == null || tables.isEmpty()
                      ? ReportContent.of(tables)
                      : ReportSource.of(context.lake(), tables));
            });
    Summary.print(System.out, content.get(0).tables());
    Summary.print(System.out, counts, lake);
    if (report != null) {
      System.out.println("report " + Summary.writeReport(report, content.get(0)));
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
                new DryRun(context).steps(inScope(found), reconstruct, score());
            int tasks = lake.spark().sparkContext().defaultParallelism();
            DryRunReport.print(System.out, found.counts(), steps, tasks);
          }
        });
  }

  private ScoreJob.Config score() {
    return new ScoreJob.Config(
        reconstruct.metrics(), List.of(ingest.dataset().name()), methodIds(), scope);
  }

  private Leaderboard.Config leaderboard() {
    return new Leaderboard.Config(
        List.of(ingest.dataset().name()),
        methodIds(),
        reconstruct.metrics(),
        SamplePolicy.COMMON,
        parts,
        scope,
        Leaderboard.Config.REPLICATES,
        Leaderboard.Config.SEED);
  }

  private Dataset<Row> inScope(IngestJob.Result found) {
    if (scope.equals(Scope.ALL)) {
      return found.recordings();
    }
    Dataset<Row> recordings = scope.recordings(found.recordings());
    if (recordings.isEmpty()) {
      List<String> splits =
          found.recordings().select(RecordingsTable.SPLIT).distinct().collectAsList().stream()
              .map(row -> String.valueOf(row.getString(0)))
              .sorted()
              .toList();
      throw new IllegalArgumentException(
          "No recording of %s is of split %s%s; there are splits %s"
              .formatted(
                  ingest.dataset().name(),
                  scope.split(),
                  scope.crop() == null ? "" : " and scored on " + scope.crop(),
                  splits));
    }
    return recordings;
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
    config.put("protocol", String.valueOf(scope.protocol()));
    config.put("split", String.valueOf(scope.split()));
    config.put("key-frames", String.valueOf(reconstruct.keyFrames()));
    config.put("models", equipment.models().digests());
    return config;
  }
}
