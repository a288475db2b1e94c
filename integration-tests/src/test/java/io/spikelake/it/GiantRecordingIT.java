package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.QuarantineTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording whose frames fit into no heap here is quarantined, and the others are done. */
class GiantRecordingIT {

  private static final int SIDE = 8000;
  private static final long PLANES = 41;

  @TempDir Path folder;

  @Test
  void aGiantFrameDoesNotTakeTheOthersWithIt() throws IOException {
    Path demo = folder.resolve("demo");
    DemoRecordings.write(demo);
    Path archive = folder.resolve("archive");
    geometry(Files.createDirectories(archive.resolve("good")), 250, 400);
    Files.copy(demo.resolve("input/fan_part1_key_id151.dat"), archive.resolve("good/fan.dat"));
    Path giant = Files.createDirectories(archive.resolve("giant"));
    geometry(giant, SIDE, SIDE);
    // Zeros that take no place.
    try (RandomAccessFile file = new RandomAccessFile(giant.resolve("giant.dat").toFile(), "rw")) {
      file.setLength(PLANES * SIDE * SIDE / Byte.SIZE);
    }
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    CommandLineRun run =
        CommandLineRun.succeed(
            Commands.on(
                "run",
                archive,
                "mine",
                lake,
                "--methods=tfp",
                "--metrics=none",
                "--white-rate=0.6",
                "--first=20",
                "--stride=1000"));
    assertThat(run.err()).contains("WARNING: 1 frames failed");
    assertThat(lake.frames().where("status = 'ok'").count()).isEqualTo(1);
    List<Row> rows = lake.read(QuarantineTable.TABLE).collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<String>getAs(QuarantineTable.PATH)).isEqualTo("giant/giant.dat");
    assertThat(rows.get(0).<String>getAs(QuarantineTable.REASON_CODE)).isEqualTo("too_large");
    assertThat(rows.get(0).<String>getAs(QuarantineTable.MESSAGE))
        .contains("8000x8000 (height x width) from 41 planes", "MiB", "spark.executor.memory");
  }

  private static void geometry(Path folder, int height, int width) throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        "filename: %s%nspike_h: %d%nspike_w: %d%nis_labeled: false%n"
            .formatted(folder.getFileName(), height, width));
  }
}
