package io.spikelake.jobs.cost;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.MethodCostsTable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What work costs by what a lake has seen: time of methods by the pixel, and of all that goes along
 * with a frame by the frame. Seconds are those of one task.
 */
public final class WorkCosts {

  /** Stages that a frame costs whatever its method. */
  private static final String[] ALONG = {"read", "decode", "score", "encode"};

  private final Map<String, Double> secondsPerPixel;
  private final double secondsPerFrame;

  private WorkCosts(Map<String, Double> secondsPerPixel, double secondsPerFrame) {
    this.secondsPerPixel = secondsPerPixel;
    this.secondsPerFrame = secondsPerFrame;
  }

  /** Of the frames of a lake, and for methods without frames of its {@code method_costs}. */
  public static WorkCosts of(Lake lake) {
    Map<String, Double> measured = new HashMap<>();
    put(
        measured,
        lake.read(MethodCostsTable.TABLE)
            .groupBy(Columns.METHOD)
            .agg(
                avg(
                    col(MethodCostsTable.LATENCY_MS)
                        .divide(col(MethodCostsTable.HEIGHT))
                        .divide(col(MethodCostsTable.WIDTH)))));
    put(
        measured,
        lake.read(FramesTable.TABLE)
            .where(col(FramesTable.LATENCY_MS).isNotNull())
            .groupBy(Columns.METHOD)
            .agg(
                sum(FramesTable.LATENCY_MS)
                    .divide(
                        sum(
                            col(FramesTable.HEIGHT)
                                .cast("double")
                                .multiply(col(FramesTable.WIDTH))))));
    return new WorkCosts(measured, along(lake));
  }

  private static void put(Map<String, Double> measured, Dataset<Row> milliseconds) {
    milliseconds
        .collectAsList()
        .forEach(row -> measured.put(row.getString(0), row.getDouble(1) / 1000));
  }

  /** Of the newest run that made frames. */
  private static double along(Lake lake) {
    return SeenRun.newest(lake).map(run -> run.seconds(ALONG) / run.frames()).orElse(0.0);
  }

  /**
   * Seconds of one task, or null where the method was never measured.
   *
   * @param frames how many
   * @param pixels of all of them together
   */
  public Double seconds(String method, long frames, long pixels) {
    Double perPixel = secondsPerPixel.get(method);
    return perPixel == null ? null : pixels * perPixel + frames * secondsPerFrame;
  }
}
