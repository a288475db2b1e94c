package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.Columns;
import io.spikelake.statistics.PoissonWeights;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;

/** {@link Tally} as an aggregate function over the columns of {@link RecordingScores}. */
final class TallyAggregator extends Aggregator<Row, Tally, Row> {

  private static final long serialVersionUID = 1;

  private final int replicates;
  private final PoissonWeights weights;

  /** Of the recording seen last: rows of one come one after the other, for many entrants. */
  private transient String weighed;

  private transient byte[] weightsOfIt;

  private TallyAggregator(int replicates, long seed) {
    this.replicates = replicates;
    this.weights = new PoissonWeights(seed);
  }

  /**
   * @param replicates of the bootstrap; 0 for none
   * @param seed of the weights of recordings
   * @return a struct of {@link Tallied#SCHEMA}
   */
  static Column of(int replicates, long seed) {
    Column[] columns =
        java.util.Arrays.stream(RecordingScores.SCHEMA.fieldNames())
            .map(functions::col)
            .toArray(Column[]::new);
    return functions
        .udaf(new TallyAggregator(replicates, seed), Encoders.row(RecordingScores.SCHEMA))
        .apply(columns);
  }

  @Override
  public Tally zero() {
    return Tally.ofReplicates(replicates);
  }

  @Override
  public Tally reduce(Tally tally, Row recording) {
    tally.add(recording, replicates == 0 ? null : weights(recording));
    return tally;
  }

  private byte[] weights(Row recording) {
    String id = recording.getAs(Columns.RECORDING_ID);
    if (!id.equals(weighed)) {
      if (weightsOfIt == null) {
        weightsOfIt = new byte[replicates];
      }
      weights.fill(id, weightsOfIt);
      weighed = id;
    }
    return weightsOfIt;
  }

  @Override
  public Tally merge(Tally one, Tally other) {
    return one.merge(other);
  }

  @Override
  public Row finish(Tally tally) {
    return Tallied.row(tally);
  }

  @Override
  public Encoder<Tally> bufferEncoder() {
    return Encoders.javaSerialization(Tally.class);
  }

  @Override
  public Encoder<Row> outputEncoder() {
    return Encoders.row(Tallied.SCHEMA);
  }
}
