package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.ScoresTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of SQL on a lake and on recordings, against what the jobs made; and the scripts. */
class SqlFunctionsIT {

  private static final int FRAMES = 6;
  private static final int METRICS = 6;

  @TempDir static Path folder;

  private static ScoredDemo demo;
  private static SparkSession spark;

  @BeforeAll
  static void makeALake() throws Exception {
    demo = ScoredDemo.make(folder);
    spark = SharedSpark.session().newSession();
    view("frames", FramesTable.TABLE.name());
    view("scores", ScoresTable.TABLE.name());
    spark
        .read()
        .format("binaryFile")
        .load(demo.pictures().toString())
        .createOrReplaceTempView("pictures");
    spark
        .read()
        .format("spike")
        .options(
            Map.of("dataset", "spike-reds", "at", "dataset", "window", "149", "whiteRate", "0.6"))
        .load(demo.recordings().getParent().toString())
        .createOrReplaceTempView("windows");
  }

  private static void view(String name, String table) {
    spark
        .read()
        .format("delta")
        .load(demo.lake().root() + "/" + table)
        .createOrReplaceTempView(name);
  }

  /** {@code IS NOT DISTINCT FROM} of doubles is equality of bits, but for zeros. */
  @Test
  void scoresOfAStoredFrameAreThoseOfTheLakeToTheLastBit() {
    List<Row> differing =
        spark
            .sql(
                """
                SELECT s.metric, s.score, iqa_score(f.raw, s.metric, p.content) AS again
                FROM scores s
                JOIN frames f USING (recording_id, key_frame, method, tone)
                JOIN (SELECT DISTINCT recording_id, path FROM windows) w USING (recording_id)
                JOIN pictures p
                  ON replace(element_at(split(w.path, '/'), -1), '.dat', '.png')
                     = element_at(split(p.path, '/'), -1)
                """)
            .collectAsList();
    assertThat(differing).hasSize(FRAMES * METRICS);
    assertThat(differing)
        .allSatisfy(row -> assertThat(row.get(1)).isNotNull().isEqualTo(row.get(2)));
  }

  @Test
  void framesAreThoseOfTheLakeByteByByte() {
    List<Row> frames =
        spark
            .sql(
                """
                SELECT f.raw, spike_reconstruct(w.spikes, w.height, w.width, f.method, f.tone,
                                                w.key_frame - w.frame_start)
                FROM frames f JOIN windows w USING (recording_id, key_frame)
                """)
            .collectAsList();
    assertThat(frames).hasSize(FRAMES);
    assertThat(frames).allSatisfy(row -> assertThat(row.get(0)).isEqualTo(row.get(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT count(iqa_niqe(png)) AS n FROM frames | 6
          SELECT count(iqa_brisque(raw)) + count(iqa_piqe(raw)) AS n FROM frames | 12
          SELECT count(DISTINCT r.metric) AS n FROM frames LATERAL VIEW explode(iqa_reports(raw, 'niqe,piqe')) t AS r | 2
          """)
  void theCommandHasThemToo(String query, String answer) {
    CommandLineRun run =
        CommandLineRun.succeed("sql", "--lake", demo.lake().root(), "--format", "csv", query);
    assertThat(run.out().lines()).containsExactly("n", answer);
  }

  @Test
  void theCommandDescribesThem() {
    CommandLineRun run =
        CommandLineRun.succeed(
            "sql", "--lake", demo.lake().root(), "DESCRIBE FUNCTION EXTENDED spike_tfp");
    assertThat(run.out())
        .contains("spike_tfp(spikes, height, width[, variant[, tone[, key_plane]]])");
  }

  @Test
  void theScriptOnPictures() throws Exception {
    Files.writeString(demo.pictures().resolve("no-picture.png"), "no picture");
    try {
      List<List<Row>> results = script("pictures.sql");
      assertThat(results.get(1)).hasToString("[[niqe/spikelake@2,brisque/opencv@1,piqe/matlab@1]]");
      assertThat(results.get(2)).hasSize(4);
      assertThat(results.get(2).get(0).isNullAt(1)).isTrue();
      assertThat(results.get(3)).hasSize(12);
    } finally {
      Files.delete(demo.pictures().resolve("no-picture.png"));
    }
  }

  @Test
  void theScriptOnRecordings() throws Exception {
    List<List<Row>> results = script("recordings.sql");
    assertThat(results.get(1)).hasSize(3);
    assertThat(results.get(3)).hasSize(3).allMatch(row -> !row.anyNull());
    assertThat(results.get(4)).allMatch(row -> row.getInt(1) > 1000 && row.getInt(2) == 1);
  }

  @Test
  void theScriptOnALake() throws Exception {
    List<List<Row>> results = script("lake.sql");
    assertThat(results.get(1).get(0).getLong(0)).isZero();
    assertThat(results.get(2)).hasSize(2).allMatch(row -> row.getLong(3) == 3);
    assertThat(results.get(3)).allMatch(row -> row.getDouble(1) > 40);
  }

  /** Runs a script as spark-sql would, in a session of its own. */
  private static List<List<Row>> script(String name) throws Exception {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.example.pictures", demo.pictures().toString());
    session.conf().set("spark.example.recordings", demo.recordings().toString());
    session.conf().set("spark.example.lake", demo.lake().root());
    List<List<Row>> results = new ArrayList<>();
    for (String statement : statements(Files.readString(ScoredDemo.EXAMPLES.resolve(name)))) {
      results.add(session.sql(statement).collectAsList());
    }
    return results;
  }

  private static List<String> statements(String script) {
    return Arrays.stream(script.split(";\\s*(\n|$)"))
        .filter(text -> text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("--")))
        .toList();
  }
}
