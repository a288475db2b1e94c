package io.spikelake.sql;

import static io.spikelake.sql.TestImages.OTHER;
import static io.spikelake.sql.TestImages.ROUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import io.spikelake.image.Tone;
import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.QualityMetric;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.Reconstructors;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions give, against the Java API, and what becomes of nulls and bad rows. */
class SqlFunctionsTest {

  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void session() {
    spark = SqlSession.open();
  }

  @AfterEach
  void reset() {
    for (String key :
        List.of(
            OnError.KEY,
            InstalledModels.KEY,
            "spark.sql.ansi.enabled",
            "spark.sql.codegen.wholeStage",
            "spark.sql.codegen.factoryMode")) {
      spark.conf().unset(key);
    }
  }

  private static Object value(String expression) {
    return spark.sql("SELECT " + expression + " FROM t").first().get(0);
  }

  private static double score(String metric, GrayImage image, GrayImage reference) {
    QualityModels models = QualityModels.bundled();
    QualityMetric made = QualityMetrics.create(QualityMetrics.resolve(metric, models), models);
    return made.score(image, reference).score();
  }

  /** Boxed doubles are equal when their bits are. */
  @ParameterizedTest
  @CsvSource({
    "iqa_niqe(rough), niqe",
    "iqa_brisque(rough), brisque",
    "iqa_piqe(rough), piqe",
    "'iqa_niqe(rough, ''spikelake'')', niqe/spikelake@2",
    "'iqa_niqe(rough, ''@2'')', niqe/spikelake@2",
    "'iqa_brisque(rough, ''brisque/opencv@1'')', brisque/opencv@1",
    "'iqa_piqe(rough, ''pyiqa'')', piqe/pyiqa",
    "'iqa_score(rough, ''piqe/pyiqa@1'')', piqe/pyiqa@1",
    "'iqa_score(rough, lower(''NIQE''))', niqe",
    "iqa_niqe(floats), niqe",
    "'iqa_report(rough, ''piqe'').score', piqe",
    "'iqa_reports(rough, ''piqe, niqe'')[1].score', niqe"
  })
  void scoresAreThoseOfTheJavaApi(String expression, String metric) {
    assertThat(value(expression)).isEqualTo(score(metric, ROUGH, null));
  }

  @ParameterizedTest
  @CsvSource({
    "'iqa_psnr(rough, other)', psnr",
    "'iqa_ssim(rough, other)', ssim",
    "'iqa_ssim(rough, other, ''gaussian'')', ssim/gaussian",
    "'iqa_mse(rough, other)', mse",
    "'iqa_score(rough, ''ssim/spike-zoo'', other)', ssim/spike-zoo",
    "'iqa_reports(rough, ''niqe,psnr'', other)[1].score', psnr"
  })
  void comparisonsAreThoseOfTheJavaApi(String expression, String metric) {
    assertThat(value(expression)).isEqualTo(score(metric, ROUGH, OTHER));
  }

  /** Eight bits are another image than the frame they were made of. */
  @Test
  void aPictureIsScoredByItsLevels() throws Exception {
    GrayImage eightBits = Pictures.decode(Pictures.toPng(ROUGH), "png").grey(GreyRule.MATLAB);
    double expected = score("piqe/pyiqa", eightBits, null);
    assertThat(value("iqa_piqe(png, 'pyiqa')")).isEqualTo(expected);
    assertThat(value("iqa_piqe(image, 'pyiqa')")).isEqualTo(expected);
    assertThat(value("iqa_mse(png, image)")).isEqualTo(0.0);
    assertThat(expected).isNotEqualTo(score("piqe/pyiqa", ROUGH, null));
  }

  @ParameterizedTest
  @CsvSource({"iqa_niqe, niqe, MATLAB", "iqa_brisque, brisque, OPENCV", "iqa_piqe, piqe, MATLAB"})
  void colourBecomesGreyAsTheMetricWantsIt(String function, String metric, GreyRule rule)
      throws Exception {
    for (String format : List.of("png", "jpg")) {
      GrayImage grey = Pictures.read(TestImages.colour(format), format, rule);
      String column = format.equals("png") ? "colour_png" : "colour_jpeg";
      assertThat(value(function + "(" + column + ")")).isEqualTo(score(metric, grey, null));
      assertThat(value("iqa_reports(%s, 'psnr,%s')[1].score".formatted(column, metric)))
          .isEqualTo(score(metric, grey, null));
    }
  }

  @Test
  void readsWhatSparksFileAndImageSourcesGive() throws Exception {
    Files.write(folder.resolve("grey.png"), Pictures.toPng(ROUGH));
    Files.write(folder.resolve("colour.png"), TestImages.colour("png"));
    Files.writeString(folder.resolve("text.png"), "no picture");
    List<String> functions = List.of("iqa_niqe(%s)", "iqa_brisque(%s)", "iqa_piqe(%s)");
    Dataset<Row> files = spark.read().format("binaryFile").load(folder.toString());
    Dataset<Row> images = spark.read().format("image").load(folder.toString());
    List<Row> ofFiles = scores(files, "path", "content", functions);
    List<Row> ofImages = scores(images, "image.origin", "image", functions);
    assertThat(ofFiles).hasSize(3).isEqualTo(ofImages);
    assertThat(ofFiles.get(1).getDouble(1))
        .isEqualTo(score("niqe", Pictures.read(folder.resolve("grey.png"), GreyRule.MATLAB), null));
    assertThat(ofFiles.get(2).isNullAt(1)).isTrue();
  }

  private static List<Row> scores(
      Dataset<Row> rows, String name, String image, List<String> functions) {
    String columns =
        functions.stream().map(f -> f.formatted(image)).collect(Collectors.joining(","));
    return rows.selectExpr(
            "substring_index(" + name + ", '/', -1) AS name", "array(" + columns + ") AS s")
        .selectExpr("name", "s[0]", "s[1]", "s[2]")
        .orderBy("name")
        .collectAsList();
  }

  static List<String> methods() {
    return Reconstructors.registry().variants().stream()
        .map(variant -> variant.defaultId().toString())
        // The window has 60 planes.
        .map(id -> id.replace("window=74", "window=20").replace("window=300", "window=60"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void framesAreThoseOfTheJavaApi(String id) {
    Reconstructor method = Reconstructors.create(Reconstructors.resolve(id));
    byte[] middle = RawFrame.encode(method.reconstruct(SqlSession.WINDOW, SqlSession.PLANES / 2));
    byte[] at25 = RawFrame.encode(method.reconstruct(SqlSession.WINDOW, 25));
    String call = "spike_reconstruct(spikes, height, width, '" + id + "'";
    assertThat(value(call + ")")).isEqualTo(middle);
    assertThat(value(call + ", 'none', key_plane)")).isEqualTo(at25);
    String name = id.substring(0, id.indexOf('/'));
    String variant = id.substring(name.length() + 1);
    assertThat(value("spike_%s(spikes, height, width, '%s')".formatted(name, variant)))
        .isEqualTo(middle);
  }

  @ParameterizedTest
  @CsvSource({
    "'spike_tfp(spikes, height, width)', tfp, none",
    "'spike_tfp(spikes, height, width, '''')', tfp, none",
    "'spike_tfp(spikes, height, width, ''window=21'')', tfp:window=21, none",
    "'spike_tfp(spikes, height, width, ''spikecv:half=3'', ''clip'')', tfp/spikecv:half=3, clip",
    "'spike_tfi(spikes, height, width, ''tfi'', ''minmax'')', tfi, minmax",
    "'spike_tfi(spikes, height, width, ''tfi'', ''rate=0.6'')', tfi, rate=0.6",
    "'spike_tfp(spikes, height, width, ''tfp'', concat(''rate='', white_rate))', tfp, rate=0.6",
    "'image_tone(spike_tfp(spikes, height, width), ''rate=0.6'')', tfp, rate=0.6",
    "'image_tone(image_pixels(spike_tfi(spikes, height, width)), ''minmax'')', tfi, minmax"
  })
  void variantsAndTonesAreAsWritten(String expression, String method, String tone) {
    GrayImage frame =
        Reconstructors.create(Reconstructors.resolve(method))
            .reconstruct(SqlSession.WINDOW, SqlSession.PLANES / 2);
    assertThat(value(expression)).isEqualTo(RawFrame.encode(Tone.parse(tone).apply(frame)));
  }

  /** Types of whole numbers do not matter, also where Spark casts to narrower ones no more. */
  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void sizesMayBeOfAnyWholeNumber(String ansi) {
    spark.conf().set("spark.sql.ansi.enabled", ansi);
    Object frame = value("spike_tfp(spikes, height, width)");
    for (String type : List.of("TINYINT", "SMALLINT", "INT", "BIGINT")) {
      String call = "spike_tfp(spikes, CAST(height AS %s), CAST(width AS %s))";
      assertThat(value(call.formatted(type, type))).isEqualTo(frame);
    }
  }

  @Test
  void imagesGoIntoTheFormsOfOthers() {
    assertThat(value("image_png(rough)")).isEqualTo(Pictures.toPng(ROUGH));
    assertThat(value("image_tone(png, 'none')"))
        .isEqualTo(value("image_tone(image_struct(png), 'none')"));
    Row struct = (Row) value("image_struct(rough, 'there')");
    assertThat(struct.schema()).isEqualTo(ImageSchema.columnSchema());
    assertThat(ImageSchema.getOrigin(struct)).isEqualTo("there");
    assertThat(ImageSchema.getData(struct)).isEqualTo(Pictures.toLevels(ROUGH));
    assertThat(((Row) value("image_struct(rough)")).isNullAt(0)).isTrue();
    Row pixels = (Row) value("image_pixels(rough)");
    float[] values = new float[ROUGH.pixels().length];
    ByteBuffer.wrap(pixels.<byte[]>getAs("pixels"))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    assertThat(new GrayImage(pixels.getAs("width"), pixels.getAs("height"), values))
        .isEqualTo(ROUGH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          iqa_niqe(garbage) | Cannot read picture of the row (10 bytes): the first bytes are of no known format
          iqa_niqe(no_bytes) | Cannot read picture of the row (0 bytes): the first bytes are of no known format
          iqa_piqe(cut_frame) | Not a stored frame: the checksum does not fit the 1000 bytes
          iqa_piqe(cut_png) | Cannot read picture of the row (1000 bytes)
          iqa_niqe(small) | the image has no score by niqe/spikelake@2: too_small
          iqa_niqe(constant) | the image has no score by niqe/spikelake@2: constant
          iqa_brisque(nan) | the image has no score by brisque/opencv@1: not_finite
          iqa_psnr(nan, nan) | the image has no score by psnr/standard@1: not_finite
          iqa_psnr(rough, rough) | the image has no score by psnr/standard@1: identical
          iqa_ssim(rough, small) | the image has no score by ssim/standard@1: size_mismatch
          iqa_ssim(rough, garbage) | Cannot read picture of the row (10 bytes)
          iqa_niqe(invalid) | an image of -1 channels and mode -1; expected 1, 3 or 4 channels of 8 bits
          iqa_niqe(two_channels) | an image of 2 channels and mode 8
          iqa_niqe(short_image) | an image of 200x208 (height x width) in 7 bytes; expected 1 for each pixel
          iqa_niqe(no_pixels) | an image of which a field is null
          image_png(garbage) | Cannot read picture of the row
          image_struct(invalid) | an image of -1 channels
          image_pixels(cut_png) | Cannot read picture of the row
          image_tone(garbage, 'clip') | Cannot read picture of the row
          spike_tfp(spikes, 21, 20) | 3000 bytes of spikes; expected whole planes of 21x20 (height x width), each 53 bytes
          spike_tfp(no_bytes, 21, 19) | 0 bytes of spikes; expected whole planes
          spike_tfp(spikes, 0, 19) | planes of 0x19 (height x width); expected positive sizes of at most 2147483647 pixels
          spike_tfp(spikes, 4294967296, 4294967297) | planes of 4294967296x4294967297
          spike_tfp(spikes, height, width, 'tfp', 'none', 60) | key plane 60 is not in the window, which has planes 0 to 59
          spike_tfp(spikes, height, width, 'tfp', 'none', -1) | key plane -1 is not in the window
          spike_tfp(spikes, height, width, 'tfp', 'none', 10) | tfp/spike-zoo@1:window=41 reads planes -10 to 30 around key plane 10; the window has planes 0 to 59
          """)
  void whatHasNoResultIsNullOrEndsTheQuery(String expression, String reason) {
    assertThat(value(expression)).isNull();
    spark.conf().set(OnError.KEY, "fail");
    String name = expression.substring(0, expression.indexOf('('));
    assertThatThrownBy(() -> value(expression))
        .hasStackTraceContaining(name + ": " + reason)
        .hasStackTraceContaining("; to have null instead, set " + OnError.KEY + " to null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          rough, 'niqe' | niqe/spikelake@2 | ok | null
          garbage, 'niqe' | niqe/spikelake@2 | unreadable | Cannot read picture of the row
          small, 'niqe' | niqe/spikelake@2 | too_small | null
          rough, 'psnr' | psnr/standard@1 | no_reference | null
          rough, 'psnr', CAST(NULL AS BINARY) | psnr/standard@1 | no_reference | null
          rough, 'psnr', NULL | psnr/standard@1 | no_reference | null
          rough, 'psnr', garbage | psnr/standard@1 | reference_unreadable | Cannot read picture of the row
          rough, 'piqe', garbage | piqe/matlab@1 | ok | null
          """)
  void reportsSayWhyThereIsNoScoreAndNeverFail(
      String arguments, String metric, String status, String message) {
    spark.conf().set(OnError.KEY, "fail");
    Row report = (Row) value("iqa_report(" + arguments + ")");
    assertThat(report.<String>getAs("metric")).isEqualTo(metric);
    assertThat(report.<String>getAs("status")).isEqualTo(status);
    assertThat(report.<Double>getAs("score") != null).isEqualTo(status.equals("ok"));
    if (message == null) {
      assertThat(report.<String>getAs("message")).isNull();
    } else {
      assertThat(report.<String>getAs("message")).startsWith(message);
    }
    assertThat(value("iqa_reports(" + arguments + ")[0]")).isEqualTo(report);
  }

  @Test
  void reportsTellBlocksAndFlatAreas() {
    Row report = (Row) value("iqa_report(rough, 'niqe')");
    assertThat(report.<Integer>getAs("blocks")).isEqualTo(4);
    assertThat(report.<Double>getAs("flat_fraction")).isBetween(0.0, 1.0);
  }

  /** Every function, with a null in the place of each of its arguments in turn. */
  @Test
  void nullGivesNull() {
    spark.conf().set(OnError.KEY, "fail");
    List<String> calls = new ArrayList<>();
    for (SqlFunction function : SpikeFunctions.all()) {
      for (int at = 0; at < function.parameters().size(); at++) {
        if (!function.parameters().get(at).mayBeNull()) {
          calls.add(call(function, at));
        }
      }
    }
    Row row = spark.sql("SELECT " + String.join(", ", calls) + " FROM t").first();
    assertThat(row.length()).isEqualTo(calls.size()).isGreaterThan(50);
    for (int i = 0; i < calls.size(); i++) {
      assertThat(row.get(i)).as(calls.get(i)).isNull();
    }
  }

  private static String call(SqlFunction function, int nullAt) {
    String[] arguments = new String[function.parameters().size()];
    for (int i = 0; i < arguments.length; i++) {
      String type = function.parameters().get(i).kind().castTo(null).sql();
      arguments[i] =
          i == nullAt ? "CAST(NULL AS " + type + ")" : argument(function.parameters().get(i));
    }
    return function.name() + "(" + String.join(", ", arguments) + ")";
  }

  private static String argument(Parameter parameter) {
    return switch (parameter.name()) {
      case "metric", "metrics" -> "'niqe'";
      case "method" -> "'tfp'";
      case "tone" -> "'none'";
      case "reference" -> "other";
      case "spikes", "height", "width", "key_plane" -> parameter.name();
      case "variant", "origin" -> "''";
      default -> "rough";
    };
  }

  /** Not even a bad image hides it, nor that rows with bad images are to be null. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          iqa_niqe(garbage, lower('NOPE')) | Unknown metric 'niqe/nope'; known are niqe/spikelake@2,
          iqa_score(garbage, lower('NOPE')) | Unknown metric 'nope'
          iqa_score(garbage, lower('PSNR')) | psnr/standard@1 compares with a reference; give one as third argument
          iqa_report(garbage, lower('NIQE,PIQE')) | 'niqe,piqe' is more than one metric; use iqa_reports
          spike_tfp(no_bytes, 1, 1, lower('NOPE')) | Unknown method 'tfp/nope'
          spike_tfp(no_bytes, 1, 1, 'tfp', lower('NOPE')) | Unknown tone 'nope'; expected none, clip, minmax or rate=R
          spike_tfp(no_bytes, 1, 1, 'tfp', concat('rate=', white_rate - 0.6)) | White rate '0' is not a positive number
          """)
  void aQueryThatAsksForWhatThereIsNotFailsAtItsFirstRow(String expression, String message) {
    assertThatThrownBy(() -> value(expression)).hasStackTraceContaining(message);
  }

  /** Interpreted or compiled, by whichever task: the same results. */
  @ParameterizedTest
  @CsvSource({"true, FALLBACK, 1", "true, CODEGEN_ONLY, 7", "false, NO_CODEGEN, 3"})
  void resultsDoNotDependOnPlans(String wholeStage, String factory, int partitions) {
    spark.conf().set("spark.sql.codegen.wholeStage", wholeStage);
    spark.conf().set("spark.sql.codegen.factoryMode", factory);
    Dataset<Row> rows =
        spark
            .range(0, 21, 1, partitions)
            .join(spark.table("t"))
            .selectExpr(
                "id",
                "iqa_piqe(if(id % 3 = 0, garbage, if(id % 3 = 1, rough, other))) AS piqe",
                "iqa_psnr(rough, if(id % 2 = 0, other, png)) AS psnr")
            .where("piqe IS NULL OR piqe > 0")
            .orderBy("id");
    List<Row> found = rows.collectAsList();
    assertThat(found).hasSize(21);
    Double[] piqe = {null, score("piqe", ROUGH, null), score("piqe", OTHER, null)};
    for (Row row : found) {
      assertThat(row.get(1)).isEqualTo(piqe[(int) (row.getLong(0) % 3)]);
      assertThat(row.isNullAt(2)).isFalse();
    }
  }

  @Test
  void modelsOfTheUserAreFoundAndTravelWithTheQuery() throws Exception {
    Path own = Files.createDirectories(folder.resolve("niqe/own")).resolve("model.txt");
    try (InputStream bundled = ModelSlot.class.getResourceAsStream("niqe-spikelake-2.txt")) {
      Files.copy(bundled, own);
    }
    spark.conf().set(InstalledModels.KEY, folder.toString());
    assertThat((String) value("iqa_metric_id('niqe/own')"))
        .matches("niqe/own@2:model=[0-9a-f]{12}");
    Dataset<Row> scores =
        spark.range(0, 4, 1, 2).join(spark.table("t")).selectExpr("iqa_niqe(rough, 'own')");
    assertThat(scores.distinct().collectAsList())
        .extracting(row -> row.getDouble(0))
        .containsExactly(score("niqe/spikelake", ROUGH, null));
  }

  @Test
  void aModelThatIsNoneIsNamed() throws Exception {
    Files.createDirectories(folder.resolve("niqe/own"));
    Files.writeString(folder.resolve("niqe/own/model.txt"), "no model");
    spark.conf().set(InstalledModels.KEY, folder.toString());
    assertThatThrownBy(() -> value("iqa_niqe(rough)"))
        .hasMessageContaining("The models in " + folder + " cannot be used: ")
        .hasMessageContaining("niqe/own");
    assertThat(value("spike_tfp(spikes, height, width)")).isNotNull();
  }
}
