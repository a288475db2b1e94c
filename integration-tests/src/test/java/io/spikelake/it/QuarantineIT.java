package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad recordings never fail the job and never vanish. */
class QuarantineIT {

  @TempDir Path folder;

  private Path archive;
  private Lake lake;

  @BeforeEach
  void makeArchive() throws IOException {
    archive = folder.resolve("archive");
    Path demo = folder.resolve("demo");
    DemoRecordings.write(demo);
    Files.createDirectories(archive);
    Path good;
    try (var files = Files.walk(demo)) {
      good = files.filter(f -> f.toString().endsWith(".dat")).sorted().findFirst().orElseThrow();
    }
    Files.copy(good, archive.resolve("good.dat"));
    lake = SharedSpark.lake(folder.resolve("lake"));
  }

  private CommandLineRun run(String... geometry) {
    String[] fixed = {"--metrics=piqe", "--white-rate=0.6"};
    return CommandLineRun.of(
        Commands.on("run", archive, "mine", lake, Commands.join(fixed, geometry)));
  }

  private Map<String, Row> quarantined() {
    Map<String, Row> rows = new HashMap<>();
    lake.read(QuarantineTable.TABLE)
        .collectAsList()
        .forEach(row -> rows.put(row.getAs(QuarantineTable.PATH), row));
    return rows;
  }

  private static void zip(Path file, String member) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(new byte[] {1, 2, 3});
      zip.closeEntry();
    }
  }

  @Test
  void everyKindOfDamageHasItsReason() throws IOException {
    byte[] good = Files.readAllBytes(archive.resolve("good.dat"));
    Files.write(archive.resolve("truncated.dat"), java.util.Arrays.copyOf(good, good.length - 7));
    Files.write(archive.resolve("empty.dat"), new byte[0]);
    Files.writeString(archive.resolve("text.npz"), "this is no zip archive");
    zip(archive.resolve("other.npz"), "something.npy");

    CommandLineRun run = run("--height", "250", "--width", "400");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("WARNING: 4 recordings are in quarantine");
    assertThat(run.out()).contains("quarantined 4", "recordings 1");
    Map<String, Row> rows = quarantined();
    assertThat(rows.keySet())
        .containsExactlyInAnyOrder("truncated.dat", "empty.dat", "text.npz", "other.npz");
    assertThat(reason(rows, "truncated.dat")).isEqualTo("truncated");
    assertThat(message(rows, "truncated.dat"))
        .contains("truncated.dat", "12493 bytes are left over after 300 planes of 250x400");
    assertThat(reason(rows, "empty.dat")).isEqualTo("empty");
    assertThat(message(rows, "empty.dat")).contains("copy it again");
    assertThat(reason(rows, "text.npz")).isEqualTo("not_the_format");
    assertThat(reason(rows, "other.npz")).isIn("array_missing", "format_unknown");
    assertThat(lake.committedFrames().count()).isEqualTo(3);
  }

  @Test
  void aGeometryThatNobodyGaveIsAReason() {
    CommandLineRun run = run();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(reason(quarantined(), "good.dat")).isEqualTo("geometry_missing");
    assertThat(message(quarantined(), "good.dat")).contains("--height", "--width");
    assertThat(lake.read(RecordingsTable.TABLE).count()).isZero();
  }

  @Test
  void aDescriptionThatCannotBeReadIsAReason() throws IOException {
    Files.writeString(archive.resolve("config.yaml"), "spike_w: [400\n");
    CommandLineRun run = run();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(reason(quarantined(), "good.dat")).isEqualTo("geometry_missing");
    assertThat(message(quarantined(), "good.dat"))
        .startsWith("good.dat: the description beside it cannot be used: config.yaml is not YAML:")
        .endsWith("correct it, or give --height and --width");
  }

  @Test
  void aGeometryThatDoesNotFitIsAReason() {
    CommandLineRun run = run("--height", "251", "--width", "400");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(quarantined()).containsOnlyKeys("good.dat");
    assertThat(message(quarantined(), "good.dat")).contains("251");
  }

  @Test
  void strictMakesItAFailureAndASecondRunDoesNotDoubleTheRow() throws IOException {
    Files.write(archive.resolve("empty.dat"), new byte[0]);
    assertThat(run("--height", "250", "--width", "400", "--strict").exitCode()).isEqualTo(1);
    assertThat(run("--height", "250", "--width", "400", "--strict").exitCode()).isEqualTo(1);
    assertThat(lake.read(QuarantineTable.TABLE).count()).isEqualTo(1);
    assertThat(lake.committedFrames().count()).isEqualTo(3);
  }

  /** Damage that appears between ingest and reconstruction is found when the planes are read. */
  @Test
  void aRecordingThatShrinksAfterIngestIsQuarantinedAndTriedAgain() throws IOException {
    Path file = archive.resolve("good.dat");
    byte[] good = Files.readAllBytes(file);
    CommandLineRun.succeed(
        Commands.on(
            "ingest", archive, "mine", lake, "--height=250", "--width=400", "--white-rate=0.6"));
    Files.write(file, java.util.Arrays.copyOf(good, 130 * 12_500));
    String[] reconstruct = Commands.of("reconstruct", lake, "--metrics=piqe");
    CommandLineRun.succeed(reconstruct);
    assertThat(lake.committedFrames().where("status = 'failed'").count()).isEqualTo(3);
    Row row = quarantined().get("good.dat");
    assertThat(row.<String>getAs(QuarantineTable.STAGE)).isEqualTo("reconstruct");
    assertThat(row.<Long>getAs("key_frame")).isEqualTo(150);

    Files.write(file, good);
    CommandLineRun.succeed(reconstruct);
    assertThat(lake.committedFrames().where("status = '" + FramesTable.OK + "'").count())
        .isEqualTo(3);
  }

  @Test
  void aWindowThatDoesNotFitIsAStatus() {
    CommandLineRun run =
        run("--height", "250", "--width", "400", "--first", "10", "--stride", "1000");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(lake.committedFrames().where("status = 'window_incomplete'").count()).isEqualTo(3);
    assertThat(run.out()).contains("frames_window_incomplete 3");
    assertThat(lake.read(io.spikelake.schemas.ScoresTable.TABLE).collectAsList())
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.<String>getAs("status")).isEqualTo("window_incomplete"))
        .allSatisfy(row -> assertThat((Object) row.getAs("score")).isNull());
  }

  private static String reason(Map<String, Row> rows, String path) {
    return rows.get(path).getAs(QuarantineTable.REASON_CODE);
  }

  private static String message(Map<String, Row> rows, String path) {
    return rows.get(path).getAs(QuarantineTable.MESSAGE);
  }
}
