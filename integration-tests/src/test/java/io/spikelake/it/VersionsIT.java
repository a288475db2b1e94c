package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identity of recordings and of their content, over several ingests. */
class VersionsIT {

  @TempDir Path folder;

  private Path recordings;
  private Lake lake;

  @BeforeEach
  void simulate() throws IOException {
    recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    lake = SharedSpark.lake(folder.resolve("lake"));
    ingest(recordings);
  }

  private void ingest(Path input, String... more) {
    CommandLineRun.succeed(Commands.ingest(input, lake, more));
  }

  private List<Row> rows() {
    return lake.read(RecordingsTable.TABLE).collectAsList();
  }

  private Path fan() {
    return recordings.resolve("input/fan_part1_key_id151.dat");
  }

  @Test
  void changedBytesAreANewVersionOfTheSameRecording() throws IOException {
    byte[] bytes = Files.readAllBytes(fan());
    bytes[0] ^= 1;
    Files.write(fan(), bytes);
    Files.setLastModifiedTime(fan(), FileTime.fromMillis(1_000_000));
    ingest(recordings);
    assertThat(rows()).hasSize(4);
    assertThat(lake.currentRecordings(List.of()).count()).isEqualTo(3);
    assertThat(
            lake.currentRecordings(List.of())
                .where("path LIKE '%fan%' AND committed_in = 2")
                .count())
        .isEqualTo(1);
  }

  @Test
  void aMovedArchiveWithTheSameBytesIsNotNew() throws IOException {
    Path moved = folder.resolve("elsewhere");
    Files.move(recordings, moved);
    ingest(moved);
    assertThat(rows()).hasSize(3);
    assertThat(rows())
        .allSatisfy(row -> assertThat(row.<String>getAs("uri")).contains("/elsewhere/"));
  }

  /** Where length and time say that nothing changed, no byte is digested. */
  @Test
  void anUntouchedFileIsNotDigestedAgain() throws IOException {
    FileTime time = Files.getLastModifiedTime(fan());
    byte[] bytes = Files.readAllBytes(fan());
    bytes[0] ^= 1;
    Files.write(fan(), bytes);
    Files.setLastModifiedTime(fan(), time);
    ingest(recordings);
    assertThat(rows()).hasSize(3);
    ingest(recordings, "--digest", "full");
    assertThat(rows()).hasSize(6);
  }
}
