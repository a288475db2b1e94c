package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.djl.Methods;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.testing.TestPacks;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchMethodsCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path pack;

  @BeforeEach
  void writePack() throws IOException {
    pack = folder.resolve("tiny.zip");
    Files.write(pack, TestPacks.zip(TestPacks.files(TestPacks.ONNX)));
  }

  /** With a small size and short times unless others are given. */
  private int bench(String... options) {
    Map<String, String> all =
        new LinkedHashMap<>(
            Map.of(
                "--pack", pack.toString(),
                "--pack-dir", folder.resolve("none").toString(),
                "--device", "cpu",
                "--size", "40x48",
                "--runs", "2",
                "--sweep-seconds", "0.01"));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    List<String> arguments = new ArrayList<>(List.of("methods"));
    all.forEach((name, value) -> arguments.addAll(List.of(name, value)));
    return new CommandLine(new BenchCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void jsonHasTheColumnsOfTheTable() throws IOException {
    assertThat(bench("--methods", "tiny-onnx", "--format", "json")).as(err.toString()).isZero();
    JsonNode rows = new ObjectMapper().readTree(out.toString());
    assertThat(rows).hasSize(1);
    JsonNode row = rows.get(0);
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    assertThat(names).isEqualTo(MethodCostsTable.TABLE.columnsWithout("run_id", "committed_in"));
    assertThat(row.get("method").asText()).startsWith("tiny-onnx/example@1:pack=");
    assertThat(row.get("parameters").asLong()).isEqualTo(277);
    assertThat(row.get("gmacs").asDouble()).isEqualTo(0.001);
    assertThat(row.get("height").asInt()).isEqualTo(40);
    assertThat(row.get("runs").asInt()).isEqualTo(2);
    for (String figure : List.of("latency_ms", "latency_median_ms", "frames_per_second", "batch")) {
      assertThat(row.get(figure).asDouble()).as(figure).isPositive();
    }
  }

  @Test
  void theTableNamesTheDevice() {
    assertThat(bench("--methods", "tfp,tiny-onnx")).as(err.toString()).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("method ").contains("gmac", "latency_ms", "frames_per_s");
    assertThat(lines.get(1)).startsWith("tfp/spike-zoo@1:window=41 ").contains("40x48");
    assertThat(lines.get(2)).startsWith("tiny-onnx/example@1").contains("graph 2+2 rows");
    assertThat(lines.subList(4, 7))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("cpu: ").contains("Vector API"),
            line -> assertThat(line).startsWith("cpu: ").contains("OnnxRuntime"),
            line -> assertThat(line).startsWith("latency: mean of 2 runs of one frame, float32"));
  }

  @Test
  void aLakeKeepsWhatWasMeasured() {
    SharedSpark.session();
    String lake = folder.resolve("lake").toString();
    assertThat(bench("--methods", "tfp,tiny-onnx", "--lake", lake)).as(err.toString()).isZero();
    List<Row> rows =
        SharedSpark.lake(Path.of(lake))
            .read(MethodCostsTable.TABLE)
            .orderBy("method")
            .collectAsList();
    assertThat(rows).extracting(row -> row.<Long>getAs("committed_in")).containsExactly(1L, 1L);
    assertThat(rows.get(0).<String>getAs("method")).isEqualTo("tfp/spike-zoo@1:window=41");
    assertThat(rows.get(1).<Long>getAs("parameters")).isEqualTo(277);
    assertThat(
            SharedSpark.lake(Path.of(lake))
                .read(RunsTable.TABLE)
                .where("command = 'bench methods' AND status = 'finished'")
                .first()
                .<String, Long>getJavaMap(RunsTable.TABLE.index("counts")))
        .containsEntry("method_costs", 2L);
  }

  @Test
  void withoutMethodsAllAreMeasured() {
    BenchMethodsCommand command = new BenchMethodsCommand();
    Methods methods = Methods.of(TestPacks.library(TestPacks.ONNX));
    assertThat(command.selected(methods))
        .hasSize(Reconstructors.registry().variants().size() + 1)
        .contains(VariantId.parse("tfp/spike-zoo@1:window=41"), methods.resolve("tiny-onnx"));
    command.typed = List.of("tfi", "tfp", "tfi/spike-zoo");
    assertThat(command.selected(methods))
        .containsExactly(
            VariantId.parse("tfi/spike-zoo@1:window=41"),
            VariantId.parse("tfp/spike-zoo@1:window=41"));
  }

  @Test
  void aMethodThatDoesNotFitIsLeftOutUnlessItWasAskedFor() throws IOException {
    BenchMethodsCommand command = new BenchMethodsCommand();
    new CommandLine(command).setErr(new PrintWriter(err));
    List<VariantId> methods = List.of(VariantId.parse("tfp/spike-zoo@1:window=41"));
    BenchMethodsCommand.Measuring refusal =
        method -> {
          throw new IllegalArgumentException("too odd");
        };
    assertThat(command.measure(methods, refusal)).isEmpty();
    assertThat(err.toString())
        .contains("spikelake: WARNING: tfp/spike-zoo@1:window=41 is left out: too odd");
    command.typed = List.of("tfp");
    assertThatThrownBy(() -> command.measure(methods, refusal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("too odd");
  }

  @Test
  void badOptionsAreRefused() {
    assertThat(bench("--runs", "0")).isEqualTo(1);
    assertThat(err.toString()).contains("--runs 0: expected a number from 1");
    assertThat(bench("--largest-batch", "0")).isEqualTo(1);
    assertThat(err.toString()).contains("--largest-batch 0: expected a number from 1");
    assertThat(bench("--sweep-seconds", "NaN")).isEqualTo(1);
    assertThat(err.toString()).contains("--sweep-seconds NaN: expected a positive number");
    assertThat(bench("--size", "250")).isEqualTo(2);
    assertThat(err.toString()).contains("'250'; expected HEIGHTxWIDTH, such as 250x400");
  }
}
