package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.files.Sha256;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.bundle.LeaderboardBundle;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.pack.ModelPack;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of a lake with three methods, which changes after the first bundle was written. */
class BundleOptionTest {

  private static final long SEED = 41;
  private static final String NIQE = "niqe/spikelake@2";
  private static final String TFP = "tfp/spike-zoo@1:window=41";
  private static final String TVS = "tvs/moving@1";
  private static final ModelPack PACK = Equipment.bundled().packs().reconstructors().get(0);

  @TempDir static Path folder;

  private static Lake lake;
  private static Path first;

  @BeforeAll
  static void writeTheFirst() {
    System.out.println("BundleOptionTest seed " + SEED);
    lake = SharedSpark.lake(folder.resolve("lake"));
    Random random = new Random(SEED);
    List<Row> recordings = new ArrayList<>();
    List<Row> scores = new ArrayList<>();
    for (int r = 0; r < 6; r++) {
      recordings.add(SharedSpark.recording("r" + r, "v1", 1, Map.of("dataset", "u-caltech")));
      for (String method : List.of(TFP, TVS, PACK.id().toString())) {
        for (long keyFrame = 0; keyFrame < 3; keyFrame++) {
          scores.add(score("r" + r, method, keyFrame, 4 + random.nextDouble(), 1));
        }
      }
    }
    lake.append(
        RecordingsTable.TABLE,
        SharedSpark.rows(RecordingsTable.TABLE, recordings.toArray(Row[]::new)));
    append(scores.toArray(Row[]::new));
    first = folder.resolve("first");
    assertThat(leaderboard("--metrics", NIQE, "--bundle", first.toString())).isZero();
    append(score("r0", TFP, 0, 99, 50));
  }

  private static void append(Row... scores) {
    lake.append(ScoresTable.TABLE, SharedSpark.rows(ScoresTable.TABLE, scores));
  }

  private static Row score(
      String recording, String method, long keyFrame, double score, long committedIn) {
    return SharedSpark.score(
        recording, keyFrame, method, NIQE, score, committedIn, "dataset", "u-caltech");
  }

  private static int leaderboard(String... options) {
    List<String> words = new ArrayList<>(List.of("leaderboard", "--lake", lake.root()));
    words.addAll(Arrays.asList(options));
    words.addAll(List.of("--replicates", "50"));
    return SpikeLake.run(words.toArray(String[]::new));
  }

  private static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(first.resolve(name).toFile());
  }

  private static String asOf() throws IOException {
    return json("config.json").get("as_of").asText();
  }

  private static Map<String, byte[]> content(Path of) throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(of)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(of.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }

  @Test
  void twoBundlesOfOneRunAreTheSameBytes() throws Exception {
    Path second = folder.resolve("second");
    assertThat(leaderboard("--metrics", NIQE, "--as-of", asOf(), "--bundle", second.toString()))
        .isZero();
    Map<String, byte[]> before = content(first);
    Map<String, byte[]> after = content(second);
    assertThat(after.keySet())
        .isEqualTo(before.keySet())
        .contains("scores.csv.gz", "SHA256SUMS", "tables/index.html", "tables/leaderboard.tex");
    before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void aZipHoldsTheSameFilesAndIsTheSameBytesAgain() throws Exception {
    Path zip = folder.resolve("made.zip");
    assertThat(leaderboard("--metrics", NIQE, "--as-of", asOf(), "--bundle", zip.toString()))
        .isZero();
    Path packed = folder.resolve("packed.zip");
    LeaderboardBundle.zip(first, packed);
    assertThat(packed).hasSameBinaryContentAs(zip);
    Map<String, byte[]> content = content(first);
    try (ZipFile opened = new ZipFile(zip.toFile())) {
      assertThat(opened.size()).isEqualTo(content.size());
      for (ZipEntry entry : Collections.list(opened.entries())) {
        assertThat(opened.getInputStream(entry)).hasBinaryContent(content.get(entry.getName()));
      }
    }
  }

  @Test
  void theCommandOfTheBundleGivesItsTables() throws Exception {
    String text = Files.readString(first.resolve("RECOMPUTE.md"));
    String command = text.split("```\n")[1].strip();
    assertThat(command).startsWith("spikelake leaderboard --lake ").contains(" --as-of " + asOf());
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
    Path again = folder.resolve("again");
    words.set(words.indexOf("--report") + 1, again.toString());
    assertThat(SpikeLake.run(words.subList(1, words.size()).toArray(String[]::new))).isZero();
    content(first.resolve("tables"))
        .forEach((name, bytes) -> assertThat(again.resolve(name)).as(name).hasBinaryContent(bytes));
  }

  @Test
  void theScoresAreThoseOfTheTable() throws Exception {
    Map<String, List<Double>> byMethod = new TreeMap<>();
    List<String> keys = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(first.resolve("scores.csv.gz"))),
                StandardCharsets.UTF_8))) {
      assertThat(lines.readLine())
          .isEqualTo(
              "dataset,path,recording_id,recording_version,key_frame,method,tone,metric,score,"
                  + "status,flat_fraction,blocks,device,committed_in");
      lines
          .lines()
          .map(line -> line.split(","))
          .forEach(
              cells -> {
                keys.add(String.join(" ", Arrays.copyOf(cells, 8)));
                byMethod
                    .computeIfAbsent(cells[5], method -> new ArrayList<>())
                    .add(Double.valueOf(cells[8]));
              });
    }
    assertThat(keys).hasSize(54).isSorted();
    JsonNode table = new ObjectMapper().readTree(first.resolve("tables/leaderboard.json").toFile());
    assertThat(table.size()).isEqualTo(3);
    for (JsonNode cell : table) {
      double mean =
          byMethod.get(cell.get("method").asText()).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow();
      assertThat(cell.get("mean").asDouble()).isCloseTo(mean, within(1e-12));
    }
  }

  @Test
  void everyFileHasItsDigest() throws Exception {
    Map<String, byte[]> content = content(first);
    byte[] sums = content.remove("SHA256SUMS");
    StringBuilder expected = new StringBuilder();
    content.forEach((name, bytes) -> expected.append("%s  %s\n".formatted(Sha256.of(bytes), name)));
    assertThat(new String(sums, StandardCharsets.UTF_8)).isEqualTo(expected.toString());
  }

  @Test
  void digestsAndConfigurationSayWhatItIsOf() throws Exception {
    JsonNode config = json("config.json");
    assertThat(config.get("metrics").toString()).isEqualTo("[\"niqe/spikelake@2\"]");
    assertThat(config.get("replicates").asInt()).isEqualTo(50);
    assertThat(config.get("seed").asLong()).isEqualTo(1);
    JsonNode digests = json("digests.json");
    JsonNode pack = digests.get("packs").get(PACK.id().toString());
    assertThat(pack.get("pack").asText()).isEqualTo(PACK.digest());
    assertThat(pack.get("model").asText()).isEqualTo(PACK.manifest().sha256());
    assertThat(digests.get("sample_sets").get("u-caltech").get(NIQE).size()).isEqualTo(1);
    // Created, then filled once, before the run; not the version that came later.
    assertThat(digests.get("delta_versions").get("scores").asLong()).isEqualTo(1);
  }

  @Test
  void methodsMetricsAndDataAreCitedWithTheirTerms() throws Exception {
    assertThat(Files.readString(first.resolve("references.bib")))
        .contains(
            "@inproceedings{zhu2019retina,",
            "@inproceedings{zhu2020retina,",
            "@article{mittal2013niqe,",
            "  journal = {IEEE Signal Processing Letters},",
            "@misc{dataset-u-caltech,",
            "Recognizing Ultra-High-Speed Moving Objects",
            "@misc{pack-" + PACK.manifest().name())
        .doesNotContain("zheng2021plasticity", "mittal2012brisque");
    assertThat(Files.readString(first.resolve("LICENCES.md")))
        .contains(
            "- `tfp/spike-zoo@1:window=41`: computed by SpikeLake's own code, Apache-2.0",
            "- `%s`: weights: Apache-2.0, from ".formatted(PACK.id()),
            "- `u-caltech`: none is stated; ask its authors");
  }
}
