package io.spikelake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.hadoop.InputFile;
import io.spikelake.schemas.SpikeSourceColumns;
import io.spikelake.spike.MalformedSpikeStreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches of one task, without Spark around it. */
class WindowBatchReaderTest {

  private static final int HEIGHT = 5;
  private static final int WIDTH = 16;
  private static final int PLANE_BYTES = 10;
  private static final byte[] SPIKES = RecordingFiles.spikes(20, HEIGHT, WIDTH, 8);

  @TempDir Path folder;
  private final Configuration conf = new Configuration();

  @AfterEach
  void noArrowMemoryIsLeft() {
    assertThat(ArrowUtils.rootAllocator().getAllocatedMemory()).isZero();
    assertThat(ArrowUtils.rootAllocator().getChildAllocators()).isEmpty();
  }

  private SpikePartition partition(String window) throws IOException {
    SpikeSourceOptions options =
        SpikeSourceOptions.parse(
            Map.of("path", folder.toString(), "height", "5", "width", "16", "window", window));
    List<WindowSlice> slices =
        RecordingInventory.list(options, conf).stream()
            .map(recording -> new WindowSlice(recording, null))
            .toList();
    return SpikePartition.of(slices, Map.of());
  }

  private static ReadPlan plan(long batchBytes, boolean skips, String... columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(SpikeSourceColumns.SCHEMA.apply(column));
    }
    return new ReadPlan(schema, WindowFilter.NONE, batchBytes, skips);
  }

  @ParameterizedTest(name = "windows of {0} planes, batches of {1} bytes: {2}")
  @CsvSource({
    "1, 1, '1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'",
    "8, 80, '1 1 1 1 1 1'",
    "8, 160, '2 2 2'",
    "8, 199, '2 2 2'",
    "8, 200, '3 3'",
    "8, 1000, '6'",
    "20, 1, '1 1'"
  })
  void batchesAreBoundedByBytes(String window, long batchBytes, String rows) throws IOException {
    RecordingFiles.dat(folder.resolve("a.dat"), SPIKES, HEIGHT, WIDTH);
    RecordingFiles.uhsr(
        folder.resolve("b.npz"), SPIKES, HEIGHT, WIDTH, ZipEntry.DEFLATED, 3, "three");
    List<String> counts = new ArrayList<>();
    try (WindowBatchReader reader =
        new WindowBatchReader(partition(window), plan(batchBytes, false, "spikes"), conf)) {
      while (reader.next()) {
        ColumnarBatch batch = reader.get();
        counts.add(Integer.toString(batch.numRows()));
        long bytes = 0;
        for (int row = 0; row < batch.numRows(); row++) {
          bytes += batch.column(0).getBinary(row).length;
        }
        assertThat(bytes).isLessThanOrEqualTo(Math.max(batchBytes, planeBytes(window)));
      }
      assertThat(reader.next()).isFalse();
    }
    assertThat(String.join(" ", counts)).isEqualTo(rows);
  }

  private static long planeBytes(String window) {
    return Long.parseLong(window) * PLANE_BYTES;
  }

  @Test
  void rowsWithoutSpikesComeInBatchesOfThousands() throws IOException {
    Files.write(folder.resolve("long.dat"), new byte[5000 * PLANE_BYTES]);
    try (WindowBatchReader reader =
        new WindowBatchReader(partition("1"), plan(1, false, "key_frame"), conf)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.get().numRows()).isEqualTo(4096);
      assertThat(reader.get().column(0).getLong(4095)).isEqualTo(4095);
      assertThat(reader.next()).isTrue();
      assertThat(reader.get().numRows()).isEqualTo(904);
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void closingInTheMiddleFreesAllMemory() throws IOException {
    RecordingFiles.dat(folder.resolve("a.dat"), SPIKES, HEIGHT, WIDTH);
    WindowBatchReader reader =
        new WindowBatchReader(
            partition("2"), plan(40, false, SpikeSourceColumns.SCHEMA.fieldNames()), conf);
    assertThat(reader.next()).isTrue();
    assertThat(ArrowUtils.rootAllocator().getAllocatedMemory()).isPositive();
    reader.close();
    reader.close();
  }

  @Test
  void aDamagedRecordingBetweenSoundOnes() throws IOException {
    RecordingFiles.dat(folder.resolve("a.dat"), SPIKES, HEIGHT, WIDTH);
    byte[] wrong = SPIKES.clone();
    Arrays.fill(wrong, 3 * HEIGHT * WIDTH, 3 * HEIGHT * WIDTH + 1, (byte) 7);
    RecordingFiles.uhsr(folder.resolve("b.npz"), wrong, HEIGHT, WIDTH, ZipEntry.STORED, 3, "three");
    RecordingFiles.dat(folder.resolve("c.dat"), SPIKES, HEIGHT, WIDTH);
    String[] columns = {"path", "spikes"};
    try (WindowBatchReader reader =
        new WindowBatchReader(partition("20"), plan(1, true, columns), conf)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.get().column(0).getUTF8String(0).toString()).endsWith("a.dat");
      assertThat(reader.next()).isTrue();
      assertThat(reader.get().numRows()).isEqualTo(1);
      assertThat(reader.get().column(0).getUTF8String(0).toString()).endsWith("c.dat");
      assertThat(reader.next()).isFalse();
      assertThat(reader.currentMetricsValues()[0].name()).isEqualTo("skippedRecordings");
      assertThat(reader.currentMetricsValues()[0].value()).isEqualTo(1);
    }
    try (WindowBatchReader reader =
        new WindowBatchReader(partition("20"), plan(1, false, columns), conf)) {
      assertThat(reader.next()).isTrue();
      assertThatThrownBy(reader::next)
          .isInstanceOf(MalformedSpikeStreamException.class)
          .hasMessageContaining("b.npz");
    }
  }

  @Test
  void aFileThatShrankSaysSo() throws IOException {
    RecordingFiles.dat(folder.resolve("a.dat"), SPIKES, HEIGHT, WIDTH);
    SpikePartition planned = partition("20");
    Files.write(folder.resolve("a.dat"), new byte[PLANE_BYTES]);
    InputFile file = planned.slices().get(0).recording().file();
    assertThat(file.length()).isEqualTo(20 * PLANE_BYTES);
    try (WindowBatchReader reader = new WindowBatchReader(planned, plan(1, true, "spikes"), conf)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("it had 200 bytes when it was listed");
    }
  }
}
