package io.spikelake.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.dataset.Crop;
import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.dataset.PathPattern;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.leaderboard.Leaderboard.Config;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.statistics.Holm;
import io.spikelake.statistics.PairedTest;
import io.spikelake.statistics.PoissonWeights;
import io.spikelake.statistics.Quantiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaderboards against the same figures by SQL, and by loops over the raw scores. */
class LeaderboardTest {

  private static final long SEED = 20261122;
  private static final int RECORDINGS = 40;
  private static final double TIGHT = 1e-9;
  private static final String NIQE = "niqe/spikelake@2";
  private static final String PSNR = "psnr/standard@1";
  private static final List<String> METHODS = List.of("tfi", "tfp", "tfstp", "tvs");

  @TempDir static Path folder;

  private static Lake lake;
  private static List<Row> scores;

  @BeforeAll
  static void simulate() throws Exception {
    System.out.println("LeaderboardTest seed " + SEED);
    Random random = new Random(SEED);
    List<Row> recordings = new ArrayList<>();
    scores = new ArrayList<>();
    for (int r = 0; r < RECORDINGS; r++) {
      String id = "r" + r;
      Map<String, Object> more =
          Map.of("path", id + ".dat", "label_name", "class " + r % 3, "split", "test");
      recordings.add(SharedSpark.recording(id, "v1", 1, more));
      double difficulty = 3 * random.nextGaussian();
      int windows = 1 + random.nextInt(6);
      for (long keyFrame = 0; keyFrame < windows; keyFrame++) {
        for (String method : METHODS) {
          for (String metric : List.of(NIQE, PSNR)) {
            String status = random.nextInt(40) == 0 ? "constant" : "ok";
            double score = 20 + difficulty + METHODS.indexOf(method) / 3.0 + random.nextGaussian();
            scores.add(score(id, keyFrame, method, metric, status, score));
          }
        }
        // Fits into no recording, and keeps nobody from being compared.
        scores.add(score(id, keyFrame, "giant", NIQE, "window_incomplete", 0));
      }
    }
    lake = lake("lake", recordings, 1, random);
  }

  private static Lake lake(String name, List<Row> recordings, int partitions, Random random) {
    Lake made = SharedSpark.lake(folder.resolve(name));
    made.append(
        RecordingsTable.TABLE,
        SharedSpark.rows(RecordingsTable.TABLE, recordings.toArray(Row[]::new)));
    List<Row> shuffled = new ArrayList<>(scores);
    Collections.shuffle(shuffled, random);
    made.append(
        ScoresTable.TABLE,
        SharedSpark.rows(ScoresTable.TABLE, shuffled.toArray(Row[]::new)).repartition(partitions));
    return made;
  }

  private static Row score(
      String recording, long keyFrame, String method, String metric, String status, double score) {
    return SharedSpark.score(
        recording,
        keyFrame,
        method,
        metric,
        status.equals("ok") ? score : null,
        2,
        "status",
        status,
        "blocks",
        metric.equals(NIQE) ? 4 + (int) keyFrame : 0);
  }

  private static Config config(SamplePolicy samples, Parts parts) {
    return new Config(List.of(), List.of(), List.of(), samples, parts, Scope.ALL, 200, SEED);
  }

  private static List<Row> rows(Lake of, Config config) throws Exception {
    try (Leaderboard leaderboard =
        new Leaderboard(new LakeScores(of), Equipment.bundled(), config)) {
      return leaderboard.dataset().collectAsList();
    }
  }

  private static Map<String, Row> byName(List<Row> rows, String... columns) {
    Map<String, Row> byName = new TreeMap<>();
    for (Row row : rows) {
      byName.put(String.join(" ", Arrays.stream(columns).map(row::<String>getAs).toList()), row);
    }
    return byName;
  }

  /** The oracle: nothing of the code under test. */
  private static List<Row> sql(String query) {
    Dataset<Row> all =
        SharedSpark.rows(ScoresTable.TABLE, scores.toArray(Row[]::new)).where("status = 'ok'");
    all.createOrReplaceTempView("ok_scores");
    SharedSpark.session()
        .sql(
            "SELECT * FROM ok_scores JOIN (SELECT metric, recording_id, key_frame FROM ok_scores"
                + " GROUP BY ALL HAVING count(*) = 4) USING (metric, recording_id, key_frame)")
        .createOrReplaceTempView("common_scores");
    return SharedSpark.session().sql(query).collectAsList();
  }

  @Test
  void figuresAreThoseOfSql() throws Exception {
    Map<String, Row> rows =
        byName(rows(lake, config(SamplePolicy.COMMON, Parts.NONE)), "method", "metric");
    String figures =
        """
        SELECT method, metric, count(*) n, avg(score) mean, percentile(score, 0.5) median,
               stddev_samp(score) sd, count(DISTINCT recording_id) recordings,
               percentile(score, 0.95) q95, max(blocks) most
        FROM common_scores GROUP BY method, metric
        """;
    Map<String, Row> expected = byName(sql(figures), "method", "metric");
    assertThat(expected).hasSize(8);
    expected.forEach(
        (name, oracle) -> {
          Row row = rows.get(name);
          assertThat(row.<Long>getAs("samples")).as(name).isEqualTo(oracle.<Long>getAs("n"));
          assertThat(row.<Long>getAs("recordings")).isEqualTo(oracle.<Long>getAs("recordings"));
          close(row, "mean", oracle.<Double>getAs("mean"));
          close(row, "median", oracle.<Double>getAs("median"));
          close(row, "stddev", oracle.<Double>getAs("sd"));
          assertThat(row.<Double>getList(row.fieldIndex("quantiles")).get(19))
              .isCloseTo(oracle.<Double>getAs("q95"), within(TIGHT));
          assertThat(row.<Integer>getAs("max_blocks")).isEqualTo(oracle.<Integer>getAs("most"));
        });
    sql("""
            SELECT method, metric, avg(mean) macro FROM (
              SELECT method, metric, recording_id, avg(score) mean FROM common_scores GROUP BY ALL)
            GROUP BY method, metric
            """)
        .forEach(
            oracle ->
                close(
                    rows.get(oracle.getString(0) + " " + oracle.getString(1)),
                    "macro_mean",
                    oracle.getDouble(2)));
    sql("""
            SELECT method, metric, count_if(score = best) wins FROM (
              SELECT *, CASE WHEN metric LIKE 'niqe%' THEN min(score) OVER sample
                             ELSE max(score) OVER sample END best
              FROM common_scores
              WINDOW sample AS (PARTITION BY metric, recording_id, key_frame))
            GROUP BY method, metric
            """)
        .forEach(
            oracle ->
                assertThat(
                        rows.get(oracle.getString(0) + " " + oracle.getString(1))
                            .<Long>getAs("wins"))
                    .isEqualTo(oracle.getLong(2)));
    Row giant = rows.get("giant " + NIQE);
    assertThat(giant.<Long>getAs("samples")).isZero();
    assertThat((Object) giant.getAs("mean")).isNull();
    assertThat((Object) giant.getAs("rank")).isNull();
  }

  private static void close(Row row, String column, double expected) {
    assertThat(row.<Double>getAs(column)).as(column).isCloseTo(expected, within(TIGHT));
  }

  @Test
  void everySampleIsCountedOrExcludedWithAReason() throws Exception {
    for (SamplePolicy policy : SamplePolicy.values()) {
      for (Row row : rows(lake, config(policy, Parts.NONE))) {
        Map<String, Long> excluded = row.getJavaMap(row.fieldIndex("excluded"));
        long all = row.<Long>getAs("samples");
        for (long count : excluded.values()) {
          all += count;
        }
        String method = row.getAs("method");
        String metric = row.getAs("metric");
        assertThat(all)
            .as(policy + " " + method + " " + metric)
            .isEqualTo(
                scores.stream()
                    .filter(s -> method.equals(s.get(ScoresTable.TABLE.index("method"))))
                    .filter(s -> metric.equals(s.get(ScoresTable.TABLE.index("metric"))))
                    .count());
        assertThat(excluded.containsKey("not_common"))
            .isEqualTo(policy == SamplePolicy.COMMON && !method.equals("giant"));
      }
    }
  }

  @Test
  void comparedEntrantsHaveTheSameSamples() throws Exception {
    Map<String, List<String>> sets = new TreeMap<>();
    for (Row row : rows(lake, config(SamplePolicy.COMMON, Parts.NONE))) {
      if (row.<Long>getAs("samples") > 0) {
        sets.computeIfAbsent(row.getAs("metric"), m -> new ArrayList<>())
            .add(row.getAs("sample_set"));
      }
    }
    assertThat(sets.keySet()).containsExactly(NIQE, PSNR);
    sets.forEach((metric, ids) -> assertThat(ids).hasSize(4).containsOnly(ids.get(0)));
    assertThat(sets.get(NIQE).get(0)).isNotEqualTo(sets.get(PSNR).get(0));
  }

  /** By loops over doubles, in the order of the list of scores. */
  @Test
  void intervalsAndTestsAreThoseOfTheRecordings() throws Exception {
    List<Row> rows =
        rows(lake, config(SamplePolicy.COMMON, Parts.NONE)).stream()
            .filter(row -> row.<String>getAs("metric").equals(PSNR))
            .toList();
    assertThat(rows).extracting(row -> row.<Integer>getAs("rank")).containsExactly(1, 2, 3, 4);
    double[] raw = new double[3];
    for (int i = 0; i < 4; i++) {
      Row row = rows.get(i);
      Map<String, double[]> sums = recordingSums(row.getAs("method"));
      double[] means = replicates(sums);
      Arrays.sort(means);
      close(row, "ci_low", Quantiles.ofSorted(means, 0.025));
      close(row, "ci_high", Quantiles.ofSorted(means, 0.975));
      if (i < 3) {
        Map<String, double[]> next = recordingSums(rows.get(i + 1).getAs("method"));
        double[] leads = replicates(sums);
        double[] others = replicates(next);
        for (int b = 0; b < leads.length; b++) {
          leads[b] -= others[b];
        }
        Arrays.sort(leads);
        close(row, "lead_low", Quantiles.ofSorted(leads, 0.025));
        close(row, "lead_high", Quantiles.ofSorted(leads, 0.975));
        raw[i] =
            PairedTest.of(
                    sums.keySet().stream()
                        .mapToDouble(
                            id ->
                                sums.get(id)[0] / sums.get(id)[1]
                                    - next.get(id)[0] / next.get(id)[1])
                        .toArray())
                .pValue();
      }
    }
    double[] corrected = Holm.adjusted(raw);
    for (int i = 0; i < 3; i++) {
      close(rows.get(i), "p_next", corrected[i]);
    }
    assertThat((Object) rows.get(3).getAs("p_next")).isNull();
    assertThat(rows.get(0).<Double>getAs("rank_stability")).isBetween(0.5, 1.0);
  }

  private static Map<String, double[]> recordingSums(String method) {
    Map<String, double[]> sums = new TreeMap<>();
    for (Row row :
        sql(
            "SELECT recording_id, score FROM common_scores WHERE metric = '%s' AND method = '%s'"
                .formatted(PSNR, method))) {
      double[] sum = sums.computeIfAbsent(row.getString(0), id -> new double[2]);
      sum[0] += row.getDouble(1);
      sum[1]++;
    }
    return sums;
  }

  private static double[] replicates(Map<String, double[]> sums) {
    PoissonWeights weights = new PoissonWeights(SEED);
    double[] means = new double[200];
    for (int b = 0; b < means.length; b++) {
      double sum = 0;
      double n = 0;
      for (Map.Entry<String, double[]> recording : sums.entrySet()) {
        int weight = weights.weight(recording.getKey(), b);
        sum += weight * recording.getValue()[0];
        n += weight * recording.getValue()[1];
      }
      means[b] = sum / n;
    }
    return means;
  }

  @Test
  void partsAreRankedAmongThemselves() throws Exception {
    List<Row> parts;
    Config config = config(SamplePolicy.COMMON, Parts.CLASS);
    try (Leaderboard leaderboard =
        new Leaderboard(new LakeScores(lake), Equipment.bundled(), config)) {
      parts = leaderboard.parts().where("samples > 0").collectAsList();
    }
    assertThat(parts).hasSize(3 * 8).allMatch(row -> row.getAs("by").equals("class"));
    Map<String, Row> rows = byName(parts, "part", "method", "metric");
    sql("""
            SELECT part, method, metric, mean, n,
                   rank() OVER (PARTITION BY part, metric ORDER BY
                     CASE WHEN metric LIKE 'niqe%' THEN mean ELSE -mean END) place
            FROM (SELECT concat('class ', CAST(substr(recording_id, 2) AS INT) % 3) part, method,
                         metric, avg(score) mean, count(*) n
                  FROM common_scores GROUP BY ALL)
            """)
        .forEach(
            oracle -> {
              Row row =
                  rows.get(
                      String.join(
                          " ", oracle.getString(0), oracle.getString(1), oracle.getString(2)));
              close(row, "mean", oracle.getDouble(3));
              assertThat(row.<Long>getAs("samples")).isEqualTo(oracle.getLong(4));
              assertThat(row.<Integer>getAs("rank")).isEqualTo(oracle.getInt(5));
            });
  }

  @Test
  void everyBitIsTheSameForAnyOrderAndPartitioning() throws Exception {
    List<Row> recordings = lake.read(RecordingsTable.TABLE).collectAsList();
    List<Row> expected = rows(lake, config(SamplePolicy.COMMON, Parts.NONE));
    Lake other = lake("seven", recordings, 7, new Random(3));
    assertThat(rows(other, config(SamplePolicy.COMMON, Parts.NONE))).isEqualTo(expected);
  }

  /** Recordings r0 to r9 by name, and of their frames only plane 0 of one method. */
  @Test
  void aProtocolIsAboutItsOwnFramesAndParts() throws Exception {
    MethodPlan tfp = new MethodPlan("tfp", OutputScale.FIRING_RATE, false, "clip");
    Scope scope =
        new Scope(
            "preset",
            "test",
            null,
            new KeyFrameRule.Listed(List.of(0L)),
            List.of(tfp),
            Map.of("few", PathPattern.glob("r[0-9].dat")));
    Config config =
        new Config(
            List.of(), List.of(), List.of(NIQE), SamplePolicy.OWN, Parts.PROTOCOL, scope, 0, SEED);
    List<Row> rows;
    try (Leaderboard leaderboard =
        new Leaderboard(new LakeScores(lake), Equipment.bundled(), config)) {
      rows = leaderboard.tables();
    }
    String where = "metric = '%s' AND method = 'tfp' AND key_frame = 0".formatted(NIQE);
    Row whole = sql("SELECT count(*), avg(score) FROM ok_scores WHERE " + where).get(0);
    Row few =
        sql("SELECT count(*), avg(score) FROM ok_scores WHERE length(recording_id) = 2 AND "
                + where)
            .get(0);
    assertThat(rows).hasSize(2);
    assertThat(rows).extracting(row -> row.getAs("part")).containsExactly(null, "few");
    assertThat(rows).allMatch(row -> row.getAs("protocol").equals("preset"));
    assertThat(rows).allMatch(row -> row.getAs("split").equals("test"));
    assertThat(rows.get(0).<Long>getAs("samples")).isEqualTo(whole.getLong(0));
    assertThat(rows.get(0).<Double>getAs("mean")).isCloseTo(whole.getDouble(1), within(TIGHT));
    assertThat(rows.get(1).<Long>getAs("samples")).isEqualTo(few.getLong(0)).isLessThan(11);
    assertThat(rows.get(1).<Double>getAs("mean")).isCloseTo(few.getDouble(1), within(TIGHT));
    Config elsewhere =
        new Config(
            List.of(),
            List.of(),
            List.of(NIQE),
            SamplePolicy.OWN,
            Parts.NONE,
            new Scope("preset", "test", new Crop(0, 0, 4, 4), null, List.of(tfp), Map.of()),
            0,
            SEED);
    assertThat(rows(lake, elsewhere)).as("recordings that are not cropped so").isEmpty();
  }
}
