package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.statistics.RecordingBootstrap;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * What an entrant has over many recordings: a mergeable sum of rows of {@link RecordingScores}.
 * Scores are kept, so that quantiles are exact and everything comes out the same, to the last bit,
 * for any order and partitioning; eight bytes per sample and entrant, on the executor that sums.
 */
public final class Tally implements Externalizable {

  private static final long serialVersionUID = 1;

  private RecordingBootstrap bootstrap = new RecordingBootstrap(1);
  private boolean resampled;
  private final Doubles scores = new Doubles();
  private final Doubles recordingMeans = new Doubles();
  private final Doubles flatFractions = new Doubles();
  private final Map<String, Long> excluded = new TreeMap<>();
  private final TreeSet<String> devices = new TreeSet<>();
  private final SampleSet samples = new SampleSet();
  private long wins;
  private int minBlocks = Integer.MAX_VALUE;
  private int maxBlocks;

  /** For deserialisation. */
  public Tally() {}

  /**
   * @param replicates of the bootstrap; 0 for none
   */
  static Tally ofReplicates(int replicates) {
    Tally tally = new Tally();
    tally.resampled = replicates > 0;
    if (tally.resampled) {
      tally.bootstrap = new RecordingBootstrap(replicates);
    }
    return tally;
  }

  /**
   * @param weights of the recording, one per replicate; not looked at without replicates
   */
  void add(Row recording, byte[] weights) {
    recording
        .<String, Long>getJavaMap(recording.fieldIndex(LeaderboardTable.EXCLUDED))
        .forEach((status, count) -> excluded.merge(status, count, Long::sum));
    long count = recording.<Long>getAs(LeaderboardTable.SAMPLES);
    if (count == 0) {
      return;
    }
    double total = recording.<Double>getAs(RecordingScores.TOTAL);
    if (resampled) {
      bootstrap.add(weights, total, count);
    }
    scores.addAll(recording.<byte[]>getAs(RecordingScores.SCORES));
    recordingMeans.add(total / count);
    flatFractions.addAll(recording.<byte[]>getAs(RecordingScores.FLAT_FRACTIONS));
    devices.addAll(recording.getList(recording.fieldIndex(LeaderboardTable.DEVICES)));
    samples.add(
        recording.<Long>getAs(RecordingScores.SET_HIGH),
        recording.<Long>getAs(RecordingScores.SET_LOW));
    wins += recording.<Long>getAs(LeaderboardTable.WINS);
    minBlocks = Math.min(minBlocks, recording.<Integer>getAs(LeaderboardTable.MIN_BLOCKS));
    maxBlocks = Math.max(maxBlocks, recording.<Integer>getAs(LeaderboardTable.MAX_BLOCKS));
  }

  Tally merge(Tally other) {
    if (resampled) {
      bootstrap.merge(other.bootstrap);
    }
    scores.addAll(other.scores.toBytes());
    recordingMeans.addAll(other.recordingMeans.toBytes());
    flatFractions.addAll(other.flatFractions.toBytes());
    other.excluded.forEach((status, count) -> excluded.merge(status, count, Long::sum));
    devices.addAll(other.devices);
    samples.add(other.samples.high(), other.samples.low());
    wins += other.wins;
    minBlocks = Math.min(minBlocks, other.minBlocks);
    maxBlocks = Math.max(maxBlocks, other.maxBlocks);
    return this;
  }

  /** Of the scores of all samples. */
  Summary summary() {
    return Summary.of(scores.sorted());
  }

  /** Of the mean scores of recordings. */
  Summary recordings() {
    return Summary.of(recordingMeans.sorted());
  }

  /** Of flat fractions, where the metric has them. */
  Summary flatFractions() {
    return Summary.of(flatFractions.sorted());
  }

  /** Mean of each replicate; empty without replicates. */
  double[] replicates() {
    return resampled ? bootstrap.means() : new double[0];
  }

  Map<String, Long> excluded() {
    return excluded;
  }

  TreeSet<String> devices() {
    return devices;
  }

  long wins() {
    return wins;
  }

  int minBlocks() {
    return scores.size() == 0 ? 0 : minBlocks;
  }

  int maxBlocks() {
    return maxBlocks;
  }

  /** Name of the set of samples that count, as {@link SampleSet} has it. */
  String sampleSet() {
    return SampleSet.text(samples.high(), samples.low());
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeBoolean(resampled);
    out.writeObject(bootstrap.toBytes());
    out.writeObject(scores.toBytes());
    out.writeObject(recordingMeans.toBytes());
    out.writeObject(flatFractions.toBytes());
    out.writeObject(excluded);
    out.writeObject(devices);
    out.writeLong(samples.high());
    out.writeLong(samples.low());
    out.writeLong(wins);
    out.writeInt(minBlocks);
    out.writeInt(maxBlocks);
  }

  @Override
  @SuppressWarnings("unchecked") // what was written above
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    resampled = in.readBoolean();
    bootstrap = RecordingBootstrap.of((byte[]) in.readObject());
    scores.addAll((byte[]) in.readObject());
    recordingMeans.addAll((byte[]) in.readObject());
    flatFractions.addAll((byte[]) in.readObject());
    excluded.putAll((Map<String, Long>) in.readObject());
    devices.addAll((TreeSet<String>) in.readObject());
    samples.add(in.readLong(), in.readLong());
    wins = in.readLong();
    minBlocks = in.readInt();
    maxBlocks = in.readInt();
  }
}
