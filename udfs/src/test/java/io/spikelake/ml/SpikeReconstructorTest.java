package io.spikelake.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.NetworkCache;
import io.spikelake.djl.NetworkGauges;
import io.spikelake.djl.NetworkReconstructor;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.image.GrayImage;
import io.spikelake.image.Tone;
import io.spikelake.pack.ModelPack;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.LocalSpark;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transformer on local Spark, on tiny packs and recordings of 60 planes of 10x12. */
class SpikeReconstructorTest {

  private static final int HEIGHT = 10;
  private static final int WIDTH = 12;
  private static final int PLANES = 60;
  private static final int FIRST_KEY = 12;
  private static final int STRIDE = 4;
  private static final int KEYS = 12;

  private static final SpikeStream STREAM =
      Spikes.uneven(5, PLANES, HEIGHT, WIDTH, RowOrder.BOTTOM_UP);

  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void session() {
    spark = LocalSpark.session();
  }

  /** A query that fails or ends early returns before its other tasks are gone. */
  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    for (int i = 0; i < 500 && held() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(NetworkGauges.snapshot().liveTensors()).isZero();
    assertThat(NetworkGauges.snapshot().nativeBytes()).isZero();
  }

  private static long held() {
    return NetworkGauges.snapshot().liveTensors() + NetworkGauges.snapshot().nativeBytes();
  }

  private String zip(String name, Map<String, byte[]> files) {
    try {
      return Files.write(folder.resolve(name + ".zip"), TestPacks.zip(files)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SpikeReconstructor reconstructor(String pack) {
    return new SpikeReconstructor().setModelUrl(zip(pack, TestPacks.files(pack)));
  }

  /** A tiny pack whose manifest says something else in one place. */
  private SpikeReconstructor changed(String pack, Map<String, String> replacements) {
    Map<String, byte[]> files = TestPacks.files(pack);
    String manifest = new String(files.get("pack.json"), StandardCharsets.UTF_8);
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      assertThat(manifest).contains(replacement.getKey());
      manifest = manifest.replace(replacement.getKey(), replacement.getValue());
    }
    files.put("pack.json", manifest.getBytes(StandardCharsets.UTF_8));
    return new SpikeReconstructor().setModelUrl(zip(pack, files));
  }

  /** Windows of a recording around every fourth plane. */
  private Dataset<Row> windows(SpikeStream stream, int before, int after) throws IOException {
    Path file = folder.resolve("%dx%d.dat".formatted(stream.height(), stream.width()));
    byte[] packed = packed(stream, 0, stream.planes());
    Files.write(file, packed);
    return spark
        .read()
        .format("spike")
        .option("height", stream.height())
        .option("width", stream.width())
        .option("first", FIRST_KEY)
        .option("stride", STRIDE)
        .option("before", before)
        .option("after", after)
        .load(file.toString());
  }

  private static byte[] packed(SpikeStream stream, int first, int planes) {
    byte[] packed = new byte[planes * stream.planeBytes()];
    for (int i = 0; i < planes; i++) {
      stream.copyPlane(first + i, packed, i * stream.planeBytes());
    }
    return packed;
  }

  private static GrayImage direct(ModelPack pack, int batchSize, SpikeStream stream, int key) {
    try (NetworkReconstructor network =
        NetworkReconstructor.open(pack, new NetworkSettings(ComputeDevice.CPU, batchSize, 1))) {
      return network.reconstruct(stream, key);
    }
  }

  private static float[] pixels(Row frame) {
    byte[] bytes = frame.getAs(FrameColumn.PIXELS);
    float[] pixels = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(pixels);
    return pixels;
  }

  @ParameterizedTest
  @CsvSource({
    "tiny-onnx, padding, 1, 0",
    "tiny-onnx, padding, 5, 0",
    "tiny-onnx, none, 5, 0",
    "tiny-onnx, stack, 5, 1e-5",
    "tiny-signed, padding, 4, 0",
    "tiny-recurrent, padding, 4, 0",
    "tiny-fixed, stack, 4, 1e-5"
  })
  void framesAreThoseOfTheNetwork(String name, String batchifier, int batchSize, float tolerance)
      throws IOException {
    ModelPack pack = TestPacks.pack(name);
    int before = pack.manifest().reconstructor().window().before();
    int after = pack.manifest().reconstructor().window().span().after();
    List<Row> rows =
        reconstructor(name)
            .setBatchifier(batchifier)
            .setBatchSize(batchSize)
            .transform(windows(STREAM, before, after))
            .select("key_frame", "frame")
            .collectAsList();
    assertThat(rows).hasSize(KEYS);
    for (int i = 0; i < KEYS; i++) {
      Row frame = rows.get(i).getStruct(1);
      int key = FIRST_KEY + STRIDE * i;
      assertThat(rows.get(i).getLong(0)).isEqualTo(key);
      assertThat(frame.<String>getAs(FrameColumn.METHOD)).isEqualTo(pack.id().toString());
      assertThat(frame.<String>getAs(FrameColumn.DEVICE)).isEqualTo("cpu");
      assertThat(frame.<Integer>getAs(FrameColumn.HEIGHT)).isEqualTo(HEIGHT);
      assertThat(frame.<Integer>getAs(FrameColumn.WIDTH)).isEqualTo(WIDTH);
      int alone = batchifier.equals("none") ? 1 : batchSize;
      assertThat(pixels(frame))
          .containsExactly(direct(pack, alone, STREAM, key).pixels(), within(tolerance));
    }
  }

  @Test
  void theImageIsOneOfSparksImageSource() throws IOException {
    Row row =
        reconstructor("tiny-onnx").transform(windows(STREAM, 4, 3)).select("frame", "path").first();
    Row frame = row.getStruct(0);
    Row image = frame.getStruct(frame.fieldIndex(FrameColumn.IMAGE));
    assertThat(image.schema()).isEqualTo(ImageSchema.columnSchema());
    assertThat(ImageSchema.getOrigin(image)).isEqualTo(row.getString(1)).contains("10x12.dat");
    assertThat(ImageSchema.getHeight(image)).isEqualTo(HEIGHT);
    assertThat(ImageSchema.getWidth(image)).isEqualTo(WIDTH);
    assertThat(ImageSchema.getNChannels(image)).isEqualTo(1);
    assertThat(ImageSchema.getMode(image)).isEqualTo(ImageSchema.ocvTypes().apply("CV_8UC1"));
    assertThat(frame.<String>getAs(FrameColumn.TONE)).isEqualTo("minmax");
    float[] toned = new Tone.MinMax().apply(new GrayImage(WIDTH, HEIGHT, pixels(frame))).pixels();
    byte[] levels = ImageSchema.getData(image);
    for (int i = 0; i < toned.length; i++) {
      assertThat(levels[i] & 0xFF).isEqualTo(Math.round(255f * toned[i]));
    }
  }

  @Test
  void aWindowMayBeLongerThanTheSpanAndAStruct() throws IOException {
    ModelPack pack = TestPacks.pack("tiny-signed");
    Dataset<Row> structs =
        windows(STREAM, 9, 10)
            .select(
                functions
                    .struct("spikes", "height", "width", "frame_start", "key_frame", "path")
                    .as("window"));
    List<Row> rows =
        reconstructor("tiny-signed")
            .setInputCol("window")
            .setOutputCol("made")
            .transform(structs)
            .select("window.key_frame", "made")
            .limit(8)
            .collectAsList();
    assertThat(rows).hasSize(8);
    for (Row row : rows) {
      assertThat(pixels(row.getStruct(1)))
          .isEqualTo(direct(pack, 1, STREAM, (int) row.getLong(0)).pixels());
    }
  }

  private static final StructType BY_HAND =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("spikes", DataTypes.BinaryType)
          .add("height", DataTypes.LongType)
          .add("width", DataTypes.IntegerType)
          .add("frame_count", DataTypes.IntegerType);

  private static Row byHand(
      String name, byte[] spikes, Long height, Integer width, Integer planes) {
    return RowFactory.create(name, spikes, height, width, planes);
  }

  /** Windows for {@code tiny-fixed}, which takes six planes of 10x12. */
  private static List<Row> goodAndBad() {
    byte[] six = packed(STREAM.inRowOrder(RowOrder.TOP_DOWN), 20, 6);
    return List.of(
        byHand("good", six, 10L, 12, 6),
        byHand("none", null, 10L, 12, 6),
        byHand("short", Arrays.copyOf(six, six.length - 1), 10L, 12, 6),
        byHand("no-height", six, null, 12, 6),
        byHand("size", six, 12L, 10, 6),
        byHand("empty-plane", six, 0L, 12, 6),
        byHand("huge", six, 3_000_000_000L, 12, 6),
        byHand("five", Arrays.copyOf(six, 75), 10L, 12, 5),
        byHand("also-good", six, 10L, 12, 6));
  }

  @ParameterizedTest
  @CsvSource({"padding", "stack", "none"})
  void aBadRowHasNoFrameAndSaysWhy(String batchifier) {
    Dataset<Row> table = spark.createDataFrame(goodAndBad(), BY_HAND).coalesce(1);
    SpikeReconstructor reconstructor =
        reconstructor("tiny-fixed")
            .setBatchSize(4)
            .setBatchifier(batchifier)
            .setOnError("quarantine");
    Dataset<Row> frames = reconstructor.transform(table);
    assertThat(frames.schema()).isEqualTo(reconstructor.transformSchema(table.schema()));
    List<Row> rows = frames.select("name", "frame", "frame_error").collectAsList();
    assertThat(rows).extracting(row -> row.getString(0)).containsExactlyElementsOf(names());
    GrayImage expected = direct(TestPacks.pack("tiny-fixed"), 1, STREAM, 23);
    List<String> errors = new ArrayList<>();
    for (Row row : rows) {
      assertThat(row.isNullAt(1)).isNotEqualTo(row.isNullAt(2));
      if (row.isNullAt(1)) {
        errors.add(row.getString(2));
      } else {
        assertThat(row.getString(0)).endsWith("good");
        assertThat(pixels(row.getStruct(1))).containsExactly(expected.pixels(), within(1e-5f));
      }
    }
    String method = TestPacks.pack("tiny-fixed").id().toString();
    assertThat(errors)
        .containsExactly(
            "spikes is null; expected a window",
            "89 bytes of spikes; expected 6 planes of 10x12 (height x width), each 15 bytes",
            "height is null; expected a window",
            method + " takes frames of 10x12 (height x width) only; these are 12x10",
            "planes of 0x12; expected a positive height and width",
            "height is 3000000000, which is too large",
            "a window of 5 planes whose key frame no column key_frame names; expected exactly the 6"
                + " that the network is fed");
  }

  private static List<String> names() {
    return goodAndBad().stream().map(row -> row.getString(0)).toList();
  }

  @Test
  void aBadRowFailsTheTaskUnlessToldOtherwise() {
    Dataset<Row> table = spark.createDataFrame(goodAndBad(), BY_HAND).coalesce(1);
    Dataset<Row> frames = reconstructor("tiny-fixed").setBatchSize(4).transform(table);
    assertThat(frames.schema().fieldNames()).doesNotContain("frame_error");
    assertThatThrownBy(frames::collectAsList)
        .hasStackTraceContaining(
            "IllegalStateException: No frame of row 1: spikes is null; expected a window; set"
                + " onError to quarantine to go on without it");
  }

  @Test
  void aFrameThatIsNotFiniteConcernsNoOtherRow() throws IOException {
    SpikeStream stream = Spikes.uneven(6, 12, HEIGHT, WIDTH, RowOrder.TOP_DOWN);
    byte[] four = packed(stream, 0, 4);
    Dataset<Row> table =
        spark
            .createDataFrame(
                List.of(
                    byHand("a", four, 10L, 12, 4),
                    byHand("dark", new byte[four.length], 10L, 12, 4),
                    byHand("b", four, 10L, 12, 4)),
                BY_HAND)
            .coalesce(1);
    List<Row> rows =
        reconstructor("tiny-normalised")
            .setBatchSize(4)
            .setOnError("quarantine")
            .transform(table)
            .select("frame", "frame_error")
            .collectAsList();
    ModelPack pack = TestPacks.pack("tiny-normalised");
    float[] expected = direct(pack, 4, stream, 2).pixels();
    assertThat(pixels(rows.get(0).getStruct(0))).isEqualTo(expected);
    assertThat(pixels(rows.get(2).getStruct(0))).isEqualTo(expected);
    assertThat(rows.get(1).isNullAt(0)).isTrue();
    assertThat(rows.get(1).getString(1))
        .startsWith(pack.id() + " gave 120 pixels of 120 that are not finite on cpu;");
  }

  @Test
  void aSizeAtWhichTheNetworkFailsConcernsNoOtherSize() throws IOException {
    // Has a weight for each pixel of 10x12, which its manifest keeps to itself here.
    SpikeReconstructor reconstructor =
        changed(
            "tiny-fixed",
            Map.of(
                "\"height\": 10,\n    \"width\": 12,\n    \"multiple\"",
                "\"height\": null,\n    \"width\": null,\n    \"multiple\""));
    SpikeStream other = Spikes.uneven(7, PLANES, 13, 16, RowOrder.BOTTOM_UP);
    Dataset<Row> both = windows(STREAM, 3, 2).union(windows(other, 3, 2)).coalesce(1);
    List<Row> rows =
        reconstructor
            .setBatchSize(7)
            .setOnError("quarantine")
            .transform(both)
            .select("height", "frame", "frame_error")
            .collectAsList();
    assertThat(rows).hasSize(2 * KEYS);
    for (Row row : rows) {
      assertThat(row.isNullAt(1)).isEqualTo(row.getInt(0) == 13);
      if (row.isNullAt(1)) {
        assertThat(row.getString(2))
            .contains("tiny-fixed/example@1", "failed on cpu with batches of 7 frames");
      }
    }
  }

  @Test
  void aCutWindowSaysHowToReadWholeOnes() throws IOException {
    String error =
        reconstructor("tiny-onnx")
            .setOnError("quarantine")
            .transform(windows(STREAM, 2, 5))
            .select("frame_error")
            .first()
            .getString(0);
    assertThat(error)
        .isEqualTo(
            "a window of 8 planes with the key frame at 2 of them; expected 4 before it and 3 after"
                + " it: read windows with the options before=4 and after=3");
  }

  @Test
  void ratesNeedToKnowWhite() throws IOException {
    SpikeReconstructor rates =
        changed(
            "tiny-onnx",
            Map.of(
                "\"scale\": \"relative\"", "\"scale\": \"firing_rate\"",
                "\"postprocess\": \"minmax\"", "\"postprocess\": \"rate\""));
    Dataset<Row> windows = windows(STREAM, 4, 3);
    assertThatThrownBy(() -> rates.transform(windows.drop("white_rate")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "are spikes per plane, and there is no white_rate beside the windows; keep that column,"
                + " or set tone to rate=R, none, minmax or clip");
    assertThatThrownBy(() -> rates.transform(windows).collectAsList())
        .hasStackTraceContaining("white_rate is null, and frames of tiny-onnx/example@1");
    Dataset<Row> known = windows.withColumn("white_rate", functions.lit(0.5));
    assertThat(tone(rates.transform(known))).isEqualTo("rate=0.5");
    assertThat(tone(rates.copy(ParamMap.empty().put(rates.tone(), "clip")).transform(windows)))
        .isEqualTo("clip");
  }

  private static String tone(Dataset<Row> frames) {
    return frames.select("frame.tone").first().getString(0);
  }

  @Test
  void aNetworkIsLoadedOnceForAllTasks() throws IOException {
    // A contract that no other test has, so that nobody has loaded it.
    SpikeReconstructor reconstructor =
        changed("tiny-onnx", Map.of("\"before\": 4", "\"before\": 5"));
    int loads = NetworkCache.loads();
    Dataset<Row> windows = windows(STREAM, 5, 2).repartition(4);
    assertThat(reconstructor.transform(windows).collectAsList()).hasSize(KEYS);
    assertThat(NetworkCache.loads()).isEqualTo(loads + 1);
    assertThat(reconstructor.copy(ParamMap.empty()).transform(windows).collectAsList())
        .hasSize(KEYS);
    assertThat(NetworkCache.loads()).isEqualTo(loads + 1);
  }

  @Test
  void aTableWithoutRowsStartsNothing() throws IOException {
    Dataset<Row> none = windows(STREAM, 4, 3).filter("height > 1000");
    long frames = NetworkGauges.snapshot().frames();
    assertThat(reconstructor("tiny-onnx").transform(none).collectAsList()).isEmpty();
    assertThat(NetworkGauges.snapshot().frames()).isEqualTo(frames);
  }

  @Test
  void isWrittenAndReadBack() throws IOException {
    SpikeReconstructor written =
        reconstructor("tiny-onnx")
            .setInputCol("spikes")
            .setOutputCol("made")
            .setEngine("OnnxRuntime")
            .setBatchSize(3)
            .setTranslatorFactory("ai.djl.translate.NoopServingTranslatorFactory")
            .setBatchifier("stack")
            .setDevice("cpu")
            .setPrecision("float32")
            .setTone("clip")
            .setOnError("quarantine");
    String place = folder.resolve("written").toString();
    written.save(place);
    SpikeReconstructor read = SpikeReconstructor.load(place);
    assertThat(read.uid()).isEqualTo(written.uid());
    assertThat(written.params()).hasSize(11);
    for (Param<?> param : written.params()) {
      assertThat(written.isSet(param)).as(param.name()).isTrue();
      assertThat(read.getOrDefault(read.getParam(param.name())))
          .as(param.name())
          .isEqualTo(written.getOrDefault(param));
    }
    Dataset<Row> windows = windows(STREAM, 4, 3);
    assertThat(read.transform(windows).select("made", "made_error").collectAsList())
        .isEqualTo(written.transform(windows).select("made", "made_error").collectAsList());
  }

  @Test
  void isAStageOfPipelines() throws IOException {
    Dataset<Row> windows = windows(STREAM, 4, 3);
    SpikeReconstructor stage = reconstructor("tiny-onnx");
    PipelineModel model = new Pipeline().setStages(new PipelineStage[] {stage}).fit(windows);
    String place = folder.resolve("pipeline").toString();
    model.save(place);
    List<Row> frames = PipelineModel.load(place).transform(windows).select("frame").collectAsList();
    assertThat(frames).hasSize(KEYS);
    assertThat(frames).isEqualTo(stage.transform(windows).select("frame").collectAsList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spikes | frame | name string | There is no column 'spikes', which inputCol names; the"
            + " columns are [name]",
        "name | frame | name string | Column 'name' is string; expected packed planes as binary, or"
            + " a struct with them in a field spikes",
        "spikes | frame | spikes binary, width int | The table has no height beside the spikes,"
            + " without which they cannot be read; there are [spikes, width]",
        "w | frame | w struct<spikes: binary, height: int> | Struct 'w' has no width beside the"
            + " spikes, without which they cannot be read; there are [spikes, height]",
        "spikes | frame | spikes binary, height string, width int | Column 'height' is string;"
            + " expected int or bigint or smallint",
        "spikes | frame | spikes binary, height int, width int, key_frame int | The table has"
            + " key_frame without frame_start, so that the place of the key frame in the window is"
            + " unknown; keep both or drop both",
        "spikes | width | spikes binary, height int, width int | There is a column 'width' already;"
            + " set outputCol to another name",
        "spikes | f | spikes binary, height int, width int, f_error int | There is a column"
            + " 'f_error' already; set outputCol to another name"
      })
  void aSchemaThatDoesNotFitIsRefused(String input, String output, String schema, String message) {
    SpikeReconstructor reconstructor =
        new SpikeReconstructor().setInputCol(input).setOutputCol(output).setOnError("quarantine");
    assertThatThrownBy(() -> reconstructor.transformSchema(StructType.fromDDL(schema)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine | TensorFlow | engine 'TensorFlow'; expected OnnxRuntime or PyTorch",
        "batchifier | pad | batchifier 'pad'; expected none or stack or padding",
        "precision | float16 | precision 'float16'; expected float32",
        "onError | skip | onError 'skip'; expected fail or quarantine",
        "translatorFactory | org.example.Mine | translatorFactory 'org.example.Mine'; expected"
            + " ai.djl.translate.NoopServingTranslatorFactory",
        "device | tpu | Device 'tpu'; expected auto, cpu, gpu, or gpu:N,... with numbers of GPUs"
            + " from 0",
        "tone | bright | Unknown tone 'bright'; expected none, clip, minmax or rate=R"
      })
  void aWrongValueIsRefusedWhenItIsSet(String name, String value, String message) {
    SpikeReconstructor reconstructor = new SpikeReconstructor();
    assertThatThrownBy(() -> reconstructor.set(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> reconstructor.setBatchSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batchSize 0; expected a number from 1");
  }

  @Test
  void aPackThatDoesNotFitIsRefusedOnTheDriver() throws IOException {
    Dataset<Row> windows = windows(STREAM, 4, 3);
    assertThatThrownBy(() -> new SpikeReconstructor().transform(windows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("modelUrl is not set; expected the model pack");
    assertThatThrownBy(() -> reconstructor("tiny-onnx").setEngine("PyTorch").transform(windows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("runs with the engine OnnxRuntime; engine is set to PyTorch");
    assertThatThrownBy(() -> reconstructor("tiny-torchscript").transform(windows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may not run: it is TorchScript", "engine PyTorch in a pipeline");
    assertThatNoException()
        .isThrownBy(
            () -> reconstructor("tiny-torchscript").setEngine("PyTorch").transform(windows));
    assertThatThrownBy(() -> reconstructor("tiny-metric").transform(windows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Pack tiny-metric/example is a metric; expected one that makes frames");
    String nowhere = folder.resolve("nowhere.zip").toString();
    assertThatThrownBy(() -> new SpikeReconstructor().setModelUrl(nowhere).transform(windows))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "Could not read the model pack %s: There is no model pack at %s"
                .formatted(nowhere, nowhere));
    assertThatThrownBy(
            () -> new SpikeReconstructor().setModelUrl("jar:///packs/nobody").transform(windows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No pack jar:///packs/nobody comes with SpikeLake; there are [");
  }
}
