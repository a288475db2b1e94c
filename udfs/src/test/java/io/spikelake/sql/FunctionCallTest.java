package io.spikelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.RowOrder;
import io.spikelake.testing.Spikes;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How functions come into sessions, what they say of themselves, and which calls are refused. */
class FunctionCallTest {

  private static SparkSession spark;

  @BeforeAll
  static void session() {
    spark = SqlSession.open();
    spark.conf().set("spark.sql.catalog.spikelake", SpikeLakeCatalog.class.getName());
    view("frames", "rough AS raw, png, 'r' AS recording_id");
    view("pictures", "'p' AS path, png AS content");
    view("images", "image");
    SqlSession.windows(spark, Spikes.uneven(3, 301, 97, 193, RowOrder.TOP_DOWN), 150);
  }

  private static void view(String name, String columns) {
    spark.sql("SELECT " + columns + " FROM t").createOrReplaceTempView(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          iqa_niqe() | Function 'iqa_niqe' cannot process input: (): 0 arguments; expected 1 to 2: iqa_niqe(image[, variant])
          iqa_psnr(png) | 1 arguments; expected 2 to 3: iqa_psnr(image, reference[, variant])
          image_png(png, 1) | 2 arguments; expected 1: image_png(image)
          iqa_niqe('a.png') | argument 1, image, is STRING; expected BINARY (a frame, or a PNG, JPEG or BMP file), or a STRUCT
          iqa_niqe(struct(1 AS height)) | argument 1, image, is STRUCT<height: INT>; expected BINARY
          iqa_niqe(png, 2) | argument 2, variant, is INT; expected STRING
          iqa_psnr(png, 1.5) | argument 2, reference, is DECIMAL(2,1); expected BINARY
          spike_tfp(spikes, 1.0, 2) | argument 2, height, is DECIMAL(2,1); expected INT or BIGINT: spike_tfp(spikes, height, width[, variant[, tone[, key_plane]]])
          spike_tfp('x', 1, 2) | argument 1, spikes, is STRING; expected BINARY
          iqa_niqe(png, 'nope') | Unknown metric 'niqe/nope'; known are niqe/spikelake@2,
          iqa_niqe(png, 'spikelake@1') | Unknown metric 'niqe/spikelake@1'
          iqa_niqe(png, 'piqe/matlab') | 'piqe/matlab' is no variant of niqe; expected one of it, such as niqe/VARIANT@VERSION
          iqa_niqe(png, 'spikelake,own') | Unknown metric 'niqe/spikelake,own'
          iqa_score(png, 'psnr') | psnr/standard@1 compares with a reference; give one as third argument
          iqa_report(png, 'niqe,piqe') | Unknown metric 'niqe,piqe'
          iqa_reports(png, 'niqe,') | Malformed id ''; expected name[/variant][@version][:key=value]*
          iqa_metric_id('nope') | Unknown metric 'nope'
          spike_tfp(spikes, height, width, 'nope') | Unknown method 'tfp/nope'; known are tfp/spike-zoo@1:window=41,
          spike_tfp(spikes, height, width, 'window=0') | tfp/spike-zoo@1
          spike_tfp(spikes, height, width, 'tfp', 'dark') | Unknown tone 'dark'; expected none, clip, minmax or rate=R
          spike_reconstruct(spikes, height, width) | 3 arguments; expected 4 to 6
          image_tone(png, 'rate=0') | White rate '0' is not a positive number of spikes per plane
          """)
  void aCallThatDoesNotFitIsAnErrorOfTheQuery(String call, String message) {
    assertThatThrownBy(() -> spark.sql("SELECT " + call + " FROM t"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("line 1 pos 7");
  }

  @Test
  void aSettingWithABadValueIsAnErrorOfTheQuery() {
    spark.conf().set(OnError.KEY, "ignore");
    try {
      assertThatThrownBy(() -> spark.sql("SELECT iqa_niqe(png) FROM t"))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("spark.spikelake.sql.errors is 'ignore'; expected null or fail");
    } finally {
      spark.conf().unset(OnError.KEY);
    }
  }

  @Test
  void everyFunctionIsDescribedAndItsExamplesRun() {
    for (SqlFunction function : SpikeFunctions.all()) {
      String name = function.name();
      String text = described(name);
      assertThat(text)
          .contains("Function: " + name)
          .contains("Usage: " + function.signature() + " - " + function.summary() + ". Returns ")
          .contains("Since: 0.1.0")
          .doesNotContain("_FUNC_");
      for (Parameter parameter : function.parameters()) {
        assertThat(text).contains("* " + parameter.name() + " - " + parameter.text());
      }
      assertThat(function.examples()).isNotEmpty();
      for (String example : function.examples()) {
        String query = example.replace("_FUNC_", name);
        assertThat(text).contains("> " + query + ";");
        Row row = spark.sql(query).first();
        // Of a good image there is everything but a message.
        int last =
            row.length()
                - (row.schema().fieldNames()[row.length() - 1].contains("message") ? 2 : 1);
        assertThat(row.isNullAt(last)).as(query).isFalse();
      }
    }
  }

  private static String described(String name) {
    StringBuilder text = new StringBuilder();
    spark
        .sql("DESCRIBE FUNCTION EXTENDED " + name)
        .collectAsList()
        .forEach(row -> text.append(row.getString(0)).append('\n'));
    return text.toString();
  }

  @Test
  void columnsAreNamedAfterTheCall() {
    assertThat(spark.sql("SELECT iqa_niqe(png), IQA_PIQE(png, 'pyiqa') FROM t").columns())
        .containsExactly("iqa_niqe(png)", "iqa_piqe(png, pyiqa)");
  }

  @Test
  void constantsAreComputedWhenAQueryIsPlanned() {
    String plan =
        spark
            .sql("SELECT iqa_metric_id('piqe') FROM range(3)")
            .queryExecution()
            .optimizedPlan()
            .toString();
    assertThat(plan).contains("piqe/matlab@1").doesNotContain("iqa_metric_id(piqe) #");
  }

  @Test
  void equalCallsAreEqual() {
    SqlFunction niqe = SpikeFunctions.named("iqa_niqe");
    StructType binary = new StructType().add("x", DataTypes.BinaryType);
    assertThat(niqe.bind(binary))
        .isEqualTo(niqe.bind(binary))
        .hasSameHashCodeAs(niqe.bind(binary))
        .isNotEqualTo(SpikeFunctions.named("iqa_piqe").bind(binary))
        .isNotEqualTo(niqe.bind(new StructType().add("x", OpenCvImage.TYPE)));
  }

  /** As Spark may call it on the driver; work space of two threads must not meet. */
  @Test
  void oneInstanceServesSeveralThreads() {
    ScalarFunction<?> niqe =
        (ScalarFunction<?>)
            SpikeFunctions.named("iqa_niqe").bind(new StructType().add("x", DataTypes.BinaryType));
    byte[][] images = {TestImages.raw(TestImages.ROUGH), TestImages.raw(TestImages.OTHER)};
    Object[] alone = {call(niqe, images[0]), call(niqe, images[1])};
    List<Object> together =
        IntStream.range(0, 64).parallel().mapToObj(i -> call(niqe, images[i % 2])).toList();
    for (int i = 0; i < together.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone[i % 2]);
    }
  }

  private static Object call(ScalarFunction<?> function, Object argument) {
    return function.produceResult(new GenericInternalRow(new Object[] {argument}));
  }

  @Test
  void aCatalogHasTheSameFunctions() {
    Row row = spark.sql("SELECT spikelake.iqa_piqe(raw), iqa_piqe(raw) FROM frames").first();
    assertThat(row.get(0)).isNotNull().isEqualTo(row.get(1));
    assertThat(spark.sql("SELECT spikelake.IQA_NIQE(raw) FROM frames").first().get(0)).isNotNull();
    assertThatThrownBy(() -> spark.sql("SELECT spikelake.iqa_niqe(1)"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("argument 1, image, is INT; expected BINARY");
    assertThatThrownBy(() -> spark.sql("SELECT spikelake.iqa_nope(1)"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("iqa_nope");
    assertThatThrownBy(
            () -> spark.sql("SELECT spikelake.iqa_niqe(raw, 'nope') FROM frames").first())
        .hasStackTraceContaining("Unknown metric 'niqe/nope'");
  }

  @Test
  void aCatalogListsItsFunctions() throws Exception {
    SpikeLakeCatalog catalog = new SpikeLakeCatalog();
    catalog.initialize("mine", CaseInsensitiveStringMap.empty());
    assertThat(catalog.name()).isEqualTo("mine");
    assertThat(catalog.listFunctions(new String[0]))
        .extracting(Identifier::name)
        .containsExactlyElementsOf(SpikeFunctions.names())
        .contains("iqa_niqe", "iqa_brisque", "iqa_piqe", "spike_tfp", "spike_tfi");
    assertThat(catalog.functionExists(Identifier.of(new String[0], "iqa_nope"))).isFalse();
    assertThatThrownBy(() -> catalog.listFunctions(new String[] {"a"}))
        .isInstanceOf(NoSuchNamespaceException.class);
    assertThatThrownBy(() -> catalog.loadFunction(Identifier.of(new String[] {"a"}, "iqa_niqe")))
        .isInstanceOf(NoSuchFunctionException.class);
  }

  @Test
  void aSessionThatIsOpenGetsThemByRegister() {
    SparkSession session = spark.newSession();
    FunctionRegistry registry = session.sessionState().functionRegistry();
    SpikeFunctions.names().forEach(name -> registry.dropFunction(new FunctionIdentifier(name)));
    assertThatThrownBy(() -> session.sql("SELECT iqa_metric_id('niqe')"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("UNRESOLVED_ROUTINE");
    for (int i = 0; i < 2; i++) {
      SpikeFunctions.register(session);
      assertThat(session.sql("SELECT iqa_metric_id('niqe')").first().getString(0))
          .isEqualTo("niqe/spikelake@2");
    }
  }

  /** A session may name the class though Spark finds it without; then it is applied twice. */
  @Test
  void extensionsMayBeAppliedTwice() {
    SparkSessionExtensions extensions = new SparkSessionExtensions();
    new SpikeLakeExtensions().apply(extensions);
    new SpikeLakeExtensions().apply(extensions);
    FunctionRegistry registry = extensions.registerFunctions(FunctionRegistry.builtin().clone());
    assertThat(SpikeFunctions.names())
        .allMatch(name -> registry.functionExists(new FunctionIdentifier(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NAME", "Iqa_Niqe"})
  void namesAreLowerCase(String name) {
    assertThat(SpikeFunctions.named(name)).isNull();
    assertThat(SpikeFunctions.names()).allMatch(n -> n.equals(n.toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', niqe",
    "niqe, niqe",
    "live, niqe/live",
    "' live@2 ', niqe/live@2",
    "@2, niqe@2",
    "/live, niqe/live",
    "niqe/live@2, niqe/live@2",
    "model=a, niqe:model=a",
    "own:model=a, niqe/own:model=a",
    "niqelike, niqe/niqelike"
  })
  void aVariantIsWrittenInAnyOfTheseWays(String text, String id) {
    assertThat(VariantText.of("niqe", text)).isEqualTo(id);
  }
}
