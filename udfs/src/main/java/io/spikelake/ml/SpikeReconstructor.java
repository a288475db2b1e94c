package io.spikelake.ml;

import io.spikelake.djl.DeviceChoice;
import io.spikelake.djl.NetworkCache;
import io.spikelake.executor.NetworkOptions;
import io.spikelake.image.Tone;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFormat;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.schemas.SpikeSourceColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds a frame to each row that holds a window of spikes, made by the network of a model pack.
 *
 * <pre>{@code
 * Dataset<Row> windows =
 *     spark.read().format("spike").option("dataset", "u-caltech").option("at", "key")
 *         .option("before", 100).option("after", 99).load("s3a://bucket/recordings");
 * Dataset<Row> frames =
 *     new SpikeReconstructor().setModelUrl("s3a://bucket/lrn_spikeclip_1.zip").transform(windows);
 * frames.select("recording_id", "key_frame", "frame.image");
 * }</pre>
 *
 * <p><b>Input.</b> {@code inputCol} is packed planes as binary, with the columns {@code height} and
 * {@code width} in the same table, or a struct with the fields {@code spikes}, {@code height} and
 * {@code width}. Order of bits and rows is that of {@link SpikeSourceColumns#SPIKES}. Used where
 * they are there: {@code frame_count}, which the length of the planes must agree with; {@code
 * key_frame} and {@code frame_start}, whose difference is the plane that the frame shows, so that a
 * window may be longer than the network needs; {@code white_rate}; {@code path}. Without {@code
 * key_frame} a window must be exactly the planes that the network is fed. All other columns are
 * passed on; select what is needed before.
 *
 * <p><b>Output.</b> {@code outputCol} is the struct of {@link FrameColumn}: the frame in single
 * precision, the same as 8-bit image in the layout of Spark's image source, the id of the method
 * and the device. With {@code onError} {@code quarantine} there is a text column {@code
 * <outputCol>_error} too.
 *
 * <p><b>Bad rows</b> are those without a window, with one that is too short or of a size that the
 * network does not take, and those whose frame has values that are not finite. With {@code fail}
 * the first of them fails the task, with a message that names it; with {@code quarantine} its frame
 * is null, the error column says why, and the others are not concerned. Where the network fails for
 * a batch, all rows of that batch are bad. A pack that cannot be read, or does not give its golden
 * output on the device, always fails.
 *
 * <p>A pack in TorchScript, which is a program and not data, runs only where {@code engine} is set
 * to {@code PyTorch}.
 *
 * <p>The pack is read once for each {@link #transform}, on the driver, and sent to the executors,
 * each of which loads the network once; what a task has of it is freed when the task ends, however
 * it ends. Rows stay in their order.
 */
public final class SpikeReconstructor extends Transformer implements DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  /** What DJL Serving calls a network that takes and gives tensors. */
  private static final String TENSORS_IN_TENSORS_OUT =
      "ai.djl.translate.NoopServingTranslatorFactory";

  private static final String ERROR_SUFFIX = "_error";

  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> modelUrl;
  private final Param<String> engine;
  private final IntParam batchSize;
  private final Param<String> translatorFactory;
  private final Param<String> batchifier;
  private final Param<String> device;
  private final Param<String> precision;
  private final Param<String> tone;
  private final Param<String> onError;

  public SpikeReconstructor() {
    this(Identifiable$.MODULE$.randomUID("SpikeReconstructor"));
  }

  /**
   * @param uid unique name of this instance and its copies
   */
  public SpikeReconstructor(String uid) {
    // First: parameters ask for it when they are made.
    this.uid = uid;
    inputCol = new Param<>(this, "inputCol", "column of windows: packed planes, or a struct");
    outputCol = new Param<>(this, "outputCol", "column for the frames");
    modelUrl =
        new Param<>(
            this,
            "modelUrl",
            "the model pack, a folder or zip: a path or URI of any Hadoop file system, an http(s) URL"
                + " of a zip, or jar:///packs/NAME for one that comes with SpikeLake");
    engine =
        new Param<>(
            this,
            "engine",
            "OnnxRuntime or PyTorch; the pack decides, and one that needs another is refused; packs in"
                + " TorchScript, which are programs, run only where this is set to PyTorch",
            Checks.oneOf("engine", List.of("OnnxRuntime", "PyTorch")));
    batchSize =
        new IntParam(
            this,
            "batchSize",
            "frames computed at once; unless set 1 on the CPU and 8 on a GPU",
            Checks.atLeastOne("batchSize"));
    translatorFactory =
        new Param<>(
            this,
            "translatorFactory",
            "not needed: the contract of the pack says how windows become tensors, and tensors"
                + " frames; only %s is taken, as packs name it".formatted(TENSORS_IN_TENSORS_OUT),
            Checks.oneOf("translatorFactory", List.of(TENSORS_IN_TENSORS_OUT)));
    batchifier =
        new Param<>(
            this,
            "batchifier",
            "none: one by one; stack: as many rows as there are, at most batchSize; padding: always"
                + " batchSize, the last batch filled up",
            Checks.oneOf("batchifier", Checks.words(Batchifier.values())));
    device =
        new Param<>(
            this,
            "device",
            "auto, cpu, gpu, or gpu:N,...; auto is the GPU that Spark gives the task, without"
                + " such scheduling the visible ones in turn, without any the CPU",
            Checks.parsed(DeviceChoice::parse));
    precision =
        new Param<>(
            this,
            "precision",
            "of the arithmetic: " + NetworkCache.PRECISION,
            Checks.oneOf("precision", List.of(NetworkCache.PRECISION)));
    tone =
        new Param<>(
            this,
            "tone",
            "of the 8-bit image: none, clip, minmax or rate=R; unless set what fits the network",
            Checks.parsed(Tone::parse));
    onError =
        new Param<>(
            this,
            "onError",
            "fail, or quarantine: a bad row has no frame, and a text in <outputCol>_error",
            Checks.oneOf("onError", Checks.words(OnError.values())));
    setDefault(inputCol, SpikeSourceColumns.SPIKES);
    setDefault(outputCol, "frame");
    setDefault(batchifier, Checks.word(Batchifier.PADDING));
    setDefault(device, DeviceChoice.AUTO.toString());
    setDefault(precision, NetworkCache.PRECISION);
    setDefault(onError, Checks.word(OnError.FAIL));
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> inputCol() {
    return inputCol;
  }

  public Param<String> outputCol() {
    return outputCol;
  }

  public Param<String> modelUrl() {
    return modelUrl;
  }

  public Param<String> engine() {
    return engine;
  }

  public IntParam batchSize() {
    return batchSize;
  }

  public Param<String> translatorFactory() {
    return translatorFactory;
  }

  public Param<String> batchifier() {
    return batchifier;
  }

  public Param<String> device() {
    return device;
  }

  public Param<String> precision() {
    return precision;
  }

  public Param<String> tone() {
    return tone;
  }

  public Param<String> onError() {
    return onError;
  }

  public SpikeReconstructor setInputCol(String value) {
    return with(inputCol, value);
  }

  public SpikeReconstructor setOutputCol(String value) {
    return with(outputCol, value);
  }

  public SpikeReconstructor setModelUrl(String value) {
    return with(modelUrl, value);
  }

  public SpikeReconstructor setEngine(String value) {
    return with(engine, value);
  }

  public SpikeReconstructor setBatchSize(int value) {
    return with(batchSize, value);
  }

  public SpikeReconstructor setTranslatorFactory(String value) {
    return with(translatorFactory, value);
  }

  public SpikeReconstructor setBatchifier(String value) {
    return with(batchifier, value);
  }

  public SpikeReconstructor setDevice(String value) {
    return with(device, value);
  }

  public SpikeReconstructor setPrecision(String value) {
    return with(precision, value);
  }

  public SpikeReconstructor setTone(String value) {
    return with(tone, value);
  }

  public SpikeReconstructor setOnError(String value) {
    return with(onError, value);
  }

  private <T> SpikeReconstructor with(Param<T> param, T value) {
    set(param, value);
    return this;
  }

  @Override
  public SpikeReconstructor copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /**
   * The columns of the input, then those that are added. Reads no pack.
   *
   * @throws IllegalArgumentException if there are no windows in the schema, or a column is there
   *     already
   */
  @Override
  public StructType transformSchema(StructType schema) {
    WindowColumns.in(schema, getOrDefault(inputCol));
    String frame = getOrDefault(outputCol);
    StructType with = added(schema, frame).add(frame, FrameColumn.TYPE, true);
    return errors() == OnError.QUARANTINE
        ? added(with, frame + ERROR_SUFFIX).add(frame + ERROR_SUFFIX, DataTypes.StringType, true)
        : with;
  }

  private static StructType added(StructType schema, String column) {
    if (Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "There is a column '%s' already; set outputCol to another name".formatted(column));
    }
    return schema;
  }

  private OnError errors() {
    return OnError.valueOf(getOrDefault(onError).toUpperCase(Locale.ROOT));
  }

  /**
   * @throws IllegalArgumentException if the schema does not fit, {@code modelUrl} is not set, or
   *     the pack is not what the parameters say
   * @throws UncheckedIOException if there is no usable pack
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    SparkSession session = dataset.sparkSession();
    ModelPack pack = readPack(session);
    FramePlan plan = plan(dataset.schema());
    requireFitting(pack, plan);
    Broadcast<ModelPack> everywhere =
        JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(pack);
    return dataset.toDF().mapPartitions(new FrameTask(plan, everywhere), Encoders.row(schema));
  }

  private ModelPack readPack(SparkSession session) {
    if (!isDefined(modelUrl)) {
      throw new IllegalArgumentException("modelUrl is not set; expected " + modelUrl.doc());
    }
    String url = getOrDefault(modelUrl);
    try {
      ModelPack pack = PackUrl.read(url, session.sessionState().newHadoopConf());
      boolean pyTorch =
          isDefined(engine) && getOrDefault(engine).equals(PackFormat.TORCHSCRIPT.engine());
      return pyTorch ? pack.allowingTorchScript() : pack;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Could not read the model pack %s: %s".formatted(url, e.getMessage()), e);
    }
  }

  private FramePlan plan(StructType schema) {
    Batchifier batches = Batchifier.valueOf(getOrDefault(batchifier).toUpperCase(Locale.ROOT));
    int frames = isDefined(batchSize) ? (Integer) getOrDefault(batchSize) : 0;
    return new FramePlan(
        WindowColumns.in(schema, getOrDefault(inputCol)),
        new NetworkOptions(
            DeviceChoice.parse(getOrDefault(device)),
            batches == Batchifier.NONE ? 1 : frames,
            NetworkOptions.DEFAULT.threads()),
        batches,
        isDefined(tone) ? Tone.parse(getOrDefault(tone)) : null,
        errors());
  }

  private void requireFitting(ModelPack pack, FramePlan plan) {
    OutputScale scale = pack.manifest().reconstructor().frame().scale();
    String needed = pack.manifest().format().engine();
    if (isDefined(engine) && !getOrDefault(engine).equals(needed)) {
      throw new IllegalArgumentException(
          "%s runs with the engine %s; engine is set to %s"
              .formatted(pack, needed, getOrDefault(engine)));
    }
    pack.requireMayRun();
    if (scale == OutputScale.FIRING_RATE
        && plan.tone() == null
        && !plan.columns().haveWhiteRate()) {
      throw new IllegalArgumentException(
          "Frames of %s are spikes per plane, and there is no %s beside the windows; keep that"
                  .formatted(pack, SpikeSourceColumns.WHITE_RATE)
              + " column, or set tone to rate=R, none, minmax or clip");
    }
  }

  /** Reads what {@link #write} has written; Spark looks for it by its name. */
  public static MLReader<SpikeReconstructor> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@link #save} has written. */
  public static SpikeReconstructor load(String path) {
    return read().load(path);
  }
}
