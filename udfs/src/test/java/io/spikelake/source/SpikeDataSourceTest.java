package io.spikelake.source;

import static io.spikelake.source.RecordingFiles.dat;
import static io.spikelake.source.RecordingFiles.packed;
import static io.spikelake.source.RecordingFiles.spikes;
import static io.spikelake.source.RecordingFiles.uhsr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.schemas.SpikeSourceColumns;
import io.spikelake.spike.FileByteSource;
import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.LocalSpark;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.ArrowUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The data source through Spark, on three recordings of 6x10: {@code a.dat} with 100 planes, {@code
 * b.npz} (deflated) with 33, {@code c.npz} (stored) with 50.
 */
class SpikeDataSourceTest {

  private static final int HEIGHT = 6;
  private static final int WIDTH = 10;
  private static final int PLANE_BYTES = 8;
  private static final byte[] A = spikes(100, HEIGHT, WIDTH, 1);
  private static final byte[] B = spikes(33, HEIGHT, WIDTH, 2);
  private static final byte[] C = spikes(50, HEIGHT, WIDTH, 3);

  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void session() {
    spark = LocalSpark.session();
  }

  @BeforeEach
  void write() throws IOException {
    dat(folder.resolve("a.dat"), A, HEIGHT, WIDTH);
    uhsr(folder.resolve("b.npz"), B, HEIGHT, WIDTH, ZipEntry.DEFLATED, 47, "4144_helicopter.jpg");
    uhsr(folder.resolve("c.npz"), C, HEIGHT, WIDTH, ZipEntry.STORED, 2, "ü.jpg");
    Files.writeString(folder.resolve("notes.txt"), "no recording");
    CountingFileSystem.reset();
  }

  /** A query that fails or ends early returns before its other tasks are gone. */
  @AfterEach
  void noArrowMemoryIsLeft() throws InterruptedException {
    for (int i = 0; i < 500 && !ArrowUtils.rootAllocator().getChildAllocators().isEmpty(); i++) {
      Thread.sleep(20);
    }
    assertThat(ArrowUtils.rootAllocator().getAllocatedMemory()).isZero();
    assertThat(ArrowUtils.rootAllocator().getChildAllocators()).isEmpty();
  }

  private DataFrameReader reader() {
    return spark
        .read()
        .format("spike")
        .option("height", HEIGHT)
        .option("width", WIDTH)
        .option("bitPolicy", "padded")
        .option("fs.counted.impl", CountingFileSystem.class.getName());
  }

  private String counted() {
    return "counted://" + folder;
  }

  private Dataset<Row> load(DataFrameReader reader) {
    return reader.load(folder.toString());
  }

  @ParameterizedTest
  @CsvSource({"a.dat", "b.npz", "c.npz"})
  void aWindowHoldsThePlanesUpright(String name) {
    byte[] expected = packed(contentOf(name), HEIGHT, WIDTH, false);
    List<Row> rows =
        reader()
            .option("window", 32)
            .load(folder.resolve(name).toString())
            .select("frame_start", "frame_count", "height", "width", "spikes")
            .orderBy("frame_start")
            .collectAsList();
    int next = 0;
    for (Row row : rows) {
      assertThat(row.getLong(0)).isEqualTo(next);
      assertThat(row.getInt(2)).isEqualTo(HEIGHT);
      assertThat(row.getInt(3)).isEqualTo(WIDTH);
      int end = next + row.getInt(1);
      assertThat((byte[]) row.get(4))
          .isEqualTo(Arrays.copyOfRange(expected, next * PLANE_BYTES, end * PLANE_BYTES));
      next = end;
    }
    assertThat(next * PLANE_BYTES).isEqualTo(expected.length);
  }

  private static byte[] contentOf(String name) {
    return switch (name) {
      case "a.dat" -> A;
      case "b.npz" -> B;
      default -> C;
    };
  }

  @ParameterizedTest(name = "window {1}, stride {2}, {0} per task")
  @CsvSource({"1, 9, 9, 22", "200, 9, 4, 47", "1g, 9, 4, 47", "30, 3, 20, 10"})
  void everyWindowIsReadOnceHoweverRecordingsAreSplit(
      String bytes, int window, int stride, int expected) {
    DataFrameReader reader = reader().option("window", window).option("stride", stride);
    List<String> whole = content(load(reader.option("maxPartitionBytes", "64m")));
    Dataset<Row> split = load(reader.option("maxPartitionBytes", bytes));
    assertThat(content(split)).hasSize(expected).doesNotHaveDuplicates().isEqualTo(whole);
    assertThat(split.count()).isEqualTo(expected);
  }

  private static List<String> content(Dataset<Row> windows) {
    return windows
        .selectExpr("concat_ws(' ', path, window_index, key_frame, frame_start, hex(spikes))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void aRecordingIsSplitAtWindows() {
    DataFrameReader reader = reader().option("pathGlobFilter", "*.dat").option("window", 10);
    assertThat(partitions(reader, "1")).isEqualTo(10);
    assertThat(partitions(reader, "160")).isEqualTo(5);
    assertThat(partitions(reader, "250")).isEqualTo(4);
    assertThat(partitions(reader, "800")).isEqualTo(1);
    // Windows of 10 planes, each 2 after the last: 80 bytes, and 16 for the second. The last four
    // share the end of the recording.
    assertThat(partitions(reader.option("stride", 2), "96")).isEqualTo(24);
  }

  private int partitions(DataFrameReader reader, String bytes) {
    return load(reader.option("maxPartitionBytes", bytes)).rdd().getNumPartitions();
  }

  @Test
  void smallRecordingsShareATask() {
    assertThat(partitions(reader(), "64m")).isEqualTo(1);
    assertThat(partitions(reader(), "4m")).isEqualTo(3);
  }

  @Test
  void describesRecordingAndWindow() throws IOException {
    Path file = folder.resolve("a.dat");
    Row row =
        load(reader().option("at", "middle").option("window", 5).option("whiteRate", 0.6))
            .where("path like '%a.dat'")
            .first();
    assertThat(row.<String>getAs("path")).isEqualTo("file:" + file);
    assertThat(row.<Long>getAs("length")).isEqualTo(800);
    assertThat(row.<java.sql.Timestamp>getAs("modificationTime").getTime())
        .isEqualTo(Files.getLastModifiedTime(file).toMillis());
    assertThat(row.<String>getAs("recording_id"))
        .isEqualTo(RecordingIdentity.recordingId("unnamed", "a.dat"));
    try (FileByteSource bytes = FileByteSource.open(file)) {
      assertThat(row.<String>getAs("recording_version"))
          .isEqualTo(RecordingIdentity.recordingVersion(bytes, DigestMode.SAMPLED));
    }
    assertThat(row.<String>getAs("dataset")).isEqualTo("unnamed");
    assertThat(row.<Object>getAs("label")).isNull();
    assertThat(row.<Object>getAs("label_name")).isNull();
    assertThat(row.<Double>getAs("white_rate")).isEqualTo(0.6);
    assertThat(row.<Long>getAs("window_index")).isZero();
    assertThat(row.<Long>getAs("key_frame")).isEqualTo(50);
    assertThat(row.<Long>getAs("frame_start")).isEqualTo(48);
    assertThat(row.<Integer>getAs("frame_count")).isEqualTo(5);
    assertThat(row.<Long>getAs("byte_offset")).isEqualTo(48 * PLANE_BYTES);
    assertThat(row.<Long>getAs("byte_length")).isEqualTo(5 * PLANE_BYTES);
    Row reference = row.getAs("reference");
    assertThat(reference.<String>getAs("external_path")).isEqualTo("file:" + file);
    assertThat(reference.<Long>getAs("offset")).isEqualTo(48 * PLANE_BYTES);
    assertThat(reference.<Long>getAs("length")).isEqualTo(5 * PLANE_BYTES);
  }

  @Test
  void metadataColumnsAreThoseOfBinaryFile() {
    String columns = "path, modificationTime, length";
    Dataset<Row> expected =
        spark
            .read()
            .format("binaryFile")
            .option("pathGlobFilter", "*.{dat,npz}")
            .load(folder.toString())
            .selectExpr(columns.split(", "));
    Dataset<Row> actual = load(reader().option("at", "middle")).selectExpr(columns.split(", "));
    assertThat(actual.collectAsList())
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(expected.collectAsList());
  }

  @Test
  void archivesHaveLabels() {
    List<Row> rows =
        load(reader().option("pathGlobFilter", "*.npz").option("window", 100))
            .select("label", "label_name")
            .orderBy("label")
            .collectAsList();
    assertThat(rows)
        .extracting(row -> row.get(0), row -> row.get(1))
        .containsExactly(tuple(2L, "ü.jpg"), tuple(47L, "4144_helicopter.jpg"));
  }

  @Test
  void keyFramesAreThoseWithGroundTruth() throws IOException {
    Files.createDirectories(folder.resolve("gt"));
    Files.write(folder.resolve("gt/b.png"), new byte[0]);
    Files.write(folder.resolve("a.png"), new byte[0]);
    assertThat(
            load(reader().option("at", "key").option("window", 1))
                .selectExpr("concat(regexp_extract(path, '([a-z]*).[a-z]*$'), key_frame)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder("a50", "b16");
  }

  @Test
  void aDataSetSaysHowItsRecordingsAreRead() throws IOException {
    Path reds = folder.resolve("reds/test/input/203_part1_key_id5.dat");
    dat(reds, spikes(9, 250, 400, 6), 250, 400);
    Row row =
        spark
            .read()
            .format("spike")
            .option("dataset", "spike-reds")
            .option("at", "dataset")
            .option("window", 3)
            .load(folder.resolve("reds").toString())
            .select("recording_id", "dataset", "white_rate", "key_frame", "height", "width")
            .first();
    assertThat(row.toSeq().mkString(" "))
        .isEqualTo(
            RecordingIdentity.recordingId("spike-reds", "test/input/203_part1_key_id5.dat")
                + " spike-reds 0.6 4 250 400");
  }

  @Test
  void aDataSetFileAndSpikeCvConfigAreRead() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file, "name: mine\ntitle: Mine\nformat: dat\nentries: [{glob: '**/*.dat'}]\n");
    dat(folder.resolve("cv/raw/a.dat"), A, HEIGHT, WIDTH);
    Files.writeString(
        folder.resolve("cv/config.yaml"),
        "filename: cv\nspike_w: 10\nspike_h: 6\nis_labeled: False\nlabeled_data_type: [0]\n");
    Row row =
        spark
            .read()
            .format("spike")
            .option("datasetFile", file.toString())
            .option("bitPolicy", "padded")
            .option("window", 100)
            .load(folder.resolve("cv").toString())
            .select("dataset", "height", "width", "frame_count")
            .first();
    assertThat(row.toSeq().mkString(" ")).isEqualTo("mine 6 10 100");
    assertThatThrownBy(
            () -> load(reader().option("dataset", "yours").option("datasetFile", file.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Option 'dataset' is 'yours', but the file of option 'datasetFile' describes 'mine'; leave one of them out");
  }

  @Test
  void withoutSpikesNoSpikeIsRead() {
    Dataset<Row> windows = reader().option("pathGlobFilter", "*.dat").load(counted());
    assertThat(windows.count()).isEqualTo(3);
    assertThat(windows.drop("spikes", "recording_version").collectAsList()).hasSize(3);
    assertThat(CountingFileSystem.FILES_OPENED).hasValue(0);
    assertThat(windows.select("spikes").collectAsList()).hasSize(3);
    assertThat(CountingFileSystem.FILES_OPENED).hasValue(1);
    assertThat(CountingFileSystem.BYTES_READ).hasValue(800);
  }

  @Test
  void withoutSpikesOnlyTheHeaderOfAnArchiveIsRead() throws IOException {
    byte[] large = spikes(400, 60, 100, 4);
    uhsr(folder.resolve("large/d.npz"), large, 60, 100, ZipEntry.STORED, 1, "d");
    Dataset<Row> windows =
        spark
            .read()
            .format("spike")
            .option("fs.counted.impl", CountingFileSystem.class.getName())
            .load(counted() + "/large");
    assertThat(windows.drop("spikes", "recording_version").collectAsList()).hasSize(10);
    assertThat(CountingFileSystem.BYTES_READ).as("both ends").hasValue(2 * (80 << 10));
    windows.select("spikes").collectAsList();
    assertThat(CountingFileSystem.BYTES_READ.get()).isGreaterThan(large.length);
  }

  /** Two recordings of 4 windows; a window is 41 planes of 2500 bytes. */
  private Dataset<Row> twoOfFourWindows(int stride) throws IOException {
    byte[] planes = new byte[164 * 2500];
    new Random(9).nextBytes(planes);
    Files.createDirectories(folder.resolve("four"));
    Files.write(folder.resolve("four/x.dat"), planes);
    Files.write(folder.resolve("four/y.dat"), planes);
    return spark
        .read()
        .format("spike")
        .option("height", 200)
        .option("width", 100)
        .option("stride", stride)
        .option("before", 0)
        .option("after", 40)
        .option("fs.counted.impl", CountingFileSystem.class.getName())
        .load(counted() + "/four");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "key_frame = 41 and path like '%y.dat'                   | 1 | 2 | 205000",
        "recording_id = 'ID' and key_frame in (0, 123)           | 2 | 1 | 205000",
        "path = 'X' and frame_count = 41 and window_index < 2    | 2 | 1 | 205000",
        "not (key_frame = 0) and key_frame < 82                  | 2 | 2 | 410000",
        "window_index = 1 or frame_count = 7                     | 2 | 2 | 820000",
        "key_frame = 41 and window_index = 2                     | 0 | 0 | 0",
        "label is not null                                       | 0 | 2 | 820000"
      })
  void filtersPruneRecordingsAndWindows(String filter, int rows, int files, long bytes)
      throws IOException {
    Dataset<Row> windows = twoOfFourWindows(41);
    String path = "counted:" + folder + "/four/x.dat";
    String where =
        filter
            .replace("'X'", "'" + path + "'")
            .replace("'ID'", "'" + RecordingIdentity.recordingId("unnamed", "x.dat") + "'");
    assertThat(windows.where(where).select("spikes").collectAsList()).hasSize(rows);
    assertThat(CountingFileSystem.FILES_OPENED).hasValue(files);
    assertThat(CountingFileSystem.BYTES_READ).hasValue(bytes);
  }

  @Test
  void overlappingWindowsReadEachByteOnce() throws IOException {
    assertThat(twoOfFourWindows(1).select("spikes").collectAsList()).hasSize(2 * 164);
    assertThat(CountingFileSystem.BYTES_READ).hasValue(2 * 410_000);
  }

  @Test
  void windowsWithGapsReadNothingInBetween() throws IOException {
    assertThat(twoOfFourWindows(60).select("spikes").collectAsList()).hasSize(2 * 3);
    assertThat(CountingFileSystem.BYTES_READ).hasValue(2 * (41 + 41 + 41) * 2500);
  }

  @Test
  void aHugeRecordingBecomesManyTasks() {
    long length = 100_000_000_000L;
    Dataset<Row> windows =
        spark
            .read()
            .format("spike")
            .option("height", 250)
            .option("width", 400)
            .option("fs.counted.impl", CountingFileSystem.class.getName())
            .load("counted:///virtual/" + length + ".dat");
    long start = System.nanoTime();
    int tasks = windows.rdd().getNumPartitions();
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(10_000);
    // 128 MiB hold 261 windows of 512,500 bytes; the recording has 195,122.
    assertThat(tasks).isEqualTo(748);
    assertThat(windows.where("key_frame = 7999961").select("frame_count").first().getInt(0))
        .isEqualTo(39);
    assertThat(CountingFileSystem.BYTES_READ).hasValue(0);
    Row last = windows.where("key_frame = 7999961").select("spikes").first();
    assertThat((byte[]) last.get(0)).hasSize(39 * 12_500);
    assertThat(CountingFileSystem.BYTES_READ).hasValue(39 * 12_500);
  }

  @Test
  void answersSqlThroughAView() {
    spark.sql(
        "CREATE OR REPLACE TEMPORARY VIEW windows USING spike OPTIONS (path '%s', height '6', width '10', bitPolicy 'padded', window '10')"
            .formatted(folder));
    assertThat(
            spark
                .sql(
                    "SELECT path, count(*), sum(frame_count), sum(length(spikes)) FROM windows"
                        + " WHERE key_frame >= 10 GROUP BY path ORDER BY path")
                .collectAsList())
        .extracting(row -> row.get(1), row -> row.get(2), row -> row.get(3))
        .containsExactly(tuple(9L, 90L, 720L), tuple(3L, 23L, 184L), tuple(4L, 40L, 320L));
    assertThat(spark.sql("SELECT count(reference.offset), count(1) FROM windows").first())
        .isEqualTo(RowFactory.create(19L, 19L));
  }

  @Test
  void looksIntoFoldersBelowOnlyIfAsked() throws IOException {
    dat(folder.resolve("below/deep/e.dat"), A, HEIGHT, WIDTH);
    DataFrameReader reader = reader().option("at", "middle");
    assertThat(load(reader).count()).isEqualTo(3);
    assertThat(load(reader.option("recursiveFileLookup", true)).count()).isEqualTo(4);
    assertThat(load(reader.option("pathGlobFilter", "[ae].dat")).count()).isEqualTo(2);
    assertThat(
            reader
                .load(folder + "/below/*/e.dat", folder + "/a.dat")
                .select("path")
                .collectAsList())
        .hasSize(2);
  }

  @Test
  void aDamagedRecordingFailsTheQueryOrIsSkipped() throws IOException {
    Files.write(folder.resolve("cut.dat"), new byte[801]);
    DataFrameReader reader = reader().option("at", "middle");
    assertThatThrownBy(() -> load(reader).count())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cut.dat at byte 800: 1 bytes are left over after 100 planes")
        .hasRootCauseInstanceOf(MalformedSpikeStreamException.class);
    assertThat(load(reader.option("onError", "skip")).count()).isEqualTo(3);
  }

  @Test
  void aNameThatIsNotTheSameOnEverySystemFailsTheQueryOrIsSkipped() throws IOException {
    Files.copy(folder.resolve("a.dat"), folder.resolve("below\\escape.dat"));
    DataFrameReader reader = reader().option("at", "middle");
    assertThatThrownBy(() -> load(reader).count())
        .hasStackTraceContaining(
            "below\\escape.dat: a name with a backslash is not the same on every");
    assertThat(load(reader.option("onError", "skip")).count()).isEqualTo(3);
  }

  /** 100 planes by its length, but an array by its content, as opening it alone finds. */
  @Test
  void aFileThatIsNoDatInSpiteOfItsNameFailsTheTaskOrIsSkipped() throws IOException {
    byte[] array = new byte[800];
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    System.arraycopy(start, 0, array, 0, start.length);
    Files.write(folder.resolve("array.dat"), array);
    DataFrameReader reader = reader().option("window", 8);
    assertThatThrownBy(() -> load(reader).collectAsList())
        .isInstanceOf(SparkException.class)
        .hasRootCauseInstanceOf(MalformedSpikeStreamException.class)
        .hasStackTraceContaining(
            "array.dat at byte 0: the name ends in .dat, but the file begins as an .npy array or"
                + " .npz archive does; rename it, or give the option 'format'");
    Dataset<Row> rest = load(reader.option("onError", "skip"));
    assertThat(rest.where("path like '%array.dat'").collectAsList()).isEmpty();
    Dataset<Row> asTold =
        load(reader.option("format", "dat").option("pathGlobFilter", "array.dat"));
    assertThat(asTold.collectAsList()).hasSize(13);
  }

  @Test
  void anArchiveDamagedInsideFailsTheTaskOrIsSkipped() throws IOException {
    byte[] archive = Files.readAllBytes(folder.resolve("b.npz"));
    Arrays.fill(archive, 120, 140, (byte) 0x55);
    Files.write(folder.resolve("damaged.npz"), archive);
    DataFrameReader reader = reader().option("window", 8);
    assertThatThrownBy(() -> load(reader).collectAsList())
        .isInstanceOf(SparkException.class)
        .hasRootCauseInstanceOf(MalformedSpikeStreamException.class)
        .hasStackTraceContaining("damaged.npz");
    Dataset<Row> rest = load(reader.option("onError", "skip"));
    assertThat(rest.where("path not like '%damaged%'").collectAsList()).hasSize(13 + 5 + 7);
  }

  @Test
  void anEarlyEndFreesAllMemory() {
    DataFrameReader reader = reader().option("window", 1).option("batchBytes", 16);
    Dataset<Row> windows = load(reader).filter((FilterFunction<Row>) row -> true);
    assertThat(windows.limit(3).collectAsList()).hasSize(3);
  }

  @Test
  void aFailureOfTheQueryFreesAllMemory() {
    Dataset<Row> windows =
        load(reader().option("window", 1).option("batchBytes", 16))
            .filter(
                (FilterFunction<Row>)
                    row -> {
                      if (row.<Long>getAs("key_frame") == 20) {
                        throw new IllegalStateException("enough");
                      }
                      return true;
                    });
    assertThatThrownBy(windows::collectAsList)
        .isInstanceOf(SparkException.class)
        .hasStackTraceContaining("enough");
  }

  @Test
  void aKilledTaskFreesAllMemory() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    READING.set(reading);
    Dataset<Row> windows =
        load(reader().option("window", 1))
            .filter(
                (FilterFunction<Row>)
                    row -> {
                      READING.get().countDown();
                      Thread.sleep(60_000);
                      return true;
                    });
    CompletableFuture<Void> query =
        CompletableFuture.runAsync(
            () -> {
              spark.sparkContext().setJobGroup("killed", "killed by a test", true);
              windows.collectAsList();
            });
    assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ArrowUtils.rootAllocator().getAllocatedMemory()).isPositive();
    spark.sparkContext().cancelJobGroup("killed");
    assertThatThrownBy(query::join).hasStackTraceContaining("cancelled");
  }

  private static final AtomicReference<CountDownLatch> READING = new AtomicReference<>();

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "heigth | 6 | Unknown option 'heigth' = '6' of format spike; known are path, paths,",
        "height | six | Option 'height' is 'six'; expected whole number of 1 or more",
        "height | 0 | Option 'height' is '0'; expected whole number of 1 or more",
        "format | avi | Option 'format' is 'avi'; expected dat, uhsr, time-packed, arr0 or npy",
        "flip | yes | Option 'flip' is 'yes'; expected true or false",
        "bitPolicy | any | Option 'bitPolicy' is 'any'; expected refuse, continuous or padded",
        "whiteRate | -1 | Option 'whiteRate' is '-1'; expected positive number",
        "at | end | Option 'at' is 'end'; expected tile, middle, key or dataset",
        "window | 0 | Option 'window' is '0'; expected whole number of 1 or more",
        "stride | 0 | Option 'stride' is '0'; expected whole number of 1 or more",
        "first | -1 | Option 'first' is '-1'; expected whole number of 0 or more",
        "before | 1 | Options 'before' and 'after' need key frames; give 'at' = middle, key or dataset, or 'first' or 'stride'",
        "batchBytes | 2g | Option 'batchBytes' is '2g'; expected size such as 32m, at most 1g",
        "maxPartitionBytes | lots | Option 'maxPartitionBytes' is 'lots'; expected size such as 64m",
        "onError | cry | Option 'onError' is 'cry'; expected fail or skip",
        "datasetFile | /none.yaml | Option 'datasetFile' is '/none.yaml', which cannot be read",
        "pathGlobFilter | {a | pathGlobFilter '{a' is not a glob"
      })
  void refusesBadOptions(String key, String value, String message) {
    assertThatThrownBy(() -> load(reader().option(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesOptionsThatContradictEachOther() {
    assertThatThrownBy(() -> load(reader().option("at", "middle").option("first", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Option 'at' = 'middle' contradicts 'first' and 'stride'; give one or the others");
    assertThatThrownBy(() -> load(reader().option("window", 5).option("after", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Option 'window' = '5' contradicts 'before' and 'after'; give one or the others");
  }

  @Test
  void refusesWindowsThatNoRowCanHold() {
    assertThatThrownBy(
            () ->
                spark
                    .read()
                    .format("spike")
                    .option("height", 1000)
                    .option("width", 1000)
                    .option("window", 10_000)
                    .option("fs.counted.impl", CountingFileSystem.class.getName())
                    .load("counted:///virtual/2500000000.dat")
                    .count())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A window of counted:/virtual/2500000000.dat has 1250000000 bytes; a row holds at most 1073741824. Make the option 'window' smaller");
  }

  @Test
  void namesAMissingInput() {
    assertThatThrownBy(() -> reader().load(folder + "/none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Input '%s/none' does not exist".formatted(folder));
    assertThatThrownBy(() -> reader().load())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Format spike needs a path");
    assertThatThrownBy(() -> reader().option("paths", "[1").load())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Option 'paths' is '[1'; expected JSON list of files, folders or globs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.dat", "uhsr.npz"})
  void realRecordingsAreReadAsBySpikeRecordings(String name) throws IOException {
    Path file = SharedFiles.require("spikes/" + name);
    DataFrameReader reader = spark.read().format("spike").option("at", "middle");
    SpikeLayout layout = SpikeLayout.UNKNOWN;
    if (name.endsWith(".dat")) {
      reader.option("height", 250).option("width", 400);
      layout = SpikeLayout.of(250, 400);
    }
    Row row = reader.load(file.toString()).first();
    byte[] window = row.getAs(SpikeSourceColumns.SPIKES);
    int first = (int) (long) row.<Long>getAs(SpikeSourceColumns.FRAME_START);
    try (SpikeRecording recording = SpikeRecordings.open(FileByteSource.open(file), null, layout)) {
      SpikeStream stream = recording.read(first, 41);
      assertThat(window).hasSize(41 * stream.planeBytes());
      int wrong = 0;
      for (int plane = 0; plane < 41; plane++) {
        for (int p = 0; p < stream.pixels(); p++) {
          int bit = window[plane * stream.planeBytes() + p / 8] >> (p % 8) & 1;
          boolean spike = stream.spike(plane, p / stream.width(), p % stream.width());
          wrong += (bit == 1) == spike ? 0 : 1;
        }
      }
      assertThat(wrong).isZero();
    }
  }
}
