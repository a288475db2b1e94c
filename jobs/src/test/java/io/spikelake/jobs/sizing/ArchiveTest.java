package io.spikelake.jobs.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.reconstruct.TemporalSpan;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  private static final long SEED = 12;
  private static final TemporalSpan FORTY_ONE = TemporalSpan.around(20, 20);

  /** 250 * 400 / 8 = 12500 bytes a plane, 25 MB a recording. */
  @Test
  void aTerabyteIsSoManyRecordings() {
    Archive archive = Archive.ofBytes(1e12, 2000, 250, 400, 0);
    assertThat(archive.recordings()).isEqualTo(40_000);
    assertThat(archive.bytes()).isEqualTo(1_000_000_000_000L);
    assertThat(new Archive(1, 1, 3, 3, 0).planeBytes()).isEqualTo(2);
    assertThatThrownBy(() -> Archive.ofBytes(1e6, 2000, 250, 400, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "1000000 bytes hold no recording of 2000 planes of 250x400, which has 25000000 bytes");
  }

  @Test
  void oneKeyFrameIsReadAlone() {
    Archive archive = new Archive(10, 301, 250, 400, 0);
    assertThat(archive.windows(FORTY_ONE)).isEqualTo(10);
    assertThat(archive.reads(List.of(FORTY_ONE)))
        .isEqualTo(new Archive.Reads(10, 10 * 41 * 12_500));
    assertThat(archive.windows(TemporalSpan.around(151, 0))).isZero();
    assertThat(archive.reads(List.of(TemporalSpan.around(151, 0))))
        .isEqualTo(new Archive.Reads(0, 0));
  }

  /** Planes 50, 100, ..., 250; the 9 planes between two windows are read along. */
  @Test
  void windowsThatNearlyTouchAreOneRead() {
    Archive archive = new Archive(10, 301, 250, 400, 50);
    assertThat(archive.windows(FORTY_ONE)).isEqualTo(50);
    assertThat(archive.reads(List.of(FORTY_ONE)))
        .isEqualTo(new Archive.Reads(10, 10 * 241 * 12_500));
  }

  /** Planes 100 and 200, and 59 planes between the windows that are not read. */
  @Test
  void windowsFarApartAreReadsOfTheirOwn() {
    Archive archive = new Archive(10, 301, 250, 400, 100);
    assertThat(archive.windows(FORTY_ONE)).isEqualTo(20);
    assertThat(archive.reads(List.of(FORTY_ONE)))
        .isEqualTo(new Archive.Reads(20, 20 * 41 * 12_500));
  }

  @Test
  void aMethodThatWantsAllReadsAll() {
    Archive archive = new Archive(10, 2000, 250, 400, 100);
    assertThat(archive.reads(List.of(FORTY_ONE, TemporalSpan.WHOLE)))
        .isEqualTo(new Archive.Reads(30, archive.bytes()));
  }

  @Test
  void windowsAreThoseThatFit() {
    Random random = new Random(SEED);
    for (int i = 0; i < 3000; i++) {
      long planes = 1 + random.nextInt(300);
      long stride = 1 + random.nextInt(60);
      TemporalSpan span =
          i % 10 == 0
              ? TemporalSpan.WHOLE
              : TemporalSpan.around(random.nextInt(80), random.nextInt(80));
      long fitting =
          LongStream.iterate(0, at -> at < planes, at -> at + stride)
              .filter(at -> span.fits(at, planes))
              .count();
      Archive archive = new Archive(3, planes, 5, 7, stride);
      assertThat(archive.windows(span))
          .as("seed %d: %d planes, stride %d, %s", SEED, planes, stride, span)
          .isEqualTo(3 * fitting);
      assertThat(archive.reads(List.of(span)).bytes()).isBetween(0L, archive.bytes());
    }
  }

  @Test
  void numbersMustMakeSense() {
    assertThatThrownBy(() -> new Archive(0, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 recordings of 1 planes of 1x1");
  }
}
