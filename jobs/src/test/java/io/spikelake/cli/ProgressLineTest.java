package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.Progress.Work;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0    | 0      | 100   | 0 | 0    | work: 0 / 100 samples, 0.0 samples/s
          0    | 0      | 100   | 0 | 5    | work: 0 / 100 samples, 0.0 samples/s
          10   | 0      | 100   | 0 | 2    | work: 10 / 100 samples, 5.0 samples/s, 0:18 left
          10   | 0      | 100   | 0 | 40   | work: 10 / 100 samples, 0.3 samples/s, 6:00 left
          10   | 40     | 100   | 0 | 2    | work: 50 / 140 samples, 40 of them before, 5.0 samples/s, 0:18 left
          10   | 0      | 100   | 3 | 2    | work: 10 / 100 samples, 3 frames failed, 5.0 samples/s, 0:18 left
          1    | 0      | 3601  | 0 | 1    | work: 1 / 3601 samples, 1.0 samples/s, 1 h 00 min left
          1    | 0      | 10000 | 0 | 3    | work: 1 / 10000 samples, 0.3 samples/s, 8 h 19 min left
          100  | 0      | 100   | 0 | 8    | work: 100 / 100 samples, 12.5 samples/s
          103  | 0      | 100   | 0 | 8    | work: 100 / 100 samples, 12.9 samples/s
          0    | 0      | 0     | 0 | 1    | work: 0 / 0 samples, 0.0 samples/s
          """)
  void says(long done, long before, long left, long failed, double seconds, String line) {
    Work work = new Work("work", before, left, new LongAccumulator(), new LongAccumulator());
    assertThat(ProgressLine.line(work, done, failed, (long) (seconds * 1e9))).isEqualTo(line);
  }

  @Test
  void endsWithTheLastStateAndStopsOnce() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LongAccumulator done = new LongAccumulator();
    try (ProgressLine progress =
        new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      progress.start(new Work("work", 0, 2, done, new LongAccumulator()));
      done.add(2);
      progress.stop();
      progress.stop();
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("work: 2 / 2 samples")
        .endsWith(System.lineSeparator());
  }
}
