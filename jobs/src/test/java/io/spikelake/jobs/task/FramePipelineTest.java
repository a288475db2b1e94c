package io.spikelake.jobs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.NetworkGauges;
import io.spikelake.djl.NetworkReconstructor;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.executor.NetworkLane;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.image.GrayImage;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.task.RecordingRef.OpenedRecording;
import io.spikelake.pack.ModelPack;
import io.spikelake.quality.QualityModels;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of shards, and that no stream stays open whatever happens. */
class FramePipelineTest {

  private static final String METHOD = "tfp/spike-zoo@1:window=5";
  private static final int PLANES = 60;

  @TempDir Path folder;

  private final Configuration conf = CountingFileSystem.configuration();
  private final TaskCounters counters = TaskCounters.detached();
  private Path file;

  @BeforeEach
  void writeRecording() throws IOException {
    file = folder.resolve("a.dat");
    byte[] planes = new byte[PLANES * RecordingRefs.HEIGHT * RecordingRefs.WIDTH / 8];
    Arrays.fill(planes, (byte) 0b01010101);
    Files.write(file, planes);
  }

  private Shard shard(long... keyFrames) {
    return shardOf(PLANES, keyFrames);
  }

  private Shard shardOf(long planes, long... keyFrames) {
    return Shard.of(
        RecordingRefs.of(CountingFileSystem.uri(file), planes),
        Arrays.stream(keyFrames).mapToObj(k -> new Cell(k, METHOD, "none")).toList());
  }

  private FramePipeline frames(Shard... shards) {
    return frames(Equipment.bundled(), null, List.of(), shards);
  }

  /** With networks if there is a lane. */
  private FramePipeline frames(
      Equipment equipment, NetworkLane lane, List<String> metrics, Shard... shards) {
    NetworkSettings settings = lane == null ? null : lane.settings();
    return new FramePipeline(
        Stream.of(shards).iterator(),
        conf,
        new TaskMethods(equipment.methods(), settings),
        lane,
        lane != null,
        new FrameScorer(metrics, equipment, settings, counters),
        new FrameRows(new Run("run", 7), Keep.BOTH),
        counters);
  }

  private static List<String> statuses(Iterator<Row> frames) {
    List<String> statuses = new ArrayList<>();
    frames.forEachRemaining(
        row ->
            statuses.add(
                row.get(FramesTable.TABLE.index(Columns.KEY_FRAME))
                    + " "
                    + row.get(FramesTable.TABLE.index(Columns.STATUS))));
    return statuses;
  }

  private static int open() {
    return CountingFileSystem.OPENED.get() - CountingFileSystem.CLOSED.get();
  }

  @Test
  void givesTheFramesOfAllShardsAndClosesEachFile() {
    FramePipeline frames = frames(shard(10, 1, 59), shard(), shard(20, 21));
    assertThat(statuses(frames))
        .containsExactly("1 window_incomplete", "10 ok", "59 window_incomplete", "20 ok", "21 ok");
    assertThat(CountingFileSystem.OPENED).hasValue(2);
    assertThat(open()).isZero();
    assertThat(frames.hasNext()).isFalse();
    assertThatThrownBy(frames::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("No more frames");
  }

  @Test
  void aFileIsOpenOnlyWhileItsShardIsWorkedOn() {
    FramePipeline frames = frames(shard(10, 50), shard(20));
    assertThat(CountingFileSystem.OPENED)
        .as("nothing is opened before it is asked for")
        .hasValue(0);
    frames.next();
    frames.next();
    assertThat(open()).isOne();
    frames.next();
    assertThat(CountingFileSystem.OPENED).hasValue(2);
    assertThat(open()).isOne();
  }

  /** What a task that is killed does. */
  @Test
  void closingEarlyClosesTheFile() {
    FramePipeline frames = frames(shard(10, 50), shard(20));
    frames.next();
    assertThat(open()).isOne();
    frames.close();
    frames.close();
    assertThat(open()).isZero();
    frames(shard(10)).close();
    assertThat(CountingFileSystem.OPENED).hasValue(1);
  }

  @Test
  void neighboursShareOneReadAndASampleIsCountedOnce() {
    statuses(frames(shard(10, 12, 20)));
    assertThat(counters.windows().value()).isEqualTo(1);
    assertThat(counters.samples().value()).isEqualTo(3);
    assertThat(counters.reconstructions().value()).isEqualTo(3);
  }

  @Test
  void aFileThatIsGoneFailsItsFramesAndNoOthers() throws IOException {
    Shard gone = shard(10, 11);
    Path other = folder.resolve("b.dat");
    Files.move(file, other);
    file = other;
    assertThat(statuses(frames(gone, shard(20))))
        .containsExactly("10 failed", "11 failed", "20 ok");
    assertThat(open()).isZero();
  }

  @Test
  void aFileThatShrankFailsWhatIsGoneAndSaysWhy() throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 16 * 20));
    List<Row> rows = new ArrayList<>();
    frames(shard(10, 50)).forEachRemaining(rows::add);
    assertThat(rows).hasSize(2);
    Row failed = rows.get(1);
    assertThat(failed.get(FramesTable.TABLE.index(Columns.STATUS))).isEqualTo("failed");
    assertThat(failed.get(FramesTable.TABLE.index(FramesTable.REASON_CODE))).isEqualTo("truncated");
    assertThat(failed.<String>getAs(FramesTable.TABLE.index(FramesTable.MESSAGE)))
        .contains("a.dat", "960 bytes when it was listed");
    assertThat(failed.get(FramesTable.TABLE.index(Columns.COMMITTED_IN))).isEqualTo(7L);
    assertThat(open()).isZero();
  }

  @Test
  void aFileThatCannotBeOpenedLeavesNoStream() {
    assertThat(statuses(frames(shardOf(PLANES + 1, 10)))).hasSize(1);
    assertThat(open()).isZero();
  }

  private static final NetworkLane LANE =
      new NetworkLane("test", new NetworkSettings(ComputeDevice.CPU, 3, 1));

  private static Equipment with(String... packs) {
    return new Equipment(QualityModels.bundled(), TestPacks.library(packs), NetworkOptions.DEFAULT);
  }

  private Shard shard(Equipment equipment, String method, long... keyFrames) {
    String id = equipment.methods().resolve(method).toString();
    return Shard.of(
        RecordingRefs.of(CountingFileSystem.uri(file), PLANES),
        Arrays.stream(keyFrames)
            .boxed()
            .flatMap(k -> Stream.of(new Cell(k, METHOD, "none"), new Cell(k, id, "none")))
            .toList());
  }

  private static <T> T value(Row row, String column) {
    return row.getAs(FramesTable.TABLE.index(column));
  }

  /** A closed form and a network share the read; frames do not depend on how batches fall. */
  @Test
  void networksMakeTheFramesThatTheyMakeAlone() throws Exception {
    Equipment equipment = with(TestPacks.ONNX);
    Shard shard = shard(equipment, TestPacks.ONNX, 20, 21, 25, 30);
    List<Row> rows = new ArrayList<>();
    try (FramePipeline frames = frames(equipment, LANE, List.of(), shard)) {
      frames.forEachRemaining(rows::add);
    }
    assertThat(rows).hasSize(8);
    assertThat(counters.windows().value()).as("reads").isEqualTo(1);
    assertThat(counters.stages().get(Stage.INFER).value()).isPositive();
    ModelPack pack = equipment.packs().reconstructors().get(0);
    try (NetworkReconstructor alone = NetworkReconstructor.open(pack, NetworkSettings.oneThread());
        OpenedRecording recording = shard.recording().open(conf)) {
      for (Row row : rows) {
        boolean network =
            FramePipelineTest.<String>value(row, Columns.METHOD).equals(pack.id().toString());
        assertThat(FramePipelineTest.<String>value(row, Columns.DEVICE))
            .isEqualTo(network ? "cpu" : null);
        if (network) {
          long key = value(row, Columns.KEY_FRAME);
          GrayImage expected =
              alone.reconstruct(recording.recording().read(0, PLANES), Math.toIntExact(key));
          assertThat(RawFrame.decode(value(row, FramesTable.RAW))).isEqualTo(expected);
        }
      }
    }
    assertThat(open()).isZero();
    assertThat(NetworkGauges.snapshot().liveTensors()).isZero();
  }

  /** A window without spikes makes this network divide by zero. */
  @Test
  void aFrameThatIsNotFiniteFailsWithAReasonAndTheOthersDoNot() throws Exception {
    byte[] planes = Files.readAllBytes(file);
    Arrays.fill(planes, 0, planes.length / 2, (byte) 0);
    Files.write(file, planes);
    Equipment equipment = with("tiny-normalised");
    List<Row> rows = new ArrayList<>();
    try (FramePipeline frames =
        frames(equipment, LANE, List.of(), shard(equipment, "tiny-normalised", 12, 50))) {
      frames.forEachRemaining(rows::add);
    }
    List<Row> failed =
        rows.stream().filter(row -> "failed".equals(value(row, Columns.STATUS))).toList();
    assertThat(failed).hasSize(1);
    assertThat(FramePipelineTest.<Long>value(failed.get(0), Columns.KEY_FRAME)).isEqualTo(12L);
    assertThat(FramePipelineTest.<String>value(failed.get(0), FramesTable.REASON_CODE))
        .isEqualTo("not_finite");
  }

  @Test
  void networksThatScoreDoSoBesideTheOthers() throws Exception {
    Equipment equipment = with(TestPacks.METRIC);
    String metric = equipment.metrics().resolve(TestPacks.METRIC, equipment.models()).toString();
    List<Row> rows = new ArrayList<>();
    try (FramePipeline frames =
        new FramePipeline(
            Stream.of(shard(10, 20)).iterator(),
            conf,
            new TaskMethods(equipment.methods(), LANE.settings()),
            LANE,
            false,
            new FrameScorer(List.of(metric), equipment, LANE.settings(), counters),
            new FrameRows(new Run("run", 7), Keep.NONE),
            counters)) {
      frames.forEachRemaining(rows::add);
    }
    assertThat(rows).hasSize(2);
    assertThat(counters.scores().value()).isEqualTo(2);
  }

  @Test
  void closingEarlyStopsTheStagesAndClosesTheFile() {
    Equipment equipment = with(TestPacks.ONNX);
    FramePipeline frames =
        frames(
            equipment,
            LANE,
            List.of(),
            shard(equipment, TestPacks.ONNX, 20, 21, 25, 30),
            shard(equipment, TestPacks.ONNX, 31, 32, 33));
    frames.next();
    frames.close();
    assertThat(open()).isZero();
    assertThat(NetworkGauges.snapshot().liveTensors()).isZero();
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .noneMatch(name -> name.startsWith("spikelake-"));
  }
}
