package io.spikelake.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.files.Sha256;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.schemas.HqImagesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports of a small lake, read back with the JDK. */
class ExportJobTest {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** A few rows at a time are not worth compiling queries for, nor planning them twice. */
  private static final Map<String, String> FOR_A_FEW_ROWS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false");

  private static final int SAMPLES = 24;

  @TempDir static Path folder;

  private static final Map<ExportFormat, ExportJob.Result> RESULTS =
      new EnumMap<>(ExportFormat.class);

  private static ExportLake one;
  private static ExportLake seven;
  private static final Map<String, String> BEFORE = new TreeMap<>();

  @BeforeAll
  static void fill() throws IOException {
    System.out.println("ExportJobTest seed " + ExportLake.SEED);
    RuntimeConfig conf = SharedSpark.session().conf();
    BEFORE.put(PARTITIONS, conf.get(PARTITIONS));
    FOR_A_FEW_ROWS.keySet().forEach(key -> BEFORE.put(key, conf.get(key)));
    FOR_A_FEW_ROWS.forEach(conf::set);
    one = new ExportLake(folder.resolve("one"), 1);
    SharedSpark.session().conf().set(PARTITIONS, 1);
    for (ExportFormat format : ExportFormat.values()) {
      RESULTS.put(format, export(one, config(format, folder.resolve(format.id()))));
    }
    seven = new ExportLake(folder.resolve("seven"), 7);
  }

  @AfterAll
  static void restore() {
    BEFORE.forEach(SharedSpark.session().conf()::set);
  }

  private static ExportConfig config(ExportFormat format, Path target) {
    return new ExportConfig(
        "hq",
        target.toString(),
        format,
        5,
        format == ExportFormat.PAIRS ? ExportLake.LQ : null,
        null,
        format == ExportFormat.NPZ,
        12.5,
        false);
  }

  private static ExportJob.Result export(ExportLake lake, ExportConfig config) throws IOException {
    return new ExportJob(lake.lake, config).run();
  }

  private static Map<String, String> digests(Path target) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(target.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  private static Map<String, String> listed(Path target) throws IOException {
    return Files.readAllLines(target.resolve("SHA256SUMS")).stream()
        .map(line -> line.split("  ", 2))
        .collect(Collectors.toMap(pair -> pair[1], pair -> pair[0]));
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void theBytesDoNotDependOnPartitions(ExportFormat format) throws IOException {
    Path first = folder.resolve(format.id());
    Path second = folder.resolve(format.id() + "-of-seven");
    ExportJob.Result result = RESULTS.get(format);
    SharedSpark.session().conf().set(PARTITIONS, 7);
    assertThat(export(seven, config(format, second)).checksum()).isEqualTo(result.checksum());

    Map<String, String> files = digests(first);
    assertThat(digests(second)).isEqualTo(files).hasSize((int) result.files());
    files.remove("SHA256SUMS");
    assertThat(listed(first)).isEqualTo(files);
    assertThat(Files.readAllLines(first.resolve("SHA256SUMS")))
        .isSortedAccordingTo(Comparator.comparing(line -> line.split("  ", 2)[1]));
    assertThat(Files.readString(first.resolve("README.md")))
        .startsWith("---\nlicense: unknown\n")
        .contains(result.checksum());
  }

  @Test
  void everyImageIsUnderItsClassWithAllThatIsKnownOfIt() throws IOException {
    Path target = folder.resolve(ExportFormat.IMAGEFOLDER.id());
    assertThat(RESULTS.get(ExportFormat.IMAGEFOLDER).samples()).isEqualTo(SAMPLES);
    List<JsonNode> lines = new ArrayList<>();
    for (String split : List.of("train", "test")) {
      for (String line : Files.readAllLines(target.resolve(split + "/metadata.jsonl"))) {
        JsonNode json = new ObjectMapper().readTree(line);
        lines.add(json);
        String key = json.get("key").asText();
        assertThat(json.get("split").asText()).isEqualTo(split);
        assertThat(json.get("score").asDouble()).isEqualTo(one.scores.get(key));
        assertThat(json.get("tone").asText()).isEqualTo("none");
        assertThat(json.has("margin")).isEqualTo(json.get("key_frame").asInt() != 40);
        Path file = target.resolve(split).resolve(json.get("file_name").asText());
        assertThat(Pictures.toLevels(Pictures.read(file, GreyRule.MATLAB)))
            .isEqualTo(Pictures.toLevels(one.chosen.get(key)));
      }
    }
    assertThat(lines).hasSize(SAMPLES);
    assertThat(lines.stream().map(line -> line.get("file_name").asText()).distinct())
        .as("two paths that look alike in names of files")
        .hasSize(SAMPLES);
    assertThat(lines.stream().map(line -> line.get("file_name").asText()))
        .allMatch(name -> name.matches("[A-Za-z0-9_%-]*/?[A-Za-z0-9_-]+\\.png"))
        .anyMatch(name -> name.startsWith("h%C3%A9li%20copter%2F%CE%B1/scene-a-run-1-x-"))
        .anyMatch(name -> name.startsWith("bung-") || name.startsWith("recording-"));
  }

  @Test
  void theNewestRunOfANameCounts() throws IOException {
    ExportLake lake = new ExportLake(folder.resolve("newer"), 1);
    ExportLake.Recording recording = ExportLake.RECORDINGS.get(3);
    Row newer =
        ExportLake.image(
            recording,
            "v1",
            10,
            "tfp/t@1",
            3.5,
            RawFrame.encode(lake.chosen.get(ExportLake.key(recording, 10))),
            9);
    lake.append(HqImagesTable.TABLE, List.of(newer));
    Path target = folder.resolve("newest");
    assertThat(export(lake, config(ExportFormat.PARQUET, target)).samples()).isEqualTo(1);
    assertThat(target.resolve("data/test-00000-of-00001.parquet")).exists();
  }

  @Test
  void whatIsAtTheTargetIsNotLostUnasked() throws IOException {
    Path target = folder.resolve("used");
    Files.createDirectories(target);
    Files.writeString(target.resolve("thesis.tex"), "...");
    ExportConfig config = config(ExportFormat.ARROW, target);
    ExportConfig overwriting =
        new ExportConfig(
            "hq", target.toString(), ExportFormat.ARROW, 5, null, null, false, 25, true);
    assertThatThrownBy(() -> export(one, overwriting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has files that no export made");
    Files.delete(target.resolve("thesis.tex"));

    export(one, config);
    Map<String, String> files = digests(target);
    assertThatThrownBy(() -> export(one, config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has an export; choose another, or give --overwrite");

    // What a killed export leaves.
    Files.delete(target.resolve("SHA256SUMS"));
    Files.writeString(target.resolve("data/x.part"), "half");
    assertThatThrownBy(() -> export(one, config))
        .hasMessageContaining("has an export that was not completed");
    export(one, overwriting);
    assertThat(digests(target)).isEqualTo(files);
  }

  @Test
  void anExportThatFailsDoesNotLookDone() throws IOException {
    ExportLake lake = new ExportLake(folder.resolve("damaged"), 1);
    Row damaged =
        ExportLake.image(
            ExportLake.RECORDINGS.get(1), "v1", 11, "tfp/t@1", 3, new byte[] {1, 2}, 9);
    lake.append(HqImagesTable.TABLE, List.of(damaged));
    Path target = folder.resolve("failed");
    assertThatThrownBy(() -> export(lake, config(ExportFormat.WEBDATASET, target)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "Image of scene a/run-1/x.dat at 11 by tfp/t@1: Not a stored frame");
    assertThat(digests(target)).containsOnlyKeys(".spikelake-export");
  }

  @Test
  void aSampleWithoutAnotherImageIsRefusedOrNamed() throws IOException {
    ExportLake lake = new ExportLake(folder.resolve("missing"), 1);
    ExportLake.Recording recording = ExportLake.RECORDINGS.get(0);
    String version =
        lake.lake
            .read(HqImagesTable.TABLE)
            .where("recording_id = '" + recording.id() + "'")
            .first()
            .getAs("recording_version");
    byte[] raw = RawFrame.encode(lake.chosen.get(ExportLake.key(recording, 10)));
    lake.append(
        HqImagesTable.TABLE,
        List.of(
            ExportLake.image(recording, version, 10, "tfp/t@1", 3, raw, 9),
            ExportLake.image(recording, version, 13, "tfp/t@1", 3, raw, 9)));
    Path target = folder.resolve("paired");
    assertThatThrownBy(() -> export(lake, config(ExportFormat.PAIRS, target)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 of 2 samples lack an image by tvs/test@1")
        .hasMessageContaining("scene a/run.1/x.dat at 13");
    assertThat(target).doesNotExist();
    ExportConfig allowed =
        new ExportConfig(
            "hq", target.toString(), ExportFormat.PAIRS, 5, ExportLake.LQ, null, true, 25, false);
    ExportJob.Result result = export(lake, allowed);
    assertThat(result.samples()).isEqualTo(1);
    assertThat(result.items()).isEqualTo(2);
    assertThat(Files.readString(target.resolve("left-out.txt")))
        .isEqualTo("scenes scene a/run.1/x.dat at 13: no frame by tvs/test@1\n");
    assertThat(Files.readAllLines(target.resolve("train/metadata.jsonl"))).hasSize(2);
  }

  @Test
  void whatTheSelectionDoesNotHaveIsRefused() {
    Path target = folder.resolve("refused");
    assertThatThrownBy(
            () -> export(one, ExportConfig.of("best", target.toString(), ExportFormat.PARQUET)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no selection 'best'; it has [hq]");
    assertThatThrownBy(
            () -> export(one, ExportConfig.of("hq", target.toString(), ExportFormat.NPZ)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 of 4 recordings have no class number");
    assertThatThrownBy(() -> ExportConfig.of("hq", "x", ExportFormat.PAIRS))
        .hasMessageContaining("give it with --lq");
    assertThatThrownBy(() -> ExportFormat.parse("zip"))
        .hasMessage(
            "Format 'zip'; expected one of imagefolder, webdataset, parquet, arrow, pairs, npz, video");
    assertThat(target).doesNotExist();
  }

  @Test
  void othersReadEveryFormat() throws Exception {
    assumeTrue(
        ReadBack.possible(), "Skipped: PYTHON names no interpreter with " + ReadBack.MODULES);
    ReadBack.Outcome outcome = ReadBack.of(one, folder);
    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(outcome.output()).endsWith("all read back\n");
  }
}
