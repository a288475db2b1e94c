package io.spikelake.jobs.cost;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.spikelake.jobs.io.HostClass;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RunsTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run of a lake did and where its time went.
 *
 * @param sequence its number
 * @param counts as {@code runs} has them
 * @param stages seconds by stage, of all tasks together; commit is the driver's
 * @param elapsedSeconds from start to end
 * @param tasks that ran at once, where that is known
 */
public record SeenRun(
    long sequence,
    Map<String, Long> counts,
    Map<String, Double> stages,
    double elapsedSeconds,
    OptionalInt tasks) {

  private static final String FRAMES = "frames";
  private static final String COMMIT = "commit";

  /** Commands that make frames. */
  private static final Object[] MAKING = {"run", "reconstruct", "demo"};

  /** Size of frames, and of what is kept of them. */
  public record Images(long pixels, long bytes) {}

  /** The newest finished run that made frames. */
  public static Optional<SeenRun> newest(Lake lake) {
    return first(lake, col(RunsTable.COUNTS).getItem(FRAMES).gt(0));
  }

  /** The newest finished run of these commands that had no frame to make. */
  public static Optional<SeenRun> newestIdle(Lake lake) {
    return first(
        lake,
        col(RunsTable.COUNTS).getItem(FRAMES).equalTo(0).and(col(RunsTable.COMMAND).isin(MAKING)));
  }

  private static Optional<SeenRun> first(Lake lake, Column which) {
    Dataset<Row> runs = lake.read(RunsTable.TABLE);
    List<Row> newest =
        runs.where(col(Columns.STATUS).equalTo(RunsTable.FINISHED))
            .where(col(RunsTable.SECONDS).isNotNull())
            .where(which)
            .orderBy(col(Columns.COMMITTED_IN).desc())
            .select(
                Columns.COMMITTED_IN,
                RunsTable.COUNTS,
                RunsTable.SECONDS,
                RunsTable.AT,
                RunsTable.HOST)
            .takeAsList(1);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    Row end = newest.get(0);
    List<Row> start =
        runs.where(col(Columns.COMMITTED_IN).equalTo(end.getLong(0)))
            .where(col(Columns.STATUS).equalTo(RunsTable.STARTED))
            .select(RunsTable.AT)
            .takeAsList(1);
    double elapsed =
        start.isEmpty()
            ? 0
            : (end.getTimestamp(3).getTime() - start.get(0).getTimestamp(0).getTime()) / 1e3;
    return Optional.of(
        new SeenRun(
            end.getLong(0),
            end.getJavaMap(1),
            end.getJavaMap(2),
            Math.max(0, elapsed),
            end.isNullAt(4) ? OptionalInt.empty() : HostClass.tasks(end.getString(4))));
  }

  /** A count, 0 where there was none. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Frames that it made. */
  public long frames() {
    return count(FRAMES);
  }

  /** Seconds of some stages together. */
  public double seconds(String... names) {
    return Arrays.stream(names).mapToDouble(name -> stages.getOrDefault(name, 0.0)).sum();
  }

  /** Seconds in which all waited for commits. */
  public double commitSeconds() {
    return seconds(COMMIT);
  }

  /** Seconds of all tasks together. */
  public double taskSeconds() {
    return stages.entrySet().stream()
        .filter(stage -> !stage.getKey().equals(COMMIT))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The frames of this run that are there; narrow columns only are read. */
  public Images images(Lake lake) {
    Column pixels = col(FramesTable.HEIGHT).cast("long").multiply(col(FramesTable.WIDTH));
    Row sums =
        lake.read(FramesTable.TABLE)
            .where(col(Columns.COMMITTED_IN).equalTo(sequence))
            .where(col(Columns.STATUS).equalTo(FramesTable.OK))
            .agg(
                sum(pixels),
                sum(orNothing(FramesTable.RAW_BYTES).plus(orNothing(FramesTable.PNG_BYTES))))
            .first();
    return new Images(
        sums.isNullAt(0) ? 0 : sums.getLong(0), sums.isNullAt(1) ? 0 : sums.getLong(1));
  }

  private static Column orNothing(String bytes) {
    return coalesce(col(bytes).cast("long"), lit(0L));
  }
}
