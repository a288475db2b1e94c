package io.spikelake.jobs.digest;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sort_array;

import io.spikelake.image.PixelDigest;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.ScoresTable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Fingerprint of what a lake says: equal for two lakes exactly if they have the same frames and
 * scores, however and in how many runs they came about.
 *
 * <p>Goes over the rows that count: natural keys, statuses, the pixels of frames, the bits of
 * scores, and the rows of the newest leaderboard. Not over run ids, times, devices, names of files,
 * or display pictures. Pixels are those of the stored lossless image, decoded; where none was kept,
 * those that the frame's own digest stands for.
 *
 * <p>Rows are digested where they lie; a recording's digests are sorted and digested again; the
 * driver sees one line per recording.
 */
public final class LakeDigest {

  private static final StructType DIGESTED =
      new StructType()
          .add("part", DataTypes.StringType, false)
          .add("digest", DataTypes.StringType, false);

  /**
   * The fingerprint of a table.
   *
   * @param table its name
   * @param rows number of rows that count
   * @param sha256 in lower case hexadecimal
   */
  public record Part(String table, long rows, String sha256) {}

  private LakeDigest() {}

  /**
   * The fingerprints of frames, scores and the newest leaderboard.
   *
   * @throws IllegalStateException if a stored image is damaged or not the one whose scores are
   *     stored; Spark wraps it
   */
  public static List<Part> of(Lake lake) {
    return List.of(
        part(FramesTable.TABLE.name(), frames(lake)),
        part(ScoresTable.TABLE.name(), scores(lake)),
        part(LeaderboardTable.TABLE.name(), leaderboard(lake)));
  }

  /** One fingerprint of all parts. */
  public static String total(List<Part> parts) {
    RowDigest digest = new RowDigest();
    parts.forEach(part -> digest.add(part.table()).add(part.rows()).add(part.sha256()));
    return digest.hex();
  }

  private static Dataset<Row> frames(Lake lake) {
    List<String> facts =
        Keys.with(
            FramesTable.TABLE.key(),
            Columns.DATASET,
            Columns.STATUS,
            FramesTable.REASON_CODE,
            FramesTable.WINDOW_START,
            FramesTable.WINDOW_PLANES,
            FramesTable.WIDTH,
            FramesTable.HEIGHT,
            FramesTable.PIXEL_DIGEST);
    MapFunction<Row, Row> digested = row -> frame(row, facts.size());
    return lake.frames()
        .select(Keys.columns(Keys.with(facts, FramesTable.RAW)))
        .map(digested, Encoders.row(DIGESTED));
  }

  private static Row frame(Row row, int facts) throws IOException {
    String stated = row.getAs(FramesTable.PIXEL_DIGEST);
    byte[] raw = row.getAs(FramesTable.RAW);
    if (raw != null && !PixelDigest.of(RawFrame.decode(raw)).equals(stated)) {
      throw new IllegalStateException(
          "The stored image of %s at frame %s of recording %s is not the one that was scored, %s"
              .formatted(
                  row.getAs(Columns.METHOD),
                  row.getAs(Columns.KEY_FRAME),
                  row.getAs(Columns.RECORDING_ID),
                  stated));
    }
    return digested(row, facts);
  }

  private static Dataset<Row> scores(Lake lake) {
    return narrow(
        lake.scores(),
        ScoresTable.TABLE.columnsWithout(
            Columns.RUN_ID, Columns.COMMITTED_IN, Columns.DEVICE, Columns.SHARD));
  }

  private static Dataset<Row> leaderboard(Lake lake) {
    Dataset<Row> all = lake.read(LeaderboardTable.TABLE);
    Row newest = all.agg(functions.max(Columns.COMMITTED_IN)).first();
    return narrow(
        all.where(col(Columns.COMMITTED_IN).equalTo(newest.get(0))),
        List.of(
            Columns.DATASET,
            Columns.METHOD,
            Columns.TONE,
            Columns.METRIC,
            LeaderboardTable.LOWER_IS_BETTER,
            LeaderboardTable.SAMPLES,
            LeaderboardTable.EXCLUDED,
            LeaderboardTable.MEAN,
            LeaderboardTable.MEDIAN,
            LeaderboardTable.STDDEV,
            LeaderboardTable.RANK,
            Columns.FLAT_FRACTION,
            LeaderboardTable.MIN_BLOCKS,
            LeaderboardTable.MAX_BLOCKS,
            LeaderboardTable.BY,
            LeaderboardTable.PART,
            LeaderboardTable.PROTOCOL,
            LeaderboardTable.SPLIT,
            LeaderboardTable.SAMPLE_POLICY,
            LeaderboardTable.SAMPLE_SET,
            LeaderboardTable.RECORDINGS,
            LeaderboardTable.MACRO_MEAN,
            LeaderboardTable.QUANTILES,
            LeaderboardTable.CI_LOW,
            LeaderboardTable.CI_HIGH,
            LeaderboardTable.RANK_LOW,
            LeaderboardTable.RANK_HIGH,
            LeaderboardTable.RANK_STABILITY,
            LeaderboardTable.WINS,
            LeaderboardTable.GAIN,
            LeaderboardTable.LEAD_LOW,
            LeaderboardTable.LEAD_HIGH,
            LeaderboardTable.P_NEXT));
  }

  /** The first of the columns is what the rows are gathered by. */
  private static Dataset<Row> narrow(Dataset<Row> rows, List<String> columns) {
    MapFunction<Row, Row> digested = row -> digested(row, columns.size());
    return rows.select(Keys.columns(columns)).map(digested, Encoders.row(DIGESTED));
  }

  private static Row digested(Row row, int facts) {
    RowDigest digest = new RowDigest();
    for (int i = 0; i < facts; i++) {
      digest.add(row.get(i));
    }
    return RowFactory.create(row.getString(0), digest.hex());
  }

  private static Part part(String table, Dataset<Row> digested) {
    Iterator<Row> parts =
        digested
            .groupBy("part")
            .agg(
                count(lit(1)).as("rows"),
                sha2(array_join(sort_array(collect_list("digest")), " ").cast("binary"), 256)
                    .as("digest"))
            .orderBy("part")
            .toLocalIterator();
    RowDigest digest = new RowDigest();
    long rows = 0;
    while (parts.hasNext()) {
      Row part = parts.next();
      rows += part.getLong(1);
      digest.add(part.getString(0)).add(part.getString(2));
    }
    return new Part(table, rows, digest.hex());
  }
}
