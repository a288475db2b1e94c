package io.spikelake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.leaderboard.Parts;
import io.spikelake.jobs.leaderboard.SamplePolicy;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.MethodCostsTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardJobTest {

  private static final String NIQE = "niqe/spikelake@2";
  private static final String PSNR = "psnr/standard@1";
  private static final Leaderboard.Config EVERYTHING = own(List.of(), List.of(), List.of());

  @TempDir Path folder;

  private Lake lake;
  private long run = 100;

  @BeforeEach
  void open() {
    lake = SharedSpark.lake(folder);
    lake.append(
        RecordingsTable.TABLE,
        SharedSpark.rows(
            RecordingsTable.TABLE,
            SharedSpark.recording("a", "v0", 1, Map.of()),
            SharedSpark.recording("a", "v1", 2, Map.of()),
            SharedSpark.recording("b", "v1", 2, Map.of("dataset", "other"))));
  }

  /** A score of recording a, current version. */
  private static Row score(String method, String metric, long keyFrame, Double score) {
    return score("scenes", "a", "v1", method, metric, keyFrame, score, "ok");
  }

  private static Row without(String method, String metric, long keyFrame, String status) {
    return score("scenes", "a", "v1", method, metric, keyFrame, null, status);
  }

  private static Row score(
      String dataset,
      String recording,
      String version,
      String method,
      String metric,
      long keyFrame,
      Double score,
      String status) {
    boolean niqe = metric.equals(NIQE);
    return SharedSpark.score(
        recording,
        keyFrame,
        method,
        metric,
        score,
        2,
        "recording_version",
        version,
        "dataset",
        dataset,
        "status",
        status,
        "flat_fraction",
        niqe ? keyFrame / 8.0 : null,
        "blocks",
        niqe ? (int) (keyFrame + 8) : 0);
  }

  /** Over the samples that each entrant has. */
  private static Leaderboard.Config own(
      List<String> datasets, List<String> methods, List<String> metrics) {
    return new Leaderboard.Config(
        datasets,
        methods,
        metrics,
        SamplePolicy.OWN,
        Parts.NONE,
        Scope.ALL,
        100,
        Leaderboard.Config.SEED);
  }

  private Map<String, Row> leaderboard(Leaderboard.Config config) throws Exception {
    Map<String, Row> rows = new TreeMap<>();
    try (JobContext context = SharedSpark.context(lake, ++run)) {
      new LeaderboardJob(context, config)
          .run()
          .forEach(
              row ->
                  rows.put(
                      "%s %s %s"
                          .formatted(
                              row.getAs("dataset"), row.getAs("method"), row.getAs("metric")),
                      row));
    }
    return rows;
  }

  private void write(Row... scores) {
    lake.append(ScoresTable.TABLE, SharedSpark.rows(ScoresTable.TABLE, scores));
  }

  @Test
  void aggregatesAndRanks() throws Exception {
    write(
        score("tfp", NIQE, 0, 3.0),
        score("tfp", NIQE, 1, 4.0),
        score("tfp", NIQE, 2, 8.0),
        without("tfp", NIQE, 3, "constant"),
        without("tfp", NIQE, 4, "too_few_blocks"),
        without("tfp", NIQE, 5, "constant"),
        score("tfi", NIQE, 0, 5.5),
        score("tfi", NIQE, 1, 4.5),
        score("stp", NIQE, 0, 6.0),
        without("none", NIQE, 0, "window_incomplete"),
        score("tfp", PSNR, 0, 30.0),
        score("tfi", PSNR, 0, 31.0));
    Map<String, Row> rows = leaderboard(EVERYTHING);
    assertThat(rows).hasSize(6);

    Row tfp = rows.get("scenes tfp " + NIQE);
    assertThat(tfp.<Long>getAs("samples")).isEqualTo(3);
    assertThat(tfp.<Double>getAs("mean")).isEqualTo(5.0);
    assertThat(tfp.<Double>getAs("median")).isEqualTo(4.0);
    assertThat(tfp.<Double>getAs("stddev")).isEqualTo(Math.sqrt(7.0));
    assertThat(tfp.<Integer>getAs("rank")).as("5.0 twice is a shared first place").isEqualTo(1);
    assertThat(tfp.<Boolean>getAs("lower_is_better")).isTrue();
    assertThat(tfp.<Double>getAs("flat_fraction")).isEqualTo((0 + 0.125 + 0.25) / 3);
    assertThat(tfp.<Integer>getAs("min_blocks")).isEqualTo(8);
    assertThat(tfp.<Integer>getAs("max_blocks")).isEqualTo(10);
    assertThat(tfp.<String, Long>getJavaMap(tfp.fieldIndex("excluded")))
        .containsExactlyInAnyOrderEntriesOf(Map.of("constant", 2L, "too_few_blocks", 1L));
    assertThat(tfp.<Long>getAs("committed_in")).isEqualTo(run);

    Row tfi = rows.get("scenes tfi " + NIQE);
    assertThat(tfi.<Double>getAs("median")).as("between the two").isEqualTo(5.0);
    assertThat(tfi.<Integer>getAs("rank")).isEqualTo(1);
    assertThat(tfi.getJavaMap(tfi.fieldIndex("excluded"))).isEmpty();

    Row stp = rows.get("scenes stp " + NIQE);
    assertThat(stp.<Integer>getAs("rank")).as("after two firsts").isEqualTo(3);
    assertThat(stp.<Double>getAs("stddev")).as("of one sample").isNull();

    Row none = rows.get("scenes none " + NIQE);
    assertThat(none.<Long>getAs("samples")).isZero();
    assertThat(none.<Double>getAs("mean")).isNull();
    assertThat(none.<Double>getAs("median")).isNull();
    assertThat(none.<Integer>getAs("rank")).isNull();
    assertThat(none.<Integer>getAs("max_blocks")).isZero();

    assertThat(rows.get("scenes tfi " + PSNR).<Integer>getAs("rank")).isEqualTo(1);
    assertThat(rows.get("scenes tfp " + PSNR).<Integer>getAs("rank")).isEqualTo(2);
    assertThat(rows.get("scenes tfp " + PSNR).<Boolean>getAs("lower_is_better")).isFalse();
    assertThat(lake.read(LeaderboardTable.TABLE).collectAsList())
        .containsExactlyInAnyOrderElementsOf(rows.values());
  }

  @Test
  void onlyTheNewestVersionOfARecordingCounts() throws Exception {
    write(score("tfp", NIQE, 0, 3.0), score("scenes", "a", "v0", "tfp", NIQE, 0, 1000.0, "ok"));
    Row row = leaderboard(EVERYTHING).get("scenes tfp " + NIQE);
    assertThat(row.<Long>getAs("samples")).isEqualTo(1);
    assertThat(row.<Double>getAs("mean")).isEqualTo(3.0);
  }

  @Test
  void showsWhatIsAskedFor() throws Exception {
    write(
        score("tfp", NIQE, 0, 3.0),
        score("tfi", NIQE, 0, 3.0),
        score("tfp", PSNR, 0, 3.0),
        score("other", "b", "v1", "tfp", NIQE, 0, 3.0, "ok"));
    assertThat(leaderboard(EVERYTHING)).hasSize(4);
    assertThat(leaderboard(own(List.of("scenes"), List.of("tfp"), List.of(NIQE))))
        .containsOnlyKeys("scenes tfp " + NIQE);
    assertThat(leaderboard(own(List.of("other"), List.of(), List.of())))
        .containsOnlyKeys("other tfp " + NIQE);
  }

  @Test
  void withoutScoresNothingIsStored() throws Exception {
    assertThat(leaderboard(EVERYTHING)).isEmpty();
    assertThat(lake.has(LeaderboardTable.TABLE)).isFalse();
  }

  /** The difference of sums of squares would have no digit left here. */
  @Test
  void aSmallDeviationAroundALargeMeanIsKept() throws Exception {
    write(
        score("tfp", PSNR, 0, 1e8 + 0.25),
        score("tfp", PSNR, 1, 1e8),
        score("tfp", PSNR, 2, 1e8 - 0.25));
    assertThat(leaderboard(EVERYTHING).get("scenes tfp " + PSNR).<Double>getAs("stddev"))
        .isCloseTo(0.25, within(1e-12));
  }

  /** Bits do not depend on how rows are spread; digits are those of decimal arithmetic. */
  @Test
  void theResultDependsNeitherOnOrderNorOnPartitions() throws Exception {
    long seed = 77;
    System.out.println("LeaderboardJobTest seed " + seed);
    Random random = new Random(seed);
    List<Row> scores = new ArrayList<>();
    List<BigDecimal> values = new ArrayList<>();
    for (long keyFrame = 0; keyFrame < 101; keyFrame++) {
      double value = 12 * random.nextDouble() * Math.pow(10, random.nextInt(4) - 2);
      values.add(BigDecimal.valueOf(value));
      scores.add(score("tfp", NIQE, keyFrame, value));
    }
    List<String> results = new ArrayList<>();
    Row first = null;
    for (int partitions : List.of(1, 3, 7)) {
      Collections.shuffle(scores, random);
      Dataset<Row> rows =
          SharedSpark.rows(ScoresTable.TABLE, scores.toArray(Row[]::new)).repartition(partitions);
      lake = SharedSpark.lake(folder.resolve("lake" + partitions));
      open(lake);
      lake.append(ScoresTable.TABLE, rows);
      first = leaderboard(EVERYTHING).get("scenes tfp " + NIQE);
      results.add(
          List.of("mean", "median", "stddev", "flat_fraction", "samples").stream()
              .map(first::<Object>getAs)
              .toList()
              .toString());
    }
    assertThat(results).containsOnly(results.get(0));

    BigDecimal n = BigDecimal.valueOf(values.size());
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(n, MathContext.DECIMAL128);
    BigDecimal squares =
        values.stream().map(v -> v.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
    double deviation =
        squares
            .divide(n.subtract(BigDecimal.ONE), MathContext.DECIMAL128)
            .sqrt(MathContext.DECIMAL128)
            .doubleValue();
    Collections.sort(values);
    assertThat(first.<Double>getAs("mean")).isCloseTo(mean.doubleValue(), within(1e-14));
    assertThat(first.<Double>getAs("stddev")).isCloseTo(deviation, within(1e-13));
    assertThat(first.<Double>getAs("median")).isEqualTo(values.get(50).doubleValue());
    assertThat(first.<Long>getAs(LeaderboardTable.SAMPLES)).isEqualTo(101);
    assertThat(first.<String>getAs(Columns.TONE)).isEqualTo("clip");
  }

  /** A score of data set scenes, of a frame that a network made on a device. */
  private static Row scoreOn(String device, long keyFrame, Double score) {
    Row row = score("lrn", PSNR, keyFrame, score);
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    values[ScoresTable.TABLE.index("device")] = device;
    if (score == null) {
      values[ScoresTable.TABLE.index("status")] = "constant";
    }
    return RowFactory.create(values);
  }

  @Test
  void aRowSaysOnWhichKindsOfDevicesItsFramesWereMade() throws Exception {
    write(
        scoreOn("gpu:1", 0, 30.0),
        scoreOn("gpu:0", 1, 31.0),
        scoreOn("cpu", 2, 32.0),
        scoreOn("npu", 3, null),
        score("tfp", PSNR, 0, 20.0));
    Map<String, Row> rows = leaderboard(EVERYTHING);
    assertThat(rows.get("scenes lrn " + PSNR).<String>getList(devices()))
        .as("sorted, without numbers, of frames with a score")
        .containsExactly("cpu", "gpu");
    assertThat(rows.get("scenes tfp " + PSNR).<String>getList(devices())).isEmpty();
  }

  private static int devices() {
    return LeaderboardTable.TABLE.index("devices");
  }

  /** A measurement of 8 million parameters, half as many GMAC as milliseconds. */
  private static Row cost(
      String method, int height, int width, double latencyMs, String device, long committedIn) {
    return SharedSpark.row(
        MethodCostsTable.TABLE,
        "method",
        method,
        "device",
        device,
        "device_name",
        "Model 7",
        "engine",
        "OnnxRuntime 1.21.1",
        "height",
        height,
        "width",
        width,
        "precision",
        "float32",
        "threads",
        2,
        "planes",
        41L,
        "outputs",
        1,
        "padding",
        "none",
        "parameters",
        8_000_000L,
        "gmacs",
        latencyMs / 2,
        "runs",
        100,
        "latency_ms",
        latencyMs,
        "latency_median_ms",
        latencyMs,
        "latency_p95_ms",
        latencyMs,
        "frames_per_second",
        1000 / latencyMs,
        "batch",
        1,
        "measured_at",
        new Timestamp(0),
        "run_id",
        "r",
        "committed_in",
        committedIn);
  }

  private String costOf(Map<String, Row> rows, String key) {
    Row row = rows.get(key);
    return List.of(
            "latency_ms",
            "cost_height",
            "cost_width",
            "cost_measured_in",
            "latency_device",
            "latency_threads",
            "parameters",
            "gmacs",
            "peak_memory_mb")
        .stream()
        .map(row::<Object>getAs)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** Frames of scenes and of other are 8 high and 16 wide. */
  @Test
  void theNewestCostAtTheSizeOfTheFramesCounts() throws Exception {
    write(
        score("tfp", PSNR, 0, 20.0),
        score("tfi", PSNR, 0, 20.0),
        score("stp", PSNR, 0, 20.0),
        score("other", "b", "v1", "tfp", PSNR, 0, 3.0, "ok"));
    lake.append(
        MethodCostsTable.TABLE,
        SharedSpark.rows(
            MethodCostsTable.TABLE,
            cost("tfp", 8, 16, 3, "cpu", 4),
            cost("tfp", 8, 16, 2, "gpu:0", 5),
            cost("tfp", 250, 400, 50, "cpu", 6),
            cost("tfi", 250, 400, 70, "cpu", 8),
            cost("tfi", 250, 400, 60, "cpu", 7),
            cost("tfi", 16, 8, 1, "cpu", 9),
            cost("stp", 9, 16, 1, "cpu", 9)));
    Map<String, Row> rows = leaderboard(EVERYTHING);
    String tfp = "2.0 8 16 5 gpu:0 (Model 7) 2 8000000 1.0 null";
    assertThat(costOf(rows, "scenes tfp " + PSNR)).isEqualTo(tfp);
    assertThat(costOf(rows, "other tfp " + PSNR)).isEqualTo(tfp);
    assertThat(costOf(rows, "scenes tfi " + PSNR))
        .as("not of that size: the size of papers")
        .isEqualTo("70.0 250 400 8 cpu (Model 7) 2 8000000 35.0 null");
    assertThat(costOf(rows, "scenes stp " + PSNR))
        .as("of neither size")
        .isEqualTo("null null null null null null null null null");
  }

  @Test
  void aDataSetWithFramesOfSeveralSizesHasCostsAtTheSizeOfPapers() throws Exception {
    lake.append(
        RecordingsTable.TABLE,
        SharedSpark.rows(
            RecordingsTable.TABLE,
            SharedSpark.recording("c", "v1", 2, Map.of("height", 12)),
            SharedSpark.recording(
                "b",
                "v2",
                3,
                Map.of(
                    "dataset",
                    "other",
                    "height",
                    100,
                    "width",
                    100,
                    "crop",
                    RowFactory.create(1, 1, 16, 9)))));
    write(score("tfp", PSNR, 0, 20.0), score("other", "b", "v2", "tfp", PSNR, 0, 3.0, "ok"));
    lake.append(
        MethodCostsTable.TABLE,
        SharedSpark.rows(
            MethodCostsTable.TABLE,
            cost("tfp", 8, 16, 3, "cpu", 6),
            cost("tfp", 9, 16, 4, "cpu", 5),
            cost("tfp", 250, 400, 50, "cpu", 4)));
    Map<String, Row> rows = leaderboard(EVERYTHING);
    assertThat(rows.get("scenes tfp " + PSNR).<Double>getAs("latency_ms")).isEqualTo(50);
    assertThat(rows.get("other tfp " + PSNR).<Double>getAs("latency_ms"))
        .as("the size of the crop")
        .isEqualTo(4);
  }

  private static void open(Lake lake) {
    lake.append(
        RecordingsTable.TABLE,
        SharedSpark.rows(RecordingsTable.TABLE, SharedSpark.recording("a", "v1", 2, Map.of())));
  }
}
