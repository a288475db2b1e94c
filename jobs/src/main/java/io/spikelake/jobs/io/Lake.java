package io.spikelake.jobs.io;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ShardsTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * The tables below one root, local or remote. A table that does not exist yet reads as empty and is
 * created by the first write.
 */
public final class Lake {

  private final SparkSession spark;
  private final String root;
  private final Map<String, Integer> formats = new HashMap<>();

  /**
   * @param root URI or path of the lake's folder; a relative path is meant as the file system of
   *     this process means it
   */
  public Lake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = qualified(spark, root);
  }

  private static String qualified(SparkSession spark, String root) {
    Path path = new Path(root);
    try {
      FileSystem fs = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return fs.makeQualified(path).toString();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Lake '%s' is on no storage that can be reached: %s".formatted(root, e.getMessage()), e);
    }
  }

  public SparkSession spark() {
    return spark;
  }

  public String root() {
    return root;
  }

  /** Folder of a table. */
  public String location(LakeTable table) {
    return root + "/" + table.name();
  }

  public boolean has(LakeTable table) {
    return DeltaTable.isDeltaTable(spark, location(table));
  }

  /**
   * All rows of a table. Columns that came after the table was written are null.
   *
   * @throws IllegalArgumentException if a newer SpikeLake laid the table out, or none did
   */
  public Dataset<Row> read(LakeTable table) {
    if (!has(table)) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    format(table);
    return TableFormat.withAllColumns(table, spark.read().format("delta").load(location(table)));
  }

  /** The rows of {@code frames} that count: those of completed shards. */
  public Dataset<Row> committedFrames() {
    Dataset<Row> shards =
        read(ShardsTable.TABLE).select(Columns.SHARD, Columns.COMMITTED_IN).distinct();
    return read(FramesTable.TABLE)
        .join(shards, Keys.seq(List.of(Columns.SHARD, Columns.COMMITTED_IN)), "left_semi");
  }

  /**
   * The newest version of each recording.
   *
   * @param datasets names of data sets; empty for all
   */
  public Dataset<Row> currentRecordings(List<String> datasets) {
    WindowSpec newestFirst =
        Window.partitionBy(Columns.RECORDING_ID)
            .orderBy(
                functions.col(Columns.COMMITTED_IN).desc(),
                functions.col(Columns.RECORDING_VERSION).desc());
    return read(RecordingsTable.TABLE)
        .where(Keys.among(Columns.DATASET, datasets))
        .withColumn("age", functions.row_number().over(newestFirst))
        .where("age = 1")
        .drop("age");
  }

  /** Adds rows; their columns are brought into the table's order. */
  public void append(LakeTable table, Dataset<Row> rows) {
    ensure(table);
    rows.select(columns(table))
        .write()
        .format("delta")
        .mode("append")
        .options(table.writeOptions())
        .save(location(table));
  }

  /**
   * Adds the rows whose key the table does not have, and brings those up to date that it has but
   * whose other columns differ. Where nothing is new or different, nothing is written.
   *
   * @param rows no two with the same key
   * @param ignored columns that do not make a row different
   */
  public void upsert(LakeTable table, Dataset<Row> rows, List<String> ignored) {
    insertNew(table, rows);
    String different =
        table.columnsWithout(ignored.toArray(String[]::new)).stream()
            .filter(name -> !table.key().contains(name))
            .map(name -> "NOT (old.`%s` <=> new.`%s`)".formatted(name, name))
            .collect(Collectors.joining(" OR "));
    update(
        table,
        rows.as("new")
            .join(read(table).as("old"), sameKey(table))
            .where(different)
            .select("new.*"));
  }

  /**
   * Puts the rows in the place of those with the same key.
   *
   * @param rows no two with the same key
   */
  public void update(LakeTable table, Dataset<Row> rows) {
    if (!rows.isEmpty()) {
      ensure(table);
      DeltaTable.forPath(spark, location(table))
          .as("old")
          .merge(rows.select(columns(table)).as("new"), sameKey(table))
          .whenMatched()
          .updateAll()
          .execute();
    }
  }

  /** Adds the rows whose key the table does not have; of several with one key, any one. */
  public void insertNew(LakeTable table, Dataset<Row> rows) {
    Dataset<Row> fresh =
        rows.dropDuplicates(table.key().toArray(String[]::new))
            .as("new")
            .join(read(table).as("old"), sameKey(table), "left_anti");
    if (!fresh.isEmpty()) {
      append(table, fresh);
    }
  }

  private static Column sameKey(LakeTable table) {
    return functions.expr(
        table.key().stream()
            .map(name -> "old.`%s` <=> new.`%s`".formatted(name, name))
            .collect(Collectors.joining(" AND ")));
  }

  /**
   * Creates the table if it does not exist, and brings one of an older format up to date. Delta
   * enforces "not null" for columns, but not inside of arrays and maps, where a declaration would
   * be refused.
   */
  public void ensure(LakeTable table) {
    if (has(table)) {
      if (format(table) < LakeTable.FORMAT_VERSION) {
        TableFormat.upgrade(spark, table, location(table));
        formats.put(table.name(), LakeTable.FORMAT_VERSION);
      }
      return;
    }
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(location(table))
            .property(LakeTable.FORMAT_PROPERTY, Integer.toString(LakeTable.FORMAT_VERSION));
    for (StructField field : table.schema().fields()) {
      builder =
          builder.addColumn(
              DeltaTable.columnBuilder(spark, field.name())
                  .dataType(field.dataType().asNullable())
                  .nullable(field.nullable())
                  .comment(field.getComment().getOrElse(() -> ""))
                  .build());
    }
    for (Map.Entry<String, String> property : table.properties().entrySet()) {
      builder = builder.property(property.getKey(), property.getValue());
    }
    try {
      builder.execute();
    } catch (Exception e) {
      // Another run may have created the table first, which Delta tells in several ways.
      if (!has(table)) {
        throw e;
      }
      format(table);
    }
  }

  private int format(LakeTable table) {
    return formats.computeIfAbsent(table.name(), name -> TableFormat.of(spark, location(table)));
  }

  private static Column[] columns(LakeTable table) {
    return Keys.columns(List.of(table.schema().fieldNames()));
  }
}
