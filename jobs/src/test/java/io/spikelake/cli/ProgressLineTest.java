package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
          0    | 100   | 0    | work: 0 / 100 samples, 0.0 samples/s
          0    | 100   | 5    | work: 0 / 100 samples, 0.0 samples/s
          10   | 100   | 2    | work: 10 / 100 samples, 5.0 samples/s, 0:18 left
          10   | 100   | 40   | work: 10 / 100 samples, 0.3 samples/s, 6:00 left
          1    | 3601  | 1    | work: 1 / 3601 samples, 1.0 samples/s, 1 h 00 min left
          1    | 10000 | 3    | work: 1 / 10000 samples, 0.3 samples/s, 8 h 19 min left
          100  | 100   | 8    | work: 100 / 100 samples, 12.5 samples/s
          103  | 100   | 8    | work: 100 / 100 samples, 12.9 samples/s
          0    | 0     | 1    | work: 0 / 0 samples, 0.0 samples/s
          """)
  void says(long done, long total, double seconds, String line) {
    assertThat(ProgressLine.line("work", done, total, seconds)).isEqualTo(line);
  }

  @Test
  void endsWithTheLastStateAndStopsOnce() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LongAccumulator done = new LongAccumulator();
    try (ProgressLine progress =
        new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      progress.start("work", 2, done);
      done.add(2);
      progress.stop();
      progress.stop();
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("work: 2 / 2 samples")
        .endsWith(System.lineSeparator());
  }
}
