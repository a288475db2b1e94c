package io.spikelake.jobs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.io.Run;
import io.spikelake.quality.QualityModels;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
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
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of shards, and that no stream stays open whatever happens. */
class FrameIteratorTest {

  private static final String METHOD = "tfp/spike-zoo@1:window=5";
  private static final int PLANES = 60;

  @TempDir Path folder;

  private final Configuration conf = CountingFileSystem.configuration();
  private final TaskCounters counters =
      new TaskCounters(
          new LongAccumulator(),
          new LongAccumulator(),
          new LongAccumulator(),
          new LongAccumulator(),
          new LongAccumulator());
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

  private FrameIterator frames(Shard... shards) {
    FrameScorer scorer = new FrameScorer(List.of(), QualityModels.bundled(), counters);
    FrameRows rows = new FrameRows(new Run("run", 7), Keep.NONE);
    return new FrameIterator(
        Stream.of(shards).iterator(),
        shard -> new ShardFrames(shard, conf, scorer, rows, counters));
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
    FrameIterator frames = frames(shard(10, 1, 59), shard(), shard(20, 21));
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
    FrameIterator frames = frames(shard(10, 50), shard(20));
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
    FrameIterator frames = frames(shard(10, 50), shard(20));
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
}
