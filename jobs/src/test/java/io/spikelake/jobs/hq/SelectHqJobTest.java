package io.spikelake.jobs.hq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.maintain.MaintainJob;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selections against brute force over the raw scores. */
class SelectHqJobTest {

  private static final long SEED = 11;
  private static final String NIQE = "niqe/spikelake@2";
  private static final List<String> METHODS = List.of("tvs", "tfp", "tfi");

  /** One reconstruction. */
  private record Candidate(
      int recording, long keyFrame, String method, double score, int blocks, byte[] raw) {

    String sample() {
      return "r%d %d".formatted(recording, keyFrame);
    }
  }

  @TempDir static Path folder;

  private static final List<Candidate> CANDIDATES = new ArrayList<>();
  private static Lake lake;
  private static long run = 10;

  @BeforeAll
  static void simulate() {
    System.out.println("SelectHqJobTest seed " + SEED);
    Random random = new Random(SEED);
    lake = SharedSpark.lake(folder.resolve("lake"));
    List<Row> recordings = new ArrayList<>();
    List<Row> frames = new ArrayList<>();
    List<Row> scores = new ArrayList<>();
    for (int r = 0; r < 12; r++) {
      recordings.add(
          SharedSpark.recording("r" + r, "v1", 1, Map.of("label_name", "class " + r % 2)));
      for (long keyFrame = 0; keyFrame < 5; keyFrame++) {
        for (String method : METHODS) {
          // Few different scores, so that there are ties.
          double score = 3 + random.nextInt(6) / 2.0;
          boolean ok = random.nextInt(8) > 0;
          byte[] raw = RawFrame.encode(new GrayImage(2, 1, new float[] {random.nextFloat(), 0.5f}));
          int blocks = 2 + random.nextInt(4);
          frames.add(
              SharedSpark.frame(
                  "r" + r,
                  keyFrame,
                  "s1",
                  1,
                  "method",
                  method,
                  "raw",
                  raw,
                  "raw_bytes",
                  raw.length,
                  "width",
                  2,
                  "height",
                  1,
                  "pixel_digest",
                  method + r + keyFrame));
          scores.add(score(r, keyFrame, method, ok ? score : null, blocks));
          if (ok) {
            CANDIDATES.add(new Candidate(r, keyFrame, method, score, blocks, raw));
          }
        }
      }
    }
    append(RecordingsTable.TABLE, recordings);
    append(FramesTable.TABLE, frames);
    append(ScoresTable.TABLE, scores);
    append(ShardsTable.TABLE, List.of(SharedSpark.shard("s1", 1)));
  }

  private static void append(io.spikelake.schemas.LakeTable table, List<Row> rows) {
    lake.append(table, SharedSpark.rows(table, rows.toArray(Row[]::new)));
  }

  private static Row score(int recording, long keyFrame, String method, Double score, int blocks) {
    return SharedSpark.score(
        "r" + recording,
        keyFrame,
        method,
        NIQE,
        score,
        1,
        "tone",
        "none",
        "flat_fraction",
        0.25,
        "blocks",
        blocks);
  }

  private static Selection selection(Selection.Caps caps) {
    return new Selection("hq", List.of("scenes"), METHODS, null, NIQE, true, 0, caps);
  }

  private static Map<String, Row> select(Selection selection) throws Exception {
    try (JobContext context = SharedSpark.context(lake, ++run)) {
      new SelectHqJob(context, List.of(selection)).run();
    }
    return lake.read(HqImagesTable.TABLE).where("committed_in = " + run).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs("recording_id") + " " + row.getAs("key_frame"), row -> row));
  }

  private static Map<String, List<Candidate>> bySample() {
    Comparator<Candidate> order =
        Comparator.comparingDouble(Candidate::score)
            .thenComparing(candidate -> METHODS.indexOf(candidate.method()));
    Map<String, List<Candidate>> samples =
        CANDIDATES.stream()
            .collect(Collectors.groupingBy(Candidate::sample, TreeMap::new, Collectors.toList()));
    samples.values().forEach(all -> all.sort(order));
    return samples;
  }

  @Test
  void eachSampleHasItsBestReconstructionAndItsImage() throws Exception {
    Map<String, Row> rows = select(selection(Selection.Caps.NONE));
    Map<String, List<Candidate>> expected = bySample();
    assertThat(rows.keySet()).isEqualTo(expected.keySet());
    int ties = 0;
    for (Map.Entry<String, List<Candidate>> sample : expected.entrySet()) {
      Row row = rows.get(sample.getKey());
      Candidate best = sample.getValue().get(0);
      assertThat(row.<String>getAs("method")).as(sample.getKey()).isEqualTo(best.method());
      assertThat(row.<Double>getAs("score")).isEqualTo(best.score());
      assertThat(row.<byte[]>getAs("raw")).isEqualTo(best.raw());
      assertThat(row.<Integer>getAs("candidates")).isEqualTo(sample.getValue().size());
      assertThat(row.<Long>getAs("made_in")).isEqualTo(1);
      if (sample.getValue().size() > 1) {
        Candidate second = sample.getValue().get(1);
        assertThat(row.<String>getAs("runner_up")).isEqualTo(second.method());
        assertThat(row.<Double>getAs("margin")).isEqualTo(second.score() - best.score());
        ties += second.score() == best.score() ? 1 : 0;
      } else {
        assertThat((Object) row.getAs("margin")).isNull();
      }
    }
    assertThat(ties).as("decided by the declared order").isPositive();
  }

  @Test
  void capsTakeAwayAndNeverChangeAChoice() throws Exception {
    Map<String, Row> all = select(selection(Selection.Caps.NONE));
    Map<String, Row> good =
        select(selection(new Selection.Caps(3.5, 3, 0.5, 0.5, false, null, null)));
    Map<String, List<Candidate>> expected = bySample();
    expected
        .values()
        .removeIf(
            sample ->
                sample.get(0).score() > 3.5
                    || sample.get(0).blocks() < 3
                    || sample.size() < 2
                    || sample.get(1).score() - sample.get(0).score() < 0.5);
    assertThat(good.keySet()).isNotEmpty().isEqualTo(expected.keySet());
    good.forEach(
        (sample, row) ->
            assertThat(row.<String>getAs("method"))
                .isEqualTo(all.get(sample).<String>getAs("method")));
  }

  @Test
  void ofEachClassAndOfAllTheBestAreTaken() throws Exception {
    Map<String, Row> perClass =
        select(selection(new Selection.Caps(null, null, null, null, false, 4, null)));
    assertThat(perClass).hasSize(8);
    for (int c = 0; c < 2; c++) {
      String name = "class " + c;
      int parity = c;
      List<Double> best =
          bySample().values().stream()
              .map(sample -> sample.get(0))
              .filter(candidate -> candidate.recording() % 2 == parity)
              .map(Candidate::score)
              .sorted()
              .limit(4)
              .toList();
      assertThat(
              perClass.values().stream()
                  .filter(row -> row.getAs("label_name").equals(name))
                  .map(row -> row.<Double>getAs("score"))
                  .sorted())
          .containsExactlyElementsOf(best);
    }
    int samples = bySample().size();
    assertThat(select(selection(new Selection.Caps(null, null, null, null, false, null, 0.1))))
        .hasSize((int) Math.ceil(0.1 * samples));
  }

  @Test
  void whatCannotBeChosenIsRefused() {
    Selection none =
        new Selection("hq", List.of("other"), METHODS, null, NIQE, true, 0, Selection.Caps.NONE);
    assertThatThrownBy(() -> select(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Nothing to choose: no sample of [other] has a score by " + NIQE);
    assertThatThrownBy(() -> new Selection.Caps(null, null, null, null, false, null, 1.5))
        .hasMessage("Top fraction 1.5; expected a share above 0, up to 1");
  }

  @Test
  void aSelectionIsReplacedByThatOfItsNameAndPurged() throws Exception {
    Selection small =
        new Selection(
            "replaced",
            List.of("scenes"),
            METHODS,
            null,
            NIQE,
            true,
            0,
            new Selection.Caps(null, null, null, null, false, null, 0.1));
    select(small);
    long before = run;
    Map<String, Row> newer = select(small);
    assertThat(HqImages.of(lake, "replaced").select("committed_in").distinct().first().getLong(0))
        .isEqualTo(run);
    try (JobContext context = SharedSpark.context(lake, ++run)) {
      new MaintainJob(context, new MaintainJob.Config(true, List.of(), Duration.ofDays(7))).run();
    }
    assertThat(lake.read(HqImagesTable.TABLE).where("committed_in = " + before).count()).isZero();
    assertThat(HqImages.of(lake, "replaced").count()).isEqualTo(newer.size());
    assertThatThrownBy(() -> HqImages.of(lake, "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no selection 'none'; it has [");
  }
}
