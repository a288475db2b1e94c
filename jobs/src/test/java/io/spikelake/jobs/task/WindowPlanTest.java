package io.spikelake.jobs.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.task.WindowPlan.Read;
import io.spikelake.reconstruct.TemporalSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WindowPlanTest {

  private static final TemporalSpan NARROW = TemporalSpan.around(20, 20);
  private static final TemporalSpan WIDE = TemporalSpan.around(50, 10);

  /** With planes of this size, 131 072 = 128 KiB of gap are eight planes. */
  private static final int PLANE_BYTES = 16 << 10;

  static List<Arguments> plans() {
    return List.of(
        plan("one key frame", List.of(100L), List.of(NARROW), read(80, 121, 100)),
        plan("union of spans", List.of(100L), List.of(NARROW, WIDE), read(50, 121, 100)),
        plan("overlap", List.of(100L, 120L), List.of(NARROW), read(80, 141, 100, 120)),
        plan("touch", List.of(100L, 141L), List.of(NARROW), read(80, 162, 100, 141)),
        plan("gap of 8 planes", List.of(100L, 149L), List.of(NARROW), read(80, 170, 100, 149)),
        plan(
            "gap of 9 planes",
            List.of(100L, 150L),
            List.of(NARROW),
            read(80, 121, 100),
            read(130, 171, 150)),
        plan(
            "three, the last apart",
            List.of(100L, 110L, 300L),
            List.of(NARROW),
            read(80, 131, 100, 110),
            read(280, 321, 300)),
        plan("first that fits", List.of(20L), List.of(NARROW), read(0, 41, 20)),
        plan("last that fits", List.of(979L), List.of(NARROW), read(959, 1000, 979)),
        plan("starts too late", List.of(19L), List.of(NARROW)),
        plan("ends too early", List.of(980L), List.of(NARROW)),
        plan("key frame after the end", List.of(1000L), List.of(TemporalSpan.WHOLE)),
        plan(
            "only the span that fits is read",
            List.of(30L),
            List.of(NARROW, WIDE),
            read(10, 51, 30)),
        plan(
            "one that does not fit between two that do",
            List.of(10L, 30L, 40L),
            List.of(NARROW),
            read(10, 61, 30, 40)),
        plan(
            "the whole recording once",
            List.of(0L, 500L, 999L),
            List.of(TemporalSpan.WHOLE, NARROW),
            read(0, 1000, 0, 500, 999)),
        plan("nothing asked for", List.of(), List.of(NARROW)));
  }

  private static Arguments plan(
      String name, List<Long> keyFrames, List<TemporalSpan> spans, Read... reads) {
    return Arguments.of(name, keyFrames, spans, List.of(reads));
  }

  private static Read read(long first, long end, long... keyFrames) {
    return new Read(first, end, java.util.Arrays.stream(keyFrames).boxed().toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void readsTheUnionOfSpans(
      String name, List<Long> keyFrames, List<TemporalSpan> spans, List<Read> expected) {
    assertThat(WindowPlan.reads(keyFrames, spans, 1000, PLANE_BYTES)).isEqualTo(expected);
  }

  @Test
  void aSharedReadEndsBeforeSixtyFourMebibytes() {
    int planeBytes = 1 << 20;
    List<Long> keyFrames = new ArrayList<>();
    for (long keyFrame = 20; keyFrame < 180; keyFrame += 10) {
      keyFrames.add(keyFrame);
    }
    List<Read> reads = WindowPlan.reads(keyFrames, List.of(NARROW), 200, planeBytes);
    assertThat(reads)
        .hasSizeGreaterThan(1)
        .allSatisfy(read -> assertThat(read.end() - read.first()).isLessThanOrEqualTo(64))
        .first()
        .isEqualTo(read(0, 61, 20, 30, 40));
  }

  /** A span that is longer than a shared read may be is still read, alone and whole. */
  @Test
  void aSingleSpanMayBeLonger() {
    assertThat(
            WindowPlan.reads(
                List.of(5L, 90L), List.of(TemporalSpan.WHOLE), 5_000_000_000L, 1 << 20))
        .containsExactly(read(0, 5_000_000_000L, 5, 90));
  }

  @Test
  void everySpanThatFitsIsInsideTheReadOfItsKeyFrame() {
    long seed = 20240917;
    System.out.println("WindowPlanTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      long planes = 1 + random.nextInt(400);
      int planeBytes = 1 + random.nextInt(200_000);
      List<TemporalSpan> spans = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        spans.add(TemporalSpan.around(random.nextInt(60), random.nextInt(60)));
      }
      TreeSet<Long> keyFrames = new TreeSet<>();
      for (int i = 0; i < 20; i++) {
        keyFrames.add((long) random.nextInt(420));
      }
      List<Read> reads = WindowPlan.reads(List.copyOf(keyFrames), spans, planes, planeBytes);
      List<Long> planned = reads.stream().flatMap(read -> read.keyFrames().stream()).toList();
      assertThat(planned).as("round %d", round).doesNotHaveDuplicates().isSorted();
      for (long keyFrame : keyFrames) {
        for (TemporalSpan span : spans) {
          if (span.fits(keyFrame, planes)) {
            assertThat(reads)
                .as("round %d, key frame %d", round, keyFrame)
                .anySatisfy(
                    read -> {
                      assertThat(read.keyFrames()).contains(keyFrame);
                      assertThat(read.first()).isBetween(0L, span.first(keyFrame));
                      assertThat(read.end()).isBetween(span.end(keyFrame, planes), planes);
                    });
          }
        }
      }
    }
  }
}
