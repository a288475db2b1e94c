package io.spikelake.benchmarks;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DigestMode;
import io.spikelake.djl.DeviceChoice;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.Progress;
import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.ScoreJob;
import io.spikelake.jobs.StoppedException;
import io.spikelake.jobs.ingest.IngestJob;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.RunLog;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Mode;
import io.spikelake.jobs.plan.WaveSize;
import io.spikelake.jobs.session.SparkSessions;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.jobs.task.Keep;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.quality.QualityModels;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * SpikeLake's side of {@link LoopComparison}: the jobs that {@code spikelake run} starts, one after
 * the other in an open session, on lakes that do not exist before. One network thread, batch 1.
 */
final class LakeLoop implements AutoCloseable {

  private static final String METHOD = "spikelake-lrn";
  private static final String DATASET = "spike-reds";

  private final Equipment equipment =
      new Equipment(
          QualityModels.bundled(),
          PackLibrary.bundled(),
          new NetworkOptions(DeviceChoice.parse("cpu"), 1, 1));
  private final SparkSession spark = SparkSessions.open("spikelake-loop");
  private final IngestJob.Config ingest;
  private final ReconstructJob.Config reconstruct;

  LakeLoop(LoopArchive archive) {
    ingest =
        new IngestJob.Config(
            List.of(archive.folder().toString()),
            DatasetCatalogue.load(DATASET),
            DigestMode.SAMPLED);
    reconstruct =
        new ReconstructJob.Config(
            List.of(MethodPlan.of(equipment.methods(), METHOD, null)),
            LoopAgreement.metrics().stream()
                .map(metric -> equipment.metrics().resolve(metric, equipment.models()).toString())
                .toList(),
            archive.keyFrames(),
            Keep.BOTH,
            Mode.INCREMENTAL,
            WaveSize.DEFAULT,
            0);
  }

  /** The network that both sides run. */
  static ModelPack pack() {
    return PackLibrary.bundled().matching(METHOD).get(0);
  }

  /** Complete ids. */
  List<String> metrics() {
    return reconstruct.metrics();
  }

  /**
   * Seconds that a run took.
   *
   * @param ingest listing the recordings and writing them into the lake
   * @param frames planning the frames, making, scoring and committing them, and committing scores
   */
  record Seconds(double ingest, double frames) {}

  /**
   * Makes all samples.
   *
   * @param folder of the lake; must not exist
   */
  Seconds run(Path folder) throws IOException, StoppedException {
    Lake lake = new Lake(spark, folder.toString());
    try (JobContext context =
        JobContext.of(lake, new RunLog(lake).begin("loop", "{}"), equipment)) {
      long start = System.nanoTime();
      Dataset<Row> recordings = new IngestJob(context, ingest).run().recordings();
      long ingested = System.nanoTime();
      new ReconstructJob(context, reconstruct).run(recordings, Progress.SILENT);
      new ScoreJob(context, new ScoreJob.Config(metrics(), List.of(DATASET), List.of())).run();
      return new Seconds((ingested - start) / 1e9, (System.nanoTime() - ingested) / 1e9);
    }
  }

  /** What a run has left in its lake. */
  Map<LoopSample, ScoredFrame> results(Path folder) throws IOException {
    Lake lake = new Lake(spark, folder.toString());
    Map<LoopSample, Map<String, Double>> scores = new HashMap<>();
    for (Row row : withPaths(lake, lake.scores())) {
      String metric = row.<String>getAs(Columns.METRIC).replaceFirst("/.*", "");
      scores
          .computeIfAbsent(sample(row), sample -> new HashMap<>())
          .put(metric, row.<Double>getAs(Columns.SCORE));
    }
    Map<LoopSample, ScoredFrame> frames = new HashMap<>();
    for (Row row : withPaths(lake, lake.frames())) {
      float[] pixels = RawFrame.decode(row.getAs(FramesTable.RAW)).pixels();
      frames.put(sample(row), new ScoredFrame(pixels, scores.get(sample(row))));
    }
    return frames;
  }

  private static List<Row> withPaths(Lake lake, Dataset<Row> rows) {
    return rows.join(
            lake.read(RecordingsTable.TABLE).select(Columns.RECORDING_ID, RecordingsTable.PATH),
            Columns.RECORDING_ID)
        .collectAsList();
  }

  private static LoopSample sample(Row row) {
    return new LoopSample(row.getAs(RecordingsTable.PATH), row.<Long>getAs(Columns.KEY_FRAME));
  }

  @Override
  public void close() {
    spark.stop();
  }
}
