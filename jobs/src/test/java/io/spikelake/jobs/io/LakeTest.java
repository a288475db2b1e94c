package io.spikelake.jobs.io;

import static io.spikelake.jobs.SharedSpark.frame;
import static io.spikelake.jobs.SharedSpark.recording;
import static io.spikelake.jobs.SharedSpark.row;
import static io.spikelake.jobs.SharedSpark.rows;
import static io.spikelake.jobs.SharedSpark.shard;
import static io.spikelake.jobs.SharedSpark.versions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.SharedSpark;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LakeTest {

  @TempDir Path folder;

  private Lake lake;

  @BeforeEach
  void open() {
    lake = SharedSpark.lake(folder.resolve("lake"));
  }

  static List<LakeTable> tables() {
    return LakeTable.all();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableIsCreatedAsDeclared(LakeTable table) {
    assertThat(lake.has(table)).isFalse();
    assertThat(lake.read(table).isEmpty()).isTrue();
    assertThat(lake.read(table).schema()).isEqualTo(table.schema());
    lake.ensure(table);
    lake.ensure(table);
    assertThat(versions(lake, table)).isEqualTo(1);
    StructType stored = lake.read(table).schema();
    assertThat(stored.fieldNames()).containsExactly(table.schema().fieldNames());
    for (StructField field : table.schema().fields()) {
      assertThat(stored.apply(field.name()).getComment()).isEqualTo(field.getComment());
    }
    Row detail =
        io.delta.tables.DeltaTable.forPath(lake.spark(), lake.location(table)).detail().first();
    assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
        .containsAllEntriesOf(table.properties())
        .containsEntry("spikelake.table-format", "4");
  }

  @Test
  void aSlashAtTheEndOfTheRootDoesNotMatter() {
    assertThat(new Lake(lake.spark(), "s3a://bucket/lake/").location(ShardsTable.TABLE))
        .isEqualTo("s3a://bucket/lake/shards");
  }

  @Test
  void appendBringsColumnsIntoTheTablesOrder() {
    Dataset<Row> rows = rows(ShardsTable.TABLE, shard("a", 1));
    lake.append(
        ShardsTable.TABLE, rows.select("wave", "committed_in", "run_id", "frames", "shard"));
    assertThat(lake.read(ShardsTable.TABLE).collectAsList()).containsExactly(shard("a", 1));
  }

  @Test
  void imagesAreNotCompressedOnceMore() throws IOException {
    byte[] zeros = new byte[10_000];
    lake.append(
        FramesTable.TABLE,
        rows(FramesTable.TABLE, frame("a", 1, "s", 1, "raw", zeros, "png", zeros)));
    assertThat(codecs(FramesTable.TABLE))
        .containsEntry("raw", CompressionCodecName.UNCOMPRESSED)
        .containsEntry("png", CompressionCodecName.UNCOMPRESSED);
  }

  @Test
  void tablesOfNumbersAndNamesAreCompressed() throws IOException {
    lake.append(ScoresTable.TABLE, rows(ScoresTable.TABLE, score("a", "cpu")));
    lake.append(ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("s", 1)));
    assertThat(codecs(ScoresTable.TABLE))
        .containsKeys("recording_id", "score")
        .values()
        .containsOnly(CompressionCodecName.SNAPPY);
    assertThat(codecs(ShardsTable.TABLE).values()).containsOnly(CompressionCodecName.SNAPPY);
  }

  /** How Parquet compressed each column of the only file of a table. */
  private Map<String, CompressionCodecName> codecs(LakeTable table) throws IOException {
    String[] files = lake.read(table).inputFiles();
    assertThat(files).hasSize(1);
    InputFile file =
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(files[0]),
            lake.spark().sparkContext().hadoopConfiguration());
    Map<String, CompressionCodecName> codecs = new HashMap<>();
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      for (BlockMetaData rowGroup : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : rowGroup.getColumns()) {
          codecs.put(column.getPath().toDotString(), column.getCodec());
        }
      }
    }
    return codecs;
  }

  @Test
  void aRequiredColumnIsEnforced() {
    Row nameless = row(ShardsTable.TABLE, "frames", 1L, "run_id", "r", "committed_in", 1L);
    Dataset<Row> rows =
        lake.spark().createDataFrame(List.of(nameless), ShardsTable.TABLE.schema().asNullable());
    assertThatThrownBy(() -> lake.append(ShardsTable.TABLE, rows))
        .hasStackTraceContaining("NOT NULL constraint violated for column: shard");
    assertThat(lake.read(ShardsTable.TABLE).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5    | has table format 5; this SpikeLake knows up to 4; use a newer SpikeLake
          17   | has table format 17; this SpikeLake knows up to 4; use a newer SpikeLake
          ''   | is no table of SpikeLake: its property spikelake.table-format is '', expected a number
          next | is no table of SpikeLake: its property spikelake.table-format is 'next', expected
               | is no table of SpikeLake: its property spikelake.table-format is 'none', expected
          """)
  void aTableOfAnotherFormatIsNeitherReadNorWritten(String format, String message) {
    Dataset<Row> rows = rows(ShardsTable.TABLE, shard("a", 1));
    rows.write().format("delta").save(lake.location(ShardsTable.TABLE));
    if (format != null) {
      lake.spark()
          .sql(
              "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('spikelake.table-format' = '%s')"
                  .formatted(lake.location(ShardsTable.TABLE), format));
    }
    long before = versions(lake, ShardsTable.TABLE);
    assertThatThrownBy(() -> lake.read(ShardsTable.TABLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(lake.location(ShardsTable.TABLE) + " " + message)
        .hasMessageContaining("another lake");
    assertThatThrownBy(() -> lake.append(ShardsTable.TABLE, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(versions(lake, ShardsTable.TABLE)).isEqualTo(before);
  }

  /** Scores as format 1 had them: without the device. */
  private void writeScoreOfFormatOne() {
    Dataset<Row> old = rows(ScoresTable.TABLE, score("a", null)).drop("device", "shard");
    old.write().format("delta").save(lake.location(ScoresTable.TABLE));
    lake.spark()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('spikelake.table-format' = '1')"
                .formatted(lake.location(ScoresTable.TABLE)));
  }

  private static Row score(String recording, String device) {
    return score(recording, device, 1, null);
  }

  private static Row score(String recording, long committedIn, String shard) {
    return score(recording, "cpu", committedIn, shard);
  }

  private static Row score(String recording, String device, long committedIn, String shard) {
    return row(
        ScoresTable.TABLE,
        "recording_id",
        recording,
        "recording_version",
        "v1",
        "key_frame",
        1L,
        "method",
        "lrn/ours@1:pack=0123456789ab",
        "tone",
        "minmax",
        "metric",
        "piqe/matlab@1",
        "dataset",
        "scenes",
        "score",
        40.0,
        "status",
        "ok",
        "blocks",
        9,
        "device",
        device,
        "run_id",
        "r",
        "committed_in",
        committedIn,
        "shard",
        shard);
  }

  @Test
  void whatATableOfAnOlderFormatLacksReadsAsNull() {
    writeScoreOfFormatOne();
    long before = versions(lake, ScoresTable.TABLE);
    Dataset<Row> scores = lake.read(ScoresTable.TABLE);
    assertThat(scores.columns()).containsExactly(ScoresTable.TABLE.schema().fieldNames());
    assertThat(scores.collectAsList()).containsExactly(score("a", null));
    assertThat(new LakeViews(lake).query("SELECT device FROM scores").first().isNullAt(0)).isTrue();
    assertThat(versions(lake, ScoresTable.TABLE)).as("reading changes nothing").isEqualTo(before);
  }

  @Test
  void aTableOfAnOlderFormatIsBroughtUpToDateByTheFirstWrite() {
    writeScoreOfFormatOne();
    lake.append(ScoresTable.TABLE, rows(ScoresTable.TABLE, score("b", "gpu:1")));
    lake.append(ScoresTable.TABLE, rows(ScoresTable.TABLE, score("c", "cpu")));
    Lake again = SharedSpark.lake(folder.resolve("lake"));
    assertThat(again.read(ScoresTable.TABLE).orderBy("recording_id").collectAsList())
        .containsExactly(score("a", null), score("b", "gpu:1"), score("c", "cpu"));
    Row detail =
        io.delta.tables.DeltaTable.forPath(lake.spark(), lake.location(ScoresTable.TABLE))
            .detail()
            .first();
    assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
        .containsEntry("spikelake.table-format", "4");
    assertThat(again.read(ScoresTable.TABLE).schema().apply("device").getComment().get())
        .isEqualTo(ScoresTable.TABLE.schema().apply("device").getComment().get());
  }

  @Test
  void rowsOfAnOlderFormatCanBeReplaced() {
    writeScoreOfFormatOne();
    lake.update(ScoresTable.TABLE, rows(ScoresTable.TABLE, score("a", "gpu:0")));
    assertThat(lake.read(ScoresTable.TABLE).select("recording_id", "device").collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("a gpu:0");
  }

  private static Row refused(String id, Long keyFrame, String message) {
    return row(
        QuarantineTable.TABLE,
        "recording_id",
        id,
        "dataset",
        "scenes",
        "path",
        id + ".dat",
        "uri",
        "file:/" + id,
        "length",
        3L,
        "stage",
        "ingest",
        "key_frame",
        keyFrame,
        "reason_code",
        "truncated",
        "message",
        message,
        "run_id",
        "r",
        "committed_in",
        1L);
  }

  /** Null is a value of a key: a row about no sample is the same row when it comes again. */
  @Test
  void aNullInAKeyEqualsANull() {
    LakeTable table = QuarantineTable.TABLE;
    lake.insertNew(table, rows(table, refused("a", null, "first"), refused("a", 5L, "sample")));
    long before = versions(lake, table);
    lake.insertNew(table, rows(table, refused("a", null, "again"), refused("a", 5L, "again")));
    assertThat(versions(lake, table)).isEqualTo(before);
    lake.insertNew(table, rows(table, refused("a", 6L, "new"), refused("b", null, "new")));
    assertThat(lake.read(table).count()).isEqualTo(4);
    lake.update(table, rows(table, refused("a", null, "other words")));
    assertThat(lake.read(table).where("message = 'other words'").collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.isNullAt(table.index("key_frame"))).isTrue());
  }

  @Test
  void ofRowsWithOneKeyOneIsInserted() {
    LakeTable table = QuarantineTable.TABLE;
    lake.insertNew(table, rows(table, refused("a", null, "x"), refused("a", null, "y")));
    assertThat(lake.read(table).count()).isEqualTo(1);
  }

  @Test
  void theNewestVersionOfARecordingIsCurrent() {
    lake.append(
        RecordingsTable.TABLE,
        rows(
            RecordingsTable.TABLE,
            recording("a", "v9", 1, Map.of()),
            recording("a", "v1", 2, Map.of()),
            recording("b", "v1", 1, Map.of()),
            recording("c", "v1", 3, Map.of("dataset", "other"))));
    assertThat(current()).containsExactlyInAnyOrder("a v1", "b v1", "c v1");
    assertThat(current("scenes")).containsExactlyInAnyOrder("a v1", "b v1");
    assertThat(current("other", "none")).containsExactly("c v1");
  }

  private List<String> current(String... datasets) {
    return lake.currentRecordings(Arrays.asList(datasets)).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .toList();
  }

  /** What a run leaves that is killed after its frames are committed and before its shards are. */
  @Test
  void framesWithoutTheirShardDoNotCount() {
    lake.append(
        FramesTable.TABLE,
        rows(
            FramesTable.TABLE,
            frame("a", 1, "s1", 1),
            frame("a", 2, "s2", 1),
            frame("a", 2, "s2", 2),
            frame("b", 1, "s3", 3)));
    assertThat(lake.committedFrames().count()).isZero();
    lake.append(
        ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("s1", 1), shard("s2", 2), shard("s4", 3)));
    List<String> counting =
        lake
            .committedFrames()
            .select("recording_id", "key_frame", "committed_in")
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();
    assertThat(counting).containsExactlyInAnyOrder("a 1 1", "a 2 2");
    assertThat(new LakeViews(lake).query("SELECT * FROM frames").collectAsList())
        .containsExactlyInAnyOrderElementsOf(lake.committedFrames().collectAsList());
  }

  /** Two runs that met, a frame that failed at first, and one that was made anew. */
  @Test
  void ofSeveralRowsOfAFrameTheNewestThatDidNotFailCounts() {
    lake.append(
        FramesTable.TABLE,
        rows(
            FramesTable.TABLE,
            frame("a", 1, "s1", 1),
            frame("a", 1, "s1", 2),
            frame("a", 2, "s1", 1, "status", "failed"),
            frame("a", 2, "s2", 2),
            frame("a", 3, "s1", 1),
            frame("a", 3, "s3", 3, "status", "failed"),
            frame("a", 4, "s1", 1, "status", "failed"),
            frame("a", 4, "s3", 3, "status", "failed")));
    lake.append(
        ShardsTable.TABLE,
        rows(ShardsTable.TABLE, shard("s1", 1), shard("s1", 2), shard("s2", 2), shard("s3", 3)));
    assertThat(lake.committedFrames().count()).isEqualTo(8);
    assertThat(texts(lake.frames(), "key_frame", "status", "committed_in"))
        .containsExactly("1 ok 2", "2 ok 2", "3 ok 1", "4 failed 3");
    assertThat(texts(lake.asOf(1).frames(), "key_frame", "status", "committed_in"))
        .containsExactly("1 ok 1", "2 failed 1", "3 ok 1", "4 failed 1");
    assertThat(new LakeViews(lake).query("SELECT * FROM frames").collectAsList())
        .containsExactlyInAnyOrderElementsOf(lake.frames().collectAsList());
  }

  private static List<String> texts(Dataset<Row> rows, String... columns) {
    return rows.selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  @Test
  void scoresCountWithTheirShardAndTheNewestOfEach() {
    lake.append(
        ScoresTable.TABLE,
        rows(
            ScoresTable.TABLE,
            score("a", 1, "s1"),
            score("a", 2, "killed"),
            score("b", 1, null),
            score("b", 2, "s2"),
            score("c", 1, "s1"),
            score("c", 3, null)));
    lake.append(ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("s1", 1), shard("s2", 2)));
    assertThat(texts(lake.scores(), "recording_id", "committed_in"))
        .containsExactly("a 1", "b 2", "c 3");
    assertThat(texts(new LakeViews(lake).query("SELECT * FROM scores"), "committed_in"))
        .containsExactly("1", "2", "3");
    assertThat(texts(lake.asOf(2).scores(), "recording_id", "committed_in"))
        .containsExactly("a 1", "b 2", "c 1");
  }

  /** The number is what Delta orders the commits of a table by. */
  @Test
  void wavesAreNumberedOneAfterTheOther() {
    for (long run = 1; run <= 3; run++) {
      Dataset<Row> shards =
          rows(ShardsTable.TABLE, shard("s" + run, run)).select("shard", "frames");
      assertThat(lake.complete(new Run("run-" + run, run), shards)).isEqualTo(run);
    }
    assertThat(texts(lake.read(ShardsTable.TABLE), "shard", "run_id", "committed_in", "wave"))
        .containsExactly("s1 run-1 1 1", "s2 run-2 2 2", "s3 run-3 3 3");
  }

  @Test
  void aShardThatIsListedTwiceDoesNotDoubleItsFrames() {
    lake.append(FramesTable.TABLE, rows(FramesTable.TABLE, frame("a", 1, "s1", 1)));
    lake.append(ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("s1", 1), shard("s1", 1)));
    assertThat(lake.committedFrames().count()).isEqualTo(1);
  }

  @Test
  void viewsOfALakeDoNotLeakIntoTheSession() {
    new LakeViews(lake).query("SELECT * FROM runs").collectAsList();
    assertThat(lake.spark().catalog().tableExists("runs")).isFalse();
  }
}
