package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spikelake.jobs.cost.CurrentCosts;
import io.spikelake.jobs.io.Keys;
import io.spikelake.quality.MetricStatus;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.RecordingsTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Scores of whatever made them, from comma-separated files with a heading. Needed are {@code
 * dataset}, {@code recording}, {@code key_frame}, {@code method}, {@code metric} and {@code score},
 * in any order; {@code tone} ({@code none} by default), {@code status} ({@code ok} where there is a
 * score, else {@code missing}), {@code flat_fraction}, {@code blocks}, {@code device}, {@code
 * split} and {@code label_name} may follow. Other columns are passed over.
 *
 * @param spark the session
 * @param location a path or Hadoop URI of a file, a folder or a glob
 */
public record CsvScores(SparkSession spark, String location) implements ScoreSource {

  private static final String RECORDING = "recording";
  private static final String NO_TONE = "none";
  private static final String MISSING = "missing";

  private static final List<String> NEEDED =
      List.of(
          Columns.DATASET,
          RECORDING,
          Columns.KEY_FRAME,
          Columns.METHOD,
          Columns.METRIC,
          Columns.SCORE);

  private static final Map<String, DataType> OPTIONAL = new LinkedHashMap<>();

  static {
    OPTIONAL.put(Columns.TONE, DataTypes.StringType);
    OPTIONAL.put(Columns.STATUS, DataTypes.StringType);
    OPTIONAL.put(Columns.FLAT_FRACTION, DataTypes.DoubleType);
    OPTIONAL.put(Columns.BLOCKS, DataTypes.IntegerType);
    OPTIONAL.put(Columns.DEVICE, DataTypes.StringType);
    OPTIONAL.put(RecordingsTable.SPLIT, DataTypes.StringType);
    OPTIONAL.put(RecordingsTable.LABEL_NAME, DataTypes.StringType);
  }

  @Override
  public Dataset<Row> scores(Leaderboard.Config config) {
    if (config.scope().protocol() != null) {
      throw new IllegalArgumentException(
          "What a protocol asks of frames cannot be looked up in " + location);
    }
    Dataset<Row> rows = complete(read());
    if (config.scope().split() != null) {
      rows = rows.where(col(RecordingsTable.SPLIT).equalTo(config.scope().split()));
    }
    return rows.where(Keys.among(Columns.DATASET, config.datasets()))
        .where(Keys.among(Columns.METHOD, config.methods()))
        .where(Keys.among(Columns.METRIC, config.metrics()))
        .withColumn(RecordingScores.PART, part(config.parts()))
        .withColumn(Columns.RECORDING_ID, col(RECORDING))
        .withColumn(Columns.RECORDING_VERSION, col(RECORDING));
  }

  private Dataset<Row> read() {
    List<String> names = Arrays.asList(spark.read().option("header", true).csv(location).columns());
    List<String> missing = NEEDED.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s lacks the columns %s; its heading is %s".formatted(location, missing, names));
    }
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, type(name));
    }
    return spark
        .read()
        .option("header", true)
        .option("enforceSchema", false)
        .option("mode", "FAILFAST")
        .schema(schema)
        .csv(location);
  }

  private static DataType type(String column) {
    return switch (column) {
      case Columns.SCORE -> DataTypes.DoubleType;
      case Columns.KEY_FRAME -> DataTypes.LongType;
      default -> OPTIONAL.getOrDefault(column, DataTypes.StringType);
    };
  }

  /** With every column; NaN and infinities are no scores. */
  private static Dataset<Row> complete(Dataset<Row> rows) {
    Dataset<Row> all = rows;
    for (Map.Entry<String, DataType> column : OPTIONAL.entrySet()) {
      if (!Arrays.asList(rows.columns()).contains(column.getKey())) {
        all = all.withColumn(column.getKey(), lit(null).cast(column.getValue()));
      }
    }
    Column score = col(Columns.SCORE);
    Column number =
        score
            .isNotNull()
            .and(functions.not(isnan(score)))
            .and(functions.abs(score).lt(Double.POSITIVE_INFINITY));
    Column given = col(Columns.STATUS);
    Column ok = number.and(given.isNull().or(given.equalTo(MetricStatus.OK.id())));
    return all.withColumn(Columns.TONE, coalesce(col(Columns.TONE), lit(NO_TONE)))
        .withColumn(Columns.BLOCKS, coalesce(col(Columns.BLOCKS), lit(0)))
        .withColumn(
            Columns.STATUS,
            when(ok, lit(MetricStatus.OK.id()))
                .when(given.isNotNull().and(given.notEqual(MetricStatus.OK.id())), given)
                .otherwise(lit(MISSING)))
        .withColumn(Columns.SCORE, when(ok, score));
  }

  private static Column part(Parts parts) {
    return switch (parts) {
      case NONE, PROTOCOL -> lit(null).cast(DataTypes.StringType);
      case RECORDING -> col(RECORDING);
      case CLASS -> col(RecordingsTable.LABEL_NAME);
      case SPLIT -> col(RecordingsTable.SPLIT);
    };
  }

  @Override
  public Dataset<Row> withCosts(Dataset<Row> rows, Leaderboard.Config config) {
    Dataset<Row> all = rows;
    for (String column : CurrentCosts.COLUMNS) {
      all =
          all.withColumn(
              column, lit(null).cast(LeaderboardTable.TABLE.schema().apply(column).dataType()));
    }
    return all;
  }
}
