package io.spikelake.jobs.report;

import io.spikelake.schemas.LeaderboardTable;
import org.apache.spark.sql.Row;

/**
 * What a method costs, as a leaderboard shows it.
 *
 * @param conditions what the latency depends on besides the method
 * @param parameters numbers in weights and biases; 0 where nothing was learned
 * @param gmacs multiply-accumulates / 10^9, or null where unknown
 * @param peakMemoryMb weights and activations, or null where unknown
 * @param latencyMs mean time of a frame, one at a time
 * @param framesPerSecond throughput at the best batch, or null where unknown
 */
public record Cost(
    Conditions conditions,
    long parameters,
    Double gmacs,
    Double peakMemoryMb,
    double latencyMs,
    Double framesPerSecond) {

  /**
   * How it was measured.
   *
   * @param height rows of the frame
   * @param width columns of the frame
   * @param device with its name
   * @param threads of the CPU
   */
  public record Conditions(int height, int width, String device, int threads) {

    @Override
    public String toString() {
      return "frames of %dx%d (height x width), one at a time, on %s, %d thread%s"
          .formatted(height, width, device, threads, threads == 1 ? "" : "s");
    }
  }

  /** Reads a row of {@code leaderboard}; null where nothing was measured. */
  static Cost of(Row row) {
    if (row.isNullAt(row.fieldIndex(LeaderboardTable.LATENCY_MS))) {
      return null;
    }
    return new Cost(
        new Conditions(
            row.<Integer>getAs(LeaderboardTable.COST_HEIGHT),
            row.<Integer>getAs(LeaderboardTable.COST_WIDTH),
            row.getAs(LeaderboardTable.LATENCY_DEVICE),
            row.<Integer>getAs(LeaderboardTable.LATENCY_THREADS)),
        row.<Long>getAs(LeaderboardTable.PARAMETERS),
        row.getAs(LeaderboardTable.GMACS),
        row.getAs(LeaderboardTable.PEAK_MEMORY_MB),
        row.<Double>getAs(LeaderboardTable.LATENCY_MS),
        row.getAs(LeaderboardTable.FRAMES_PER_SECOND));
  }
}
