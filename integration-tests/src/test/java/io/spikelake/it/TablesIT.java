package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.ScoresTable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table and the chosen images of an archive, against some SQL over its raw scores. */
class TablesIT {

  /** Samples at least; more with {@code -Dspikelake.samples=N}. */
  private static final int SAMPLES = Integer.getInteger("spikelake.samples", 60);

  /** Planes whose windows are complete, of 301. */
  private static final int FIRST = 45;

  private static final int COMPLETE = 210;

  private static final double EXACT = 1e-9;
  private static final String METHODS = "tfp,tfi,tfi/middle";

  @TempDir static Path folder;

  private static Lake lake;

  @BeforeAll
  static void runOnce() throws Exception {
    Path recordings = folder.resolve("recordings");
    CommandLineRun.succeed(
        "simulate",
        "--out=" + recordings,
        "--count=" + Math.max(3, SAMPLES / COMPLETE + 1),
        "--scene=dead-leaves",
        "--height=192",
        "--width=192");
    lake = SharedSpark.lake(folder.resolve("lake"));
    CommandLineRun.succeed(
        Commands.run(
            recordings,
            lake,
            "--height=192",
            "--width=192",
            "--methods=" + METHODS,
            "--metrics=niqe,piqe",
            "--first=" + FIRST,
            "--stride=" + Math.max(1, Math.min(3 * COMPLETE / SAMPLES, COMPLETE / 20)),
            "--report=" + folder.resolve("report")));
    lake.read(ScoresTable.TABLE).createOrReplaceTempView("raw");
    System.out.println("TablesIT: scores " + lake.read(ScoresTable.TABLE).count());
  }

  private static List<Row> sql(String query) {
    return lake.spark().sql(query).collectAsList();
  }

  @Test
  void theTableSaysWhatSqlOverTheScoresSays() {
    List<Row> expected =
        sql(
            """
            WITH counted AS (
              SELECT *, count(*) OVER (PARTITION BY recording_id, key_frame, metric) AS entrants,
                     min(score) OVER (PARTITION BY recording_id, key_frame, metric) AS best
              FROM raw WHERE status = 'ok'),
            common AS (SELECT * FROM counted WHERE entrants = 3),
            means AS (
              SELECT metric, method, count(*) AS samples, avg(score) AS mean,
                     percentile(score, 0.5) AS median, stddev_samp(score) AS stddev,
                     count_if(score = best) AS wins, percentile(score, array(0.05, 0.95)) AS tails
              FROM common GROUP BY metric, method)
            SELECT *, rank() OVER (PARTITION BY metric ORDER BY mean) AS place,
                   (lead(mean) OVER (PARTITION BY metric ORDER BY mean) - mean)
                     / lead(mean) OVER (PARTITION BY metric ORDER BY mean) AS gain
            FROM means ORDER BY metric, method""");
    List<Row> rows =
        lake.read(LeaderboardTable.TABLE)
            .where("by IS NULL")
            .orderBy("metric", "method")
            .collectAsList();
    assertThat(rows).hasSameSizeAs(expected).hasSize(6);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Row sql = expected.get(i);
      assertThat(row.<String>getAs("method")).isEqualTo(sql.getAs("method"));
      assertThat(row.<Long>getAs("samples")).isEqualTo(sql.<Long>getAs("samples")).isPositive();
      for (String figure : List.of("mean", "median", "stddev")) {
        assertThat(row.<Double>getAs(figure))
            .as(figure)
            .isCloseTo(sql.getAs(figure), within(EXACT));
      }
      assertThat(row.<Long>getAs("wins")).isEqualTo(sql.<Long>getAs("wins"));
      assertThat(row.<Integer>getAs("rank")).isEqualTo(sql.<Integer>getAs("place"));
      List<Double> tails = sql.getList(sql.fieldIndex("tails"));
      List<Double> quantiles = row.getList(row.fieldIndex("quantiles"));
      assertThat(quantiles.get(1)).isCloseTo(tails.get(0), within(EXACT));
      assertThat(quantiles.get(19)).isCloseTo(tails.get(1), within(EXACT));
      if (sql.getAs("gain") != null) {
        assertThat(row.<Double>getAs("gain")).isCloseTo(sql.getAs("gain"), within(EXACT));
      }
    }
  }

  @Test
  void theChosenImagesAreThoseOfBruteForce() {
    CommandLineRun chosen =
        CommandLineRun.succeed(
            Commands.of("select-hq", lake, "--methods=" + METHODS, "--uncertainty=20"));
    lake.frames().createOrReplaceTempView("made");
    lake.read(HqImagesTable.TABLE).createOrReplaceTempView("chosen");
    long wrong =
        sql("""
                WITH ranked AS (
                  SELECT recording_id, key_frame, method, score,
                         row_number() OVER (PARTITION BY recording_id, key_frame ORDER BY score,
                           CASE WHEN method LIKE 'tfp/%' THEN 1
                                WHEN method LIKE 'tfi/spike-zoo%' THEN 2 ELSE 3 END) AS place
                  FROM raw WHERE status = 'ok' AND metric LIKE 'niqe/%')
                SELECT count(*) FROM
                  (SELECT r.recording_id, r.key_frame, r.method, f.pixel_digest, f.raw, f.png
                   FROM ranked r JOIN made f USING (recording_id, key_frame, method)
                   WHERE place = 1) e
                FULL OUTER JOIN chosen c USING (recording_id, key_frame)
                WHERE NOT (e.method <=> c.method AND e.pixel_digest <=> c.pixel_digest
                           AND e.raw <=> c.raw AND e.png <=> c.png)""")
            .get(0)
            .getLong(0);
    assertThat(wrong).isZero();
    long images = lake.read(HqImagesTable.TABLE).count();
    assertThat(images).isPositive();
    assertThat(chosen.out())
        .startsWith(images + " images of selection 'hq' by niqe/")
        .contains("are inside the uncertainty of the metric itself");
  }
}
