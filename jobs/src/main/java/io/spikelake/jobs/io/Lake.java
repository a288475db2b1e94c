package io.spikelake.jobs.io;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.spikelake.hadoop.S3Refusal;
import io.spikelake.jobs.storage.ConditionalCreate;
import io.spikelake.jobs.storage.ConditionalLogStore;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import io.spikelake.secrets.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import scala.Option;

/**
 * The tables below one root, local or remote. A table that does not exist yet reads as empty and is
 * created by the first write.
 */
public final class Lake {

  /** Whether a version of a recording is the newest, and still there. */
  public static final String CURRENT = "is_current";

  private final SparkSession spark;
  private final String root;
  private final long asOf;
  private final Map<String, Integer> formats = new HashMap<>();

  /**
   * @param root URI or path of the lake's folder; a relative path is meant as the file system of
   *     this process means it
   */
  public Lake(SparkSession spark, String root) {
    this(spark, qualified(spark, Locations.requireNoCredentials(root)), Long.MAX_VALUE);
  }

  private Lake(SparkSession spark, String root, long asOf) {
    this.spark = spark;
    this.root = root;
    this.asOf = asOf;
  }

  private static String qualified(SparkSession spark, String root) {
    Path path = new Path(root);
    try {
      FileSystem fs = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return fs.makeQualified(path).toString();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Lake '%s' is on no storage that can be reached: %s"
              .formatted(root, S3Refusal.message(e)),
          e);
    }
  }

  public SparkSession spark() {
    return spark;
  }

  /**
   * Makes sure that of two runs that commit at once one is told so.
   *
   * @throws IOException if the storage cannot see to that, or cannot be reached
   */
  public void requireExclusiveCommits() throws IOException {
    Path path = new Path(root);
    String store = spark.sparkContext().getConf().get("spark.delta.logStore.s3a.impl", "another");
    if ("s3a".equals(path.toUri().getScheme())
        && store.equals(ConditionalLogStore.class.getName())) {
      try {
        ConditionalCreate.requireKept(
            path.getFileSystem(spark.sessionState().newHadoopConf()), path);
      } catch (AccessDeniedException e) {
        throw new IOException("Lake %s cannot be written".formatted(root), e);
      }
    }
  }

  public String root() {
    return root;
  }

  /** Folder of a table. */
  public String location(LakeTable table) {
    return root + "/" + table.name();
  }

  /** Whether a table has a first commit; what a run leaves that dies before it is no table. */
  public boolean has(LakeTable table) {
    String location = location(table);
    return DeltaTable.isDeltaTable(spark, location)
        && DeltaLog.forTable(spark, location)
                .update(false, Option.empty(), Option.empty())
                .version()
            >= 0;
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
    Dataset<Row> rows =
        TableFormat.withAllColumns(table, spark.read().format("delta").load(location(table)));
    return asOf == Long.MAX_VALUE
        ? rows
        : rows.where(functions.col(Columns.COMMITTED_IN).leq(asOf));
  }

  /**
   * The lake as it was when a run had ended; for reading. Goes by the numbers of runs in the rows,
   * not by versions of the tables, which a vacuum takes away.
   */
  public Lake asOf(long run) {
    return new Lake(spark, root, run);
  }

  /**
   * @throws IllegalArgumentException if the lake has no run of that number
   */
  public void requireRun(long run) {
    Row runs =
        read(RunsTable.TABLE)
            .agg(
                functions.min(Columns.COMMITTED_IN),
                functions.max(Columns.COMMITTED_IN),
                functions.max(functions.col(Columns.COMMITTED_IN).equalTo(run)))
            .first();
    if (runs.isNullAt(0)) {
      throw new IllegalArgumentException("Lake '%s' has no runs yet".formatted(root));
    }
    if (!runs.getBoolean(2)) {
      throw new IllegalArgumentException(
          "Lake '%s' has no run %d; its runs are %d to %d"
              .formatted(root, run, runs.getLong(0), runs.getLong(1)));
    }
  }

  /** The same lake through another session, which may have settings of its own. */
  public Lake in(SparkSession other) {
    return new Lake(other, root, asOf);
  }

  /**
   * The rows of {@code frames} of completed shards. A frame that was made again, because it had
   * failed, was to be superseded, or two runs met, has several.
   */
  public Dataset<Row> committedFrames() {
    return read(FramesTable.TABLE)
        .join(completeShards(), Keys.seq(List.of(Columns.SHARD, Columns.COMMITTED_IN)), "left_semi")
        .select(columns(FramesTable.TABLE));
  }

  /**
   * The frames that count: of each frame one that did not fail if there is one, of these the
   * newest.
   */
  public Dataset<Row> frames() {
    // Few are superseded, if any, so that the images stay where they are read.
    return committedFrames()
        .join(
            functions.broadcast(superseded(FramesTable.TABLE)),
            Keys.seq(Keys.with(FramesTable.TABLE.key(), Columns.COMMITTED_IN)),
            "left_anti")
        .select(columns(FramesTable.TABLE));
  }

  /**
   * Key and run of the rows of {@code frames} or {@code scores} that belong to completed work and
   * do not count, since there is a better or newer one. Reads no image.
   */
  public Dataset<Row> superseded(LakeTable table) {
    List<String> row = Keys.with(table.key(), Columns.COMMITTED_IN);
    Dataset<Row> committed =
        table.equals(FramesTable.TABLE) ? committedFrames() : committedScores();
    return committed
        .select(Keys.columns(Keys.with(row, Columns.STATUS)))
        .withColumn("place", functions.row_number().over(bestFirst(table)))
        .where("place > 1")
        .select(Keys.columns(row));
  }

  /** The rows of a key, the one that counts first. */
  private static WindowSpec bestFirst(LakeTable table) {
    Column failed =
        table.equals(FramesTable.TABLE)
            ? functions.col(Columns.STATUS).equalTo(FramesTable.FAILED)
            : functions.lit(false);
    return Window.partitionBy(Keys.columns(table.key()))
        .orderBy(failed, functions.col(Columns.COMMITTED_IN).desc());
  }

  /** The rows of {@code scores} of completed shards and of none. */
  public Dataset<Row> committedScores() {
    Dataset<Row> shards = completeShards().withColumn("complete", functions.lit(true));
    return read(ScoresTable.TABLE)
        .join(shards, Keys.seq(List.of(Columns.SHARD, Columns.COMMITTED_IN)), "left")
        .where(functions.col(Columns.SHARD).isNull().or(functions.col("complete")))
        .select(columns(ScoresTable.TABLE));
  }

  /** The scores that count: of each the newest. */
  public Dataset<Row> scores() {
    return committedScores()
        .withColumn("place", functions.row_number().over(bestFirst(ScoresTable.TABLE)))
        .where("place = 1")
        .drop("place");
  }

  private Dataset<Row> completeShards() {
    return read(ShardsTable.TABLE).select(Columns.SHARD, Columns.COMMITTED_IN).distinct();
  }

  /**
   * Marks shards as complete, and with them their rows of {@code frames} and {@code scores}, under
   * the next number of a wave.
   *
   * @param shards columns {@code shard} and {@code frames}, at least one row
   * @return the number of the wave
   */
  public long complete(Run run, Dataset<Row> shards) {
    return new NumberedAppend(this, ShardsTable.TABLE, ShardsTable.WAVE)
        .append(
            run.id(), wave -> run.sign(shards).withColumn(ShardsTable.WAVE, functions.lit(wave)));
  }

  /**
   * All versions of recordings, with {@link #CURRENT}.
   *
   * @param datasets names of data sets; empty for all
   */
  public Dataset<Row> recordingVersions(List<String> datasets) {
    WindowSpec newestFirst =
        Window.partitionBy(Columns.RECORDING_ID)
            .orderBy(
                functions
                    .coalesce(
                        known(RecordingsTable.CURRENT_IN), functions.col(Columns.COMMITTED_IN))
                    .desc(),
                functions.col(Columns.RECORDING_VERSION).desc());
    return read(RecordingsTable.TABLE)
        .where(Keys.among(Columns.DATASET, datasets))
        .withColumn(
            CURRENT,
            functions
                .row_number()
                .over(newestFirst)
                .equalTo(1)
                .and(known(RecordingsTable.ABSENT_IN).isNull()));
  }

  /**
   * The newest version of each recording that is still there.
   *
   * @param datasets names of data sets; empty for all
   */
  public Dataset<Row> currentRecordings(List<String> datasets) {
    return recordingVersions(datasets).where(CURRENT).drop(CURRENT);
  }

  /** A run sequence number, where the lake is seen at a time when it was known. */
  private Column known(String column) {
    Column run = functions.col(column);
    return functions.when(run.leq(asOf), run);
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
   * Puts the rows in the place of those with the same key.
   *
   * @param rows at least one, no two with the same key
   */
  public void update(LakeTable table, Dataset<Row> rows) {
    ensure(table);
    DeltaTable.forPath(spark, location(table))
        .as("old")
        .merge(rows.select(columns(table)).as("new"), sameKey(table))
        .whenMatched()
        .updateAll()
        .execute();
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

  /**
   * Removes rows. Nothing but upkeep does that.
   *
   * @param doomed columns of the table, {@code committed_in} among them, no row twice; rows that
   *     are equal in these go
   * @return how many rows that were
   */
  public long delete(LakeTable table, Dataset<Row> doomed) {
    Dataset<Row> keys = doomed.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      // Literals, so that files of other runs are not opened.
      Object[] runs = Keys.runs(keys);
      if (runs.length == 0) {
        return 0;
      }
      List<String> names = List.of(keys.columns());
      Dataset<Row> rows = read(table).where(functions.col(Columns.COMMITTED_IN).isin(runs));
      long count = rows.join(keys, Keys.seq(names), "left_semi").count();
      DeltaTable.forPath(spark, location(table))
          .as("old")
          .merge(
              keys.as("new"),
              functions.col("old." + Columns.COMMITTED_IN).isin(runs).and(same(names)))
          .whenMatched()
          .delete()
          .execute();
      return count;
    } finally {
      keys.unpersist();
    }
  }

  private static Column sameKey(LakeTable table) {
    return same(table.key());
  }

  private static Column same(List<String> names) {
    return functions.expr(
        names.stream()
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
    clearUnborn(table);
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

  /**
   * Removes what a run leaves that dies while it creates a table, a folder with a log without a
   * commit: Delta takes any folder that is not empty for a table that there is. Whatever else lies
   * there stays.
   */
  private void clearUnborn(LakeTable table) {
    Path folder = new Path(location(table));
    try {
      FileSystem fs = folder.getFileSystem(spark.sessionState().newHadoopConf());
      if (!fs.exists(folder) || !isUnborn(fs, folder)) {
        return;
      }
      fs.delete(folder, true);
      DeltaLog.invalidateCache(spark, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create a table at %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean isUnborn(FileSystem fs, Path folder) throws IOException {
    for (FileStatus status : fs.listStatus(folder)) {
      Path path = status.getPath();
      boolean unfinished =
          path.toString().contains("/_delta_log")
              && (status.isDirectory() ? isUnborn(fs, path) : path.getName().startsWith("."));
      if (!unfinished) {
        return false;
      }
    }
    return true;
  }

  private int format(LakeTable table) {
    return formats.computeIfAbsent(table.name(), name -> TableFormat.of(spark, location(table)));
  }

  private static Column[] columns(LakeTable table) {
    return Keys.columns(List.of(table.schema().fieldNames()));
  }
}
