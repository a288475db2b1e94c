package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.bench.BenchRecording;
import io.spikelake.bench.Kernel;
import io.spikelake.bench.Kernels;
import io.spikelake.quality.QualityModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {

  @TempDir Path noModels;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void jsonHasEveryKernelWithPositiveFigures() throws IOException {
    assertThat(kernels("--seconds", "0.01", "--format", "json")).as(err.toString()).isZero();
    JsonNode rows = new ObjectMapper().readTree(out.toString());
    List<String> names = new ArrayList<>();
    for (JsonNode row : rows) {
      String name = row.get("kernel").asText();
      names.add(name);
      for (String figure : List.of("us_per_frame", "frames_per_s", "mb_per_s", "processors")) {
        assertThat(row.get(figure).asDouble()).as(name + " " + figure).isPositive();
      }
      assertThat(row.get("us_per_frame").asDouble() * row.get("frames_per_s").asDouble())
          .isBetween(999_999.0, 1_000_001.0);
      boolean alone = row.get("rival").asText().isEmpty();
      assertThat(row.get("rival_us").isNull()).isEqualTo(alone);
      assertThat(row.get("times").isNull()).isEqualTo(alone);
    }
    try (BenchRecording recording = BenchRecording.simulate(128, 128)) {
      assertThat(names)
          .isEqualTo(
              Kernels.of(recording, QualityModels.bundled()).stream().map(Kernel::name).toList());
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void timeMustBePositive() {
    for (String seconds : List.of("0", "-1", "NaN", "1e9")) {
      assertThat(kernels("--seconds", seconds)).isEqualTo(1);
      assertThat(err.toString()).contains("expected a positive number, at most a day");
    }
  }

  @Test
  void asksForACommand() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("bench needs the command kernels or methods");
  }

  private int kernels(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("kernels", "--model-dir", noModels.toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
