package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.testing.mutation.Mutation;
import io.spikelake.testing.mutation.Mutation.Kind;
import io.spikelake.testing.mutation.RecordingMutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An archive full of damage, odd names and links goes through a whole run: nothing stops it, and
 * nothing is missing afterwards.
 */
class MutatedArchiveIT {

  /** One mutation of so many, which leaves some of every kind. */
  private static final int STEP = 17;

  private static final List<String> ODD_NAMES =
      List.of(
          "plain",
          "two words",
          "hash#tag",
          "per%20cent%",
          "\u00fcml\u00e4ut \u4e2d\u6587",
          "question?mark&more",
          "quote'\"s",
          "[set]{a,b}*",
          "colon:semi;comma,",
          "tab\tand\nline",
          "x".repeat(200));

  @TempDir Path folder;

  private final Set<String> paths = new TreeSet<>();
  private final Set<String> intact = new TreeSet<>();

  @Test
  void everyFileIsARecordingOrInQuarantine() throws IOException {
    Path archive = folder.resolve("archive");
    addMutations(archive);
    addLinksAndNames(archive);
    Lake lake = SharedSpark.lake(folder.resolve("lake"));

    CommandLineRun run =
        CommandLineRun.succeed(
            Commands.on(
                "run",
                archive,
                "mutated",
                lake,
                "--height=20",
                "--width=36",
                "--methods=tfp:window=21,tfi:window=21",
                "--metrics=piqe",
                "--white-rate=0.6"));

    Map<String, String> recordings = recordings(lake);
    List<Row> refused = lake.read(QuarantineTable.TABLE).where("stage = 'ingest'").collectAsList();
    Set<String> accounted = new TreeSet<>(recordings.values());
    for (Row row : refused) {
      String path = row.getAs(QuarantineTable.PATH);
      assertThat(accounted.add(path)).as("'%s' is in both tables, or twice", path).isTrue();
      assertThat(row.<String>getAs(QuarantineTable.REASON_CODE)).as(path).isNotBlank();
      String message = row.getAs(QuarantineTable.MESSAGE);
      assertThat(message).as(path).contains(": ").hasSizeLessThan(1500);
      assertThat(message.chars().noneMatch(Character::isISOControl)).as(message).isTrue();
    }
    assertThat(accounted).isEqualTo(paths);
    assertThat(recordings.values()).containsAll(intact);
    requireFrames(lake, recordings);
  }

  private static Map<String, String> recordings(Lake lake) {
    return lake.read(RecordingsTable.TABLE).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs(Columns.RECORDING_ID), row -> row.getAs(RecordingsTable.PATH)));
  }

  /** Two methods at the middle of each recording: a picture, or a status that says why not. */
  private void requireFrames(Lake lake, Map<String, String> recordings) {
    List<Row> frames = lake.committedFrames().collectAsList();
    assertThat(frames).hasSize(2 * recordings.size());
    assertThat(frames)
        .extracting(row -> row.<String>getAs(Columns.RECORDING_ID))
        .containsAll(recordings.keySet());
    Set<String> failed = new TreeSet<>();
    for (Row frame : frames) {
      String path = recordings.get(frame.<String>getAs(Columns.RECORDING_ID));
      String status = frame.getAs(Columns.STATUS);
      if (intact.contains(path)) {
        assertThat(status).as(path).isEqualTo(FramesTable.OK);
      }
      if (status.equals(FramesTable.FAILED)) {
        failed.add(path);
        assertThat(frame.<String>getAs(FramesTable.REASON_CODE)).as(path).isNotBlank();
      }
    }
    Set<String> refused = new TreeSet<>();
    lake.read(QuarantineTable.TABLE)
        .where("stage = 'reconstruct'")
        .collectAsList()
        .forEach(row -> refused.add(row.getAs(QuarantineTable.PATH)));
    assertThat(refused).isEqualTo(failed).isNotEmpty();
  }

  private void addMutations(Path archive) throws IOException {
    List<Mutation> all = RecordingMutations.all();
    for (int i = 0; i < all.size(); i++) {
      Mutation mutation = all.get(i);
      if (i % STEP == 0 || mutation.kind() == Kind.INTACT) {
        String name = mutation.fileName();
        String suffix = name.matches(".*\\.(dat|np[yz])") ? name.substring(name.length() - 4) : "";
        String odd = ODD_NAMES.get(paths.size() % ODD_NAMES.size());
        String path = "%s/%d %s%s".formatted(mutation.kind(), i, odd, suffix);
        if (!suffix.isEmpty()) {
          write(archive, path, mutation.file());
        }
        if (mutation.kind() == Kind.INTACT) {
          intact.add(path);
        }
      }
    }
    assertThat(paths).hasSizeBetween(100, 200);
  }

  private void addLinksAndNames(Path archive) throws IOException {
    byte[] good = Files.readAllBytes(archive.resolve(intact.iterator().next()));
    for (String name :
        List.of("back\\slash.dat", "up\\..\\..\\x.dat", "caf\u00e9.dat", "cafe\u0301.dat")) {
      write(archive, "names/" + name, good);
    }
    Path links = Files.createDirectories(archive.resolve("links"));
    Files.createSymbolicLink(links.resolve("up"), archive);
    Files.createSymbolicLink(links.resolve("round"), links);
    link(archive, "links/self.dat", links.resolve("self.dat"));
    link(archive, "links/gone.dat", links.resolve("nothing.dat"));
    link(archive, "links/good.dat", archive.resolve(intact.iterator().next()));
    intact.add("links/good.dat");
  }

  private void link(Path archive, String path, Path target) throws IOException {
    Files.createSymbolicLink(archive.resolve(path), target);
    paths.add(path);
  }

  private void write(Path archive, String path, byte[] content) throws IOException {
    Path file = archive.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    paths.add(path);
  }
}
