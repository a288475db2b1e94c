package io.spikelake.jobs.sizing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.jobs.cost.SeenRun;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.MethodCostsTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * What a lake knows of costs: the measurements of {@code bench methods}, and what its own frames
 * took.
 *
 * <p>On cores the lake's frames count before measurements, because they were made as those to come
 * will be. On GPUs measurements alone count: the time that a frame of a run took includes waiting
 * for frames of other tasks. Costs of frames of another size are taken by the pixel.
 */
public final class LakeCosts {

  private static final String GPU = ComputeDevice.gpu(0).toString().replaceAll("\\d+$", "");

  private final List<Measurement> measurements;
  private final Map<String, Seen> seen;
  private final Optional<SeenRun> newest;
  private final Optional<SeenRun> idle;
  private final SeenRun.Images images;

  /** A row of {@code method_costs}. */
  record Measurement(
      String method,
      String device,
      String deviceName,
      int height,
      int width,
      int threads,
      double framesPerSecond,
      int batch,
      long sequence) {

    boolean onGpu() {
      return device.startsWith(GPU);
    }

    long pixels() {
      return (long) height * width;
    }

    private FrameCost scaled(double toPixels) {
      int occupied = onGpu() ? 1 : threads;
      return new FrameCost(
          occupied / framesPerSecond * toPixels / pixels(),
          "bench methods in run %d: %s (%s), %dx%d, batch %d"
              .formatted(sequence, device, deviceName, height, width, batch));
    }
  }

  /** Frames of a method that were made on cores. */
  record Seen(double secondsPerPixel, long frames) {}

  LakeCosts(
      List<Measurement> measurements,
      Map<String, Seen> seen,
      Optional<SeenRun> newest,
      Optional<SeenRun> idle,
      SeenRun.Images images) {
    this.measurements = List.copyOf(measurements);
    this.seen = Map.copyOf(seen);
    this.newest = newest;
    this.idle = idle;
    this.images = images;
  }

  /** Reads narrow columns of the lake's tables. */
  public static LakeCosts of(Lake lake) {
    Optional<SeenRun> newest = SeenRun.newest(lake);
    return new LakeCosts(
        measurements(lake),
        seen(lake),
        newest,
        SeenRun.newestIdle(lake),
        newest.map(run -> run.images(lake)).orElse(new SeenRun.Images(0, 0)));
  }

  private static List<Measurement> measurements(Lake lake) {
    return lake
        .read(MethodCostsTable.TABLE)
        .select(
            Columns.METHOD,
            MethodCostsTable.DEVICE,
            MethodCostsTable.DEVICE_NAME,
            MethodCostsTable.HEIGHT,
            MethodCostsTable.WIDTH,
            MethodCostsTable.THREADS,
            MethodCostsTable.FRAMES_PER_SECOND,
            MethodCostsTable.BATCH,
            Columns.COMMITTED_IN)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Measurement(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getDouble(6),
                    row.getInt(7),
                    row.getLong(8)))
        .toList();
  }

  private static Map<String, Seen> seen(Lake lake) {
    Column pixels = col(FramesTable.HEIGHT).cast("double").multiply(col(FramesTable.WIDTH));
    return lake
        .read(FramesTable.TABLE)
        .where(col(FramesTable.LATENCY_MS).isNotNull())
        .where(coalesce(col(Columns.DEVICE), lit("")).startsWith(GPU).equalTo(false))
        .groupBy(Columns.METHOD)
        .agg(sum(FramesTable.LATENCY_MS).divide(sum(pixels)).divide(1000), count(lit(1)))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0), row -> new Seen(row.getDouble(1), row.getLong(2))));
  }

  /**
   * What a frame of a method costs; empty where that was never measured.
   *
   * @param pixels of a frame
   */
  public Optional<FrameCost> frame(String method, Resource on, double pixels) {
    Seen frames = seen.get(method);
    if (on == Resource.CORES && frames != null) {
      return Optional.of(
          new FrameCost(
              frames.secondsPerPixel() * pixels,
              "%d frames of this lake".formatted(frames.frames())));
    }
    return measurements.stream()
        .filter(measured -> measured.method().equals(method))
        .filter(measured -> measured.onGpu() == (on == Resource.GPUS))
        .max(
            Comparator.<Measurement, Boolean>comparing(measured -> measured.pixels() == pixels)
                .thenComparing(Measurement::sequence))
        .map(measured -> measured.scaled(pixels));
  }

  /** What a stage of the newest run took for each byte of recordings that it read. */
  public Optional<FrameCost> perByte(String stage) {
    return newest
        .filter(run -> run.count("bytes_read") > 0)
        .map(run -> new FrameCost(run.seconds(stage) / run.count("bytes_read"), source(run)));
  }

  /** What a stage of the newest run took for each frame that it made, scaled by the pixel. */
  public Optional<FrameCost> along(String stage, double pixels) {
    return newest
        .filter(run -> images.pixels() > 0)
        .map(run -> new FrameCost(run.seconds(stage) / images.pixels() * pixels, source(run)));
  }

  /** Bytes that are kept of a frame; 0 where there is none to go by. */
  public double imageBytes(double pixels) {
    return images.pixels() == 0 ? 0 : (double) images.bytes() / images.pixels() * pixels;
  }

  /** What a commit takes. */
  public Optional<FrameCost> commit() {
    return newest
        .filter(run -> run.count("waves") > 0)
        .map(run -> new FrameCost(run.commitSeconds() / run.count("waves"), source(run)));
  }

  /**
   * What a run takes besides its waves: all of a run that found nothing to do; else of the newest
   * one what its tasks, spread over all that ran at once, and commits leave.
   */
  public Optional<FrameCost> serial() {
    if (idle.isPresent() && idle.get().elapsedSeconds() > 0) {
      return idle.map(run -> new FrameCost(run.elapsedSeconds(), source(run) + ", nothing new"));
    }
    return newest
        .filter(run -> run.elapsedSeconds() > 0 && run.tasks().isPresent())
        .map(
            run ->
                new FrameCost(
                    Math.max(
                        0,
                        run.elapsedSeconds()
                            - run.commitSeconds()
                            - run.taskSeconds() / run.tasks().getAsInt()),
                    source(run)));
  }

  private static String source(SeenRun run) {
    return "run " + run.sequence();
  }
}
