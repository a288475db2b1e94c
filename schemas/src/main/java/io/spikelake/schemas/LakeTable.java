package io.spikelake.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table of the lake, kept in Delta format at {@code <lake>/<name>}.
 *
 * @param name the folder below the lake, and the view in {@code spikelake sql}
 * @param schema the columns, each with its meaning as the column comment
 * @param key columns that together name a row
 * @param properties Delta properties the table is created with
 * @param writeOptions options of Spark's Parquet writer for rows that are appended; what Delta
 *     rewrites later, such as in {@code OPTIMIZE}, follows the session instead
 */
public record LakeTable(
    String name,
    StructType schema,
    List<String> key,
    Map<String, String> properties,
    Map<String, String> writeOptions) {

  /**
   * Version of the layout of all tables together; stored as a property of each. It rises when
   * tables or columns come. A column that comes later must be optional: tables of older formats
   * lack it.
   *
   * <ol>
   *   <li>the first
   *   <li>{@code method_costs}; devices in {@code frames}, {@code scores} and {@code leaderboard};
   *       costs in {@code leaderboard}
   *   <li>waves in {@code shards}, shards in {@code scores}; when a recording became the newest and
   *       when it was gone in {@code recordings}; host and seconds in {@code runs}
   *   <li>{@code hq_images}; parts, intervals and tests in {@code leaderboard}
   * </ol>
   */
  public static final int FORMAT_VERSION = 4;

  /** Table property that holds {@link #FORMAT_VERSION}. */
  public static final String FORMAT_PROPERTY = "spikelake.table-format";

  /** A table that is written as the session writes. */
  LakeTable(String name, StructType schema, List<String> key, Map<String, String> properties) {
    this(name, schema, key, properties, Map.of());
  }

  /** Every table, in the order in which a run fills them. */
  public static List<LakeTable> all() {
    return List.of(
        RunsTable.TABLE,
        RecordingsTable.TABLE,
        QuarantineTable.TABLE,
        FramesTable.TABLE,
        ShardsTable.TABLE,
        ScoresTable.TABLE,
        MethodCostsTable.TABLE,
        LeaderboardTable.TABLE,
        HqImagesTable.TABLE);
  }

  static StructType columns(StructField... fields) {
    return new StructType(fields);
  }

  static StructField required(String name, DataType type, String meaning) {
    return new StructField(name, type, false, Metadata.empty()).withComment(meaning);
  }

  static StructField optional(String name, DataType type, String meaning) {
    return new StructField(name, type, true, Metadata.empty()).withComment(meaning);
  }

  /** Position of a column in a row of this table. */
  public int index(String column) {
    return schema.fieldIndex(column);
  }

  /** The schema of some columns, in the given order. */
  public StructType only(List<String> columns) {
    return new StructType(columns.stream().map(schema::apply).toArray(StructField[]::new));
  }

  /** Names of all columns but the given ones. */
  public List<String> columnsWithout(String... excluded) {
    return Arrays.stream(schema.fieldNames())
        .filter(name -> !Arrays.asList(excluded).contains(name))
        .toList();
  }
}
