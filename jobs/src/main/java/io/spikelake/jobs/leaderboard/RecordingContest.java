package io.spikelake.jobs.leaderboard;

import io.spikelake.quality.MetricStatus;
import io.spikelake.schemas.Columns;
import io.spikelake.statistics.Direction;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.JavaConverters;

/** One recording, one metric: gathers sample by sample what each entrant has. */
final class RecordingContest {

  /** What one entrant has of the recording. */
  private static final class Share {
    private final Doubles scores = new Doubles();
    private final Doubles flatFractions = new Doubles();
    private final Map<String, Long> excluded = new TreeMap<>();
    private final TreeSet<String> devices = new TreeSet<>();
    private final SampleSet samples = new SampleSet();
    private double total;
    private long wins;
    private int minBlocks = Integer.MAX_VALUE;
    private int maxBlocks;
  }

  private final Row first;
  private final int needed;
  private final Direction direction;
  private final Map<Entrant, Share> shares = new TreeMap<>();

  /**
   * @param first any row of the recording and metric
   * @param needed how many entrants must have a score of a sample for it to count
   */
  RecordingContest(Row first, int needed, Direction direction) {
    this.first = first;
    this.needed = needed;
    this.direction = direction;
  }

  /**
   * @param rows of one sample, one per entrant
   * @throws IllegalArgumentException if there are two of an entrant
   */
  void sample(List<Row> rows) {
    requireOneEach(rows);
    List<Row> scored = rows.stream().filter(RecordingContest::isScored).toList();
    boolean counts = scored.size() >= needed;
    double best = counts ? best(scored) : Double.NaN;
    for (Row row : rows) {
      Share share = shares.computeIfAbsent(Entrant.of(row), entrant -> new Share());
      if (!isScored(row)) {
        share.excluded.merge(row.getAs(Columns.STATUS), 1L, Long::sum);
      } else if (!counts) {
        share.excluded.merge(RecordingScores.NOT_COMMON, 1L, Long::sum);
      } else {
        add(share, row, best);
      }
    }
  }

  private static void requireOneEach(List<Row> rows) {
    Set<Entrant> seen = new HashSet<>();
    for (Row row : rows) {
      if (!seen.add(Entrant.of(row))) {
        throw new IllegalArgumentException(
            "Two scores of %s at %d of recording %s by %s, %s; expected one"
                .formatted(
                    row.getAs(Columns.METRIC),
                    row.<Long>getAs(Columns.KEY_FRAME),
                    row.getAs(Columns.RECORDING_ID),
                    row.getAs(Columns.METHOD),
                    row.getAs(Columns.TONE)));
      }
    }
  }

  private static boolean isScored(Row row) {
    return MetricStatus.OK.id().equals(row.getAs(Columns.STATUS));
  }

  private double best(List<Row> scored) {
    return scored.stream()
        .map(row -> row.<Double>getAs(Columns.SCORE))
        .min(direction::compare)
        .orElse(Double.NaN);
  }

  private static void add(Share share, Row row, double best) {
    double score = row.<Double>getAs(Columns.SCORE);
    share.scores.add(score);
    share.total += score;
    if (score == best) {
      share.wins++;
    }
    Double flat = row.getAs(Columns.FLAT_FRACTION);
    if (flat != null) {
      share.flatFractions.add(flat);
    }
    int blocks = row.<Integer>getAs(Columns.BLOCKS);
    share.minBlocks = Math.min(share.minBlocks, blocks);
    share.maxBlocks = Math.max(share.maxBlocks, blocks);
    String device = row.getAs(Columns.DEVICE);
    if (device != null) {
      share.devices.add(kind(device));
    }
    String version = row.getAs(Columns.RECORDING_VERSION);
    share.samples.add(version, row.<Long>getAs(Columns.KEY_FRAME));
  }

  /** {@code gpu} of {@code gpu:1}: which of several like ones it was says nothing. */
  private static String kind(String device) {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  /** Rows of {@link RecordingScores}. */
  List<Row> rows() {
    return shares.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
  }

  private Row row(Entrant entrant, Share share) {
    return RowFactory.create(
        first.getAs(Columns.DATASET),
        first.getAs(Columns.METRIC),
        entrant.method(),
        entrant.tone(),
        first.getAs(Columns.RECORDING_ID),
        first.getAs(RecordingScores.PART),
        (long) share.scores.size(),
        share.total,
        share.scores.toBytes(),
        share.flatFractions.toBytes(),
        share.wins,
        share.maxBlocks == 0 ? 0 : share.minBlocks,
        share.maxBlocks,
        share.devices.toArray(String[]::new),
        share.samples.high(),
        share.samples.low(),
        JavaConverters.mapAsScalaMap(share.excluded));
  }
}
