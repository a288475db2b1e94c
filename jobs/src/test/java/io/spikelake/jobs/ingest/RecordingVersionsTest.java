package io.spikelake.jobs.ingest;

import static io.spikelake.jobs.SharedSpark.recording;
import static io.spikelake.jobs.SharedSpark.rows;
import static io.spikelake.jobs.SharedSpark.versions;
import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.schemas.RecordingsTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingVersionsTest {

  @TempDir Path folder;

  private Lake lake;

  @BeforeEach
  void open() {
    lake = SharedSpark.lake(folder.resolve("lake"));
  }

  private void found(long run, Row... recordings) {
    versionsIn(run).found(rows(RecordingsTable.TABLE, recordings));
  }

  private RecordingVersions versionsIn(long run) {
    return new RecordingVersions(lake, new Run("run-" + run, run));
  }

  private List<String> stored(String... columns) {
    return texts(lake, columns);
  }

  private static List<String> texts(Lake lake, String... columns) {
    return lake
        .read(RecordingsTable.TABLE)
        .orderBy("recording_id", "recording_version")
        .selectExpr(columns)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private static List<String> current(Lake lake) {
    return lake.currentRecordings(List.of()).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .sorted()
        .toList();
  }

  @Test
  void whatIsNewIsAddedAndWhatDiffersIsUpdatedButStaysOfItsRun() {
    found(1, recording("a", "v1", 1, Map.of()), recording("b", "v1", 1, Map.of()));
    found(
        2,
        recording("a", "v1", 2, Map.of("label", 3L)),
        recording("b", "v2", 2, Map.of()),
        recording("c", "v1", 2, Map.of()));
    assertThat(
            stored("recording_id", "recording_version", "committed_in", "coalesce(label, 'null')"))
        .containsExactly("a v1 1 3", "b v1 1 null", "b v2 2 null", "c v1 2 null");
    assertThat(current(lake)).containsExactly("a v1", "b v2", "c v1");
  }

  @Test
  void aValueThatBecomesNullIsADifference() {
    found(1, recording("a", "v1", 1, Map.of("white_rate", 0.6)));
    found(2, recording("a", "v1", 2, Map.of()));
    assertThat(stored("white_rate IS NULL")).containsExactly("true");
  }

  @Test
  void aDifferentListIsADifference() {
    found(1, recording("a", "v1", 1, Map.of("key_frames", List.of(1L, 2L))));
    found(2, recording("a", "v1", 2, Map.of("key_frames", List.of(2L, 1L))));
    assertThat(stored("key_frames[0]")).containsExactly("2");
  }

  @Test
  void whereNothingChangedNothingIsWritten() {
    found(1, recording("a", "v1", 1, Map.of("white_rate", 0.6)));
    long before = versions(lake, RecordingsTable.TABLE);
    found(2, recording("a", "v1", 2, Map.of("white_rate", 0.6)));
    versionsIn(2).gone(rows(RecordingsTable.TABLE));
    assertThat(versions(lake, RecordingsTable.TABLE)).isEqualTo(before);
  }

  @Test
  void aVersionThatComesBackIsTheNewestAgain() {
    found(1, recording("a", "v1", 1, Map.of()));
    found(2, recording("a", "v2", 2, Map.of()));
    assertThat(current(lake)).containsExactly("a v2");
    found(3, recording("a", "v1", 3, Map.of()));
    assertThat(current(lake)).containsExactly("a v1");
    assertThat(stored("recording_version", "committed_in", "coalesce(current_in, 'null')"))
        .containsExactly("v1 1 3", "v2 2 null");
  }

  @Test
  void whatIsGoneIsNotCurrentUntilItIsFoundAgain() {
    found(1, recording("a", "v1", 1, Map.of()), recording("b", "v1", 1, Map.of()));
    long gone = versionsIn(2).gone(lake.currentRecordings(List.of()).where("recording_id = 'b'"));
    assertThat(gone).isEqualTo(1);
    assertThat(current(lake)).containsExactly("a v1");
    assertThat(stored("recording_id", "coalesce(absent_in, 'null')"))
        .containsExactly("a null", "b 2");
    found(3, recording("b", "v1", 3, Map.of()));
    assertThat(current(lake)).containsExactly("a v1", "b v1");
    assertThat(stored("recording_id", "coalesce(absent_in, 'null')"))
        .containsExactly("a null", "b null");
  }

  /** What a leaderboard of an old run is made of. */
  @Test
  void theLakeAsOfARunHasTheVersionsOfThatTime() {
    found(1, recording("a", "v1", 1, Map.of()), recording("b", "v1", 1, Map.of()));
    found(2, recording("a", "v2", 2, Map.of()));
    found(3, recording("a", "v1", 3, Map.of()));
    versionsIn(4).gone(lake.currentRecordings(List.of()).where("recording_id = 'b'"));
    assertThat(current(lake.asOf(1))).containsExactly("a v1", "b v1");
    assertThat(current(lake.asOf(2))).containsExactly("a v2", "b v1");
    assertThat(current(lake.asOf(3))).containsExactly("a v1", "b v1");
    assertThat(current(lake.asOf(4))).containsExactly("a v1");
    assertThat(texts(lake.asOf(1), "recording_version")).containsExactly("v1", "v1");
  }
}
