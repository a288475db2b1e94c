package io.spikelake.jobs.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShardTest {

  private static final RecordingRef RECORDING = RecordingRefs.of("id", "version", "file:/a", 9);
  private static final Cell CELL = new Cell(3, "tfp/spike-zoo@1:window=41", "none");
  private static final Cell OTHER = new Cell(12, "tfi/spike-zoo@1:window=41", "rate=0.6");

  private static String digest(RecordingRef recording, Cell... cells) {
    return Shard.of(recording, List.of(cells)).digest();
  }

  static List<Arguments> others() {
    return List.of(
        Arguments.of("recording", digest(RecordingRefs.of("i", "version", "file:/a", 9), CELL)),
        Arguments.of("version", digest(RecordingRefs.of("id", "version2", "file:/a", 9), CELL)),
        Arguments.of(
            "the border between both",
            digest(RecordingRefs.of("idv", "ersion", "file:/a", 9), CELL)),
        Arguments.of("key frame", digest(RECORDING, new Cell(4, CELL.method(), CELL.tone()))),
        Arguments.of("method", digest(RECORDING, new Cell(3, OTHER.method(), CELL.tone()))),
        Arguments.of("tone", digest(RECORDING, new Cell(3, CELL.method(), OTHER.tone()))),
        Arguments.of("another cell", digest(RECORDING, CELL, OTHER)),
        Arguments.of("no cell", digest(RECORDING)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void otherWorkHasAnotherDigest(String part, String other) {
    assertThat(digest(RECORDING, CELL)).matches("[0-9a-f]{32}").isNotEqualTo(other);
  }

  /** Where a recording lies is not what is computed. */
  @Test
  void theSameWorkElsewhereHasTheSameDigest() {
    assertThat(digest(RecordingRefs.of("id", "version", "s3a://b/c", 9), CELL))
        .isEqualTo(digest(RECORDING, CELL));
  }

  @Test
  void cellsAreSortedSoThatTheirOrderDoesNotMatter() {
    long seed = 11;
    System.out.println("ShardTest seed " + seed);
    Random random = new Random(seed);
    List<Cell> cells = new ArrayList<>();
    for (long keyFrame = 0; keyFrame < 12; keyFrame++) {
      for (String method : List.of("a/b@1", "c/d@1")) {
        cells.add(new Cell(keyFrame, method, "none"));
        cells.add(new Cell(keyFrame, method, "clip"));
      }
    }
    Shard sorted = Shard.of(RECORDING, cells);
    assertThat(sorted.cells()).isSorted();
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(cells, random);
      assertThat(Shard.of(RECORDING, cells)).isEqualTo(sorted);
    }
  }
}
