package io.spikelake.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DigestMode;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestJobTest {

  private static final int PLANE_BYTES = 250 * 400 / 8;

  @TempDir Path folder;

  private Lake lake;

  @BeforeEach
  void open() {
    lake = SharedSpark.lake(folder.resolve("lake"));
  }

  private static void write(Path file, int value) throws IOException {
    byte[] planes = new byte[10 * PLANE_BYTES];
    Arrays.fill(planes, (byte) value);
    Files.createDirectories(file.getParent());
    Files.write(file, planes);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + value));
  }

  private void ingest(long run, Path... inputs) throws Exception {
    List<String> uris = Arrays.stream(inputs).map(Path::toString).toList();
    try (JobContext context = SharedSpark.context(lake, run)) {
      new IngestJob(
              context,
              new IngestJob.Config(uris, DatasetCatalogue.load("spike-reds"), DigestMode.SAMPLED))
          .run();
    }
  }

  private String currentVersion() {
    List<Row> rows = lake.currentRecordings(List.of()).collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0).getAs("recording_version");
  }

  /** A file may be restored from a copy that kept its time. */
  @Test
  void aVersionThatComesBackIsTheNewestAgain() throws Exception {
    Path file = folder.resolve("input/data.dat");
    write(file, 1);
    ingest(1, file.getParent());
    String first = currentVersion();
    write(file, 2);
    ingest(2, file.getParent());
    assertThat(currentVersion()).isNotEqualTo(first);
    write(file, 1);
    ingest(3, file.getParent());
    assertThat(currentVersion()).isEqualTo(first);
    assertThat(lake.read(RecordingsTable.TABLE).count()).isEqualTo(2);
    long versions = SharedSpark.versions(lake, RecordingsTable.TABLE);
    ingest(4, file.getParent());
    assertThat(SharedSpark.versions(lake, RecordingsTable.TABLE)).isEqualTo(versions);
  }

  @Test
  void twoFilesThatWouldBeOneRecordingAreRefused() throws Exception {
    Path one = folder.resolve("one/data.dat");
    Path two = folder.resolve("two/data.dat");
    write(one, 1);
    write(two, 2);
    assertThatThrownBy(() -> ingest(1, one.getParent(), two.getParent()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one/data.dat and file:")
        .hasMessageContaining("two/data.dat have the same path 'data.dat' below their inputs")
        .hasMessageContaining("give a folder above both as --input");
    assertThat(lake.has(RecordingsTable.TABLE)).isFalse();
    ingest(2, folder.resolve("one"));
    assertThat(lake.read(RecordingsTable.TABLE).count()).isEqualTo(1);
  }
}
