package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples in Python, run by a PySpark as a user runs them. Needs one of the release line of
 * the build's Spark: in the folder that {@code SPIKELAKE_PYSPARK} names, or importable by {@code
 * python3}; where there is none, the tests are skipped.
 */
class PySparkIT {

  @TempDir static Path folder;

  private static PySpark python;
  private static ScoredDemo demo;
  private static SparkSession spark;

  @BeforeAll
  static void findPySpark() throws Exception {
    python = PySpark.require(folder);
    demo = ScoredDemo.make(folder);
    spark = SharedSpark.session().newSession();
  }

  @Test
  void scoresOfPictures() throws Exception {
    String out = python.run("score_pictures.py", demo.pictures().toString());
    assertThat(out).contains("|niqe/spikelake@2|", "|brisque/opencv@1|", "piqe/matlab@1|");
    assertThat(out).contains(lines(niqeOfPictures(), "%s %.6f"));
  }

  @Test
  void theImageSource() throws Exception {
    assumeTrue(
        python.hasJar("spark-mllib_"), "The image source is in Spark's mllib, which is not here");
    assertThat(python.run("image_source.py", demo.pictures().toString()))
        .contains(lines(niqeOfPictures(), "%s %.6f"));
  }

  private static List<Row> niqeOfPictures() {
    return spark
        .read()
        .format("binaryFile")
        .load(demo.pictures().toString())
        .selectExpr("element_at(split(path, '/'), -1)", "iqa_niqe(content) AS niqe")
        .orderBy("niqe")
        .collectAsList();
  }

  @Test
  void framesAndScoresOfRecordings() throws Exception {
    Path out = folder.resolve("frames");
    String printed = python.run("recordings.py", demo.recordings().toString(), out.toString());
    List<Row> scores =
        spark
            .read()
            .parquet(out.toString())
            .selectExpr(
                "element_at(split(path, '/'), -1) AS recording",
                "method",
                "iqa_niqe(frame)",
                "iqa_brisque(frame)",
                "iqa_piqe(frame)")
            .orderBy("recording", "method")
            .collectAsList();
    assertThat(scores).hasSize(6).allMatch(row -> !row.anyNull());
    assertThat(printed).contains(lines(scores, "%s %s %.6f %.6f %.6f"));
  }

  @Test
  void framesOfALakeAsArraysAndFiles() throws Exception {
    python.requireModule("numpy");
    Path out = folder.resolve("png");
    String printed = python.run("lake_frames.py", demo.lake().root(), out.toString());
    List<String> names = printed.lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
    assertThat(names).hasSize(6).allMatch(name -> name.endsWith("-rate=0.6.png"));
    assertThat(printed.lines())
        .allMatch(line -> line.matches(".* piqe/pyiqa@1 [0-9.]+, mean 0[0-9.]+"));
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    List<Row> stored =
        spark
            .read()
            .format("delta")
            .load(demo.lake().root() + "/frames")
            .select("png")
            .collectAsList();
    byte[] written = Files.readAllBytes(out.resolve(names.get(0)));
    assertThat(stored).anyMatch(row -> Arrays.equals(row.<byte[]>getAs(0), written));
  }

  private static String lines(List<Row> rows, String format) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      Object[] values = new Object[row.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i);
      }
      text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
    return text.toString();
  }
}
