package io.spikelake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spikelake.schemas.SpikeSourceColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans without Spark; virtual files of {@link CountingFileSystem} stand for huge ones. */
class ScanPlannerTest {

  private static final long MIB = 1 << 20;
  private static final int PLANE_BYTES = 12_500;
  private static final int WINDOW_BYTES = 41 * PLANE_BYTES;
  private static final ReadPlan ALL_COLUMNS =
      new ReadPlan(SpikeSourceColumns.SCHEMA, WindowFilter.NONE, MIB, false);

  @TempDir Path folder;
  private final Configuration conf = new Configuration();

  @BeforeEach
  void useCountingFileSystem() {
    conf.set("fs.counted.impl", CountingFileSystem.class.getName());
    CountingFileSystem.reset();
  }

  private SpikeTable table(String paths, String... options) throws IOException {
    Map<String, String> given = new HashMap<>(Map.of("paths", paths));
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    SpikeSourceOptions parsed = SpikeSourceOptions.parse(given);
    return new SpikeTable(parsed, conf, RecordingInventory.list(parsed, conf));
  }

  private SpikeTable virtual(long... lengths) throws IOException {
    List<String> paths = new ArrayList<>();
    for (long length : lengths) {
      paths.add("\"counted:///virtual/" + length + ".dat\"");
    }
    return table(paths.toString(), "height", "250", "width", "400");
  }

  private static PartitionSize size(long bytes) {
    return new PartitionSize(bytes, 0, 4 * MIB, 2);
  }

  @Test
  void aHugeRecordingIsCutIntoEqualShares() throws IOException {
    long planes = 8_000_000;
    ScanPlan plan = ScanPlanner.plan(virtual(planes * PLANE_BYTES), ALL_COLUMNS, size(128 * MIB));
    long windows = (planes + 40) / 41;
    assertThat(plan.rows()).isEqualTo(OptionalLong.of(windows));
    int perTask = (int) (128 * MIB / WINDOW_BYTES);
    assertThat(plan.partitions()).hasSize((int) ((windows + perTask - 1) / perTask));
    long next = 0;
    for (SpikePartition partition : plan.partitions()) {
      assertThat(partition.slices()).hasSize(1);
      WindowRanges.Range range = partition.slices().get(0).windows().ranges().get(0);
      assertThat(range.from()).isEqualTo(next);
      assertThat(range.to()).isEqualTo(Math.min(windows, next + perTask));
      next = range.to();
    }
    assertThat(next).isEqualTo(windows);
    assertThat(CountingFileSystem.FILES_OPENED).hasValue(0);
  }

  @Test
  void aTaskPrefersTheHostsOfItsBytes() throws IOException {
    ScanPlan plan = ScanPlanner.plan(virtual(20_000L * PLANE_BYTES), ALL_COLUMNS, size(64 * MIB));
    assertThat(plan.partitions().get(0).preferredLocations()).containsExactly("host0");
    assertThat(plan.partitions().get(1).preferredLocations()).containsExactly("host1", "host0");
    assertThat(plan.partitions().get(3).preferredLocations()).containsExactly("host3", "host2");
  }

  @Test
  void smallRecordingsArePackedAndNotCut() throws IOException {
    long length = 100L * PLANE_BYTES;
    SpikeTable table = virtual(length, length + PLANE_BYTES, length + 2 * PLANE_BYTES);
    assertThat(ScanPlanner.plan(table, ALL_COLUMNS, size(64 * MIB)).partitions()).hasSize(1);
    // Two recordings and the opening of one: 2.5 MB and 4 MiB.
    assertThat(ScanPlanner.plan(table, ALL_COLUMNS, size(7 * MIB)).partitions())
        .extracting(partition -> partition.slices().size())
        .containsExactly(2, 1);
    assertThat(ScanPlanner.plan(table, ALL_COLUMNS, size(2 * MIB)).partitions()).hasSize(3);
  }

  @Test
  void withoutSpikesAShareHoldsManyMoreWindows() throws IOException {
    StructType columns = new StructType().add(SpikeSourceColumns.SCHEMA.apply("key_frame"));
    ReadPlan metadata = new ReadPlan(columns, WindowFilter.NONE, MIB, false);
    ScanPlan plan = ScanPlanner.plan(virtual(8_000_000L * PLANE_BYTES), metadata, size(128 * MIB));
    assertThat(plan.partitions()).hasSize(1);
    assertThat(plan.rowBytes()).isEqualTo(plan.rows().getAsLong() * ScanPlanner.ROW_BYTES);
  }

  @Test
  void aFilterLeavesOneWindow() throws IOException {
    WindowFilter filter = WindowFilter.of(new Filter[] {new EqualTo("key_frame", 41L * 1000)});
    ReadPlan one = new ReadPlan(SpikeSourceColumns.SCHEMA, filter, MIB, false);
    ScanPlan plan = ScanPlanner.plan(virtual(8_000_000L * PLANE_BYTES), one, size(128 * MIB));
    assertThat(plan.rows()).isEqualTo(OptionalLong.of(1));
    assertThat(plan.rowBytes()).isEqualTo(WINDOW_BYTES + ScanPlanner.ROW_BYTES);
    assertThat(plan.partitions()).hasSize(1);
    assertThat(plan.partitions().get(0).slices().get(0).windows())
        .isEqualTo(WindowRanges.of(1000, 1001));
  }

  @Test
  void onlyAStoredArchiveLargerThanAShareIsCut() throws IOException {
    byte[] spikes = RecordingFiles.spikes(164, 50, 40, 6);
    RecordingFiles.uhsr(folder.resolve("deflated.npz"), spikes, 50, 40, ZipEntry.DEFLATED, 1, "a");
    RecordingFiles.uhsr(folder.resolve("stored.npz"), spikes, 50, 40, ZipEntry.STORED, 1, "a");
    SpikeTable table = table("[\"counted://" + folder + "\"]");
    ScanPlan together = ScanPlanner.plan(table, ALL_COLUMNS, size(64 * MIB));
    assertThat(together.partitions()).hasSize(1);
    assertThat(together.rows()).as("not known without opening").isEmpty();
    assertThat(CountingFileSystem.FILES_OPENED).hasValue(0);
    ScanPlan cut = ScanPlanner.plan(table, ALL_COLUMNS, size(20_000));
    assertThat(cut.partitions())
        .extracting(
            partition -> partition.slices().get(0).recording().file().relativePath(),
            partition -> partition.slices().get(0).windows().count())
        .containsExactly(
            tuple("deflated.npz", 4L),
            tuple("stored.npz", 1L),
            tuple("stored.npz", 1L),
            tuple("stored.npz", 1L),
            tuple("stored.npz", 1L));
  }

  @Test
  void aShareIsWhatKeepsAllCoresBusyUnlessTheUserSays() {
    assertThat(new PartitionSize(7L, 128 * MIB, 4 * MIB, 2).bytes(1 << 30, 3)).isEqualTo(7);
    assertThat(new PartitionSize(null, 128 * MIB, 4 * MIB, 2).bytes(1 << 30, 3))
        .isEqualTo(128 * MIB);
    assertThat(new PartitionSize(null, 128 * MIB, 4 * MIB, 2).bytes(8 * MIB, 3))
        .isEqualTo(10 * MIB);
    assertThat(new PartitionSize(null, 128 * MIB, 4 * MIB, 8).bytes(8 * MIB, 3)).isEqualTo(4 * MIB);
  }
}
