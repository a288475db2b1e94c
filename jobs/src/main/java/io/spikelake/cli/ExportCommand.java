package io.spikelake.cli;

import io.spikelake.djl.Methods;
import io.spikelake.jobs.export.ExportConfig;
import io.spikelake.jobs.export.ExportFormat;
import io.spikelake.jobs.export.ExportJob;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: data sets for training. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a selection, see select-hq, as a data set for training.",
      "The same selection gives the same bytes on any number of cores. With the files come a dataset"
          + " card, README.md, and SHA256SUMS, which is written last: a folder without it is not"
          + " complete."
    })
final class ExportCommand implements Callable<Integer> {

  private static final int NAMED = 10;

  @Mixin LakeOption lake;

  @Option(
      names = "--selection",
      paramLabel = "NAME",
      defaultValue = "hq",
      description = "as select-hq named it, default: ${DEFAULT-VALUE}")
  String selection;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      required = true,
      description = "where the files go: a path, s3a://...; empty or not there")
  String target;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      converter = FormatConverter.class,
      description = {
        "imagefolder: a PNG per image in a folder per class, and metadata.jsonl",
        "webdataset: tar files of PNG, JSON and class number",
        "parquet: Parquet files as the Hugging Face Hub has them",
        "arrow: Arrow IPC files",
        "pairs: the chosen images and those of --lq, in two folders with the same file names",
        "npz: the spikes of the recordings of the selection, for SpikeCLIP's loader",
        "video: a lossless video of each dense run of key frames of a recording by one method"
      })
  ExportFormat format;

  @Option(
      names = "--per-shard",
      paramLabel = "N",
      description = "images per tar, Parquet or Arrow file, at most, default: ${DEFAULT-VALUE}")
  int perShard = ExportConfig.PER_SHARD;

  @Option(
      names = "--lq",
      paramLabel = "METHOD",
      description = "of pairs: the method of the low-quality image")
  String lowQuality;

  @Option(
      names = "--lq-tone",
      paramLabel = "TONE",
      description = "of pairs: the tone of the low-quality image, default: the only one there is")
  String lowQualityTone;

  @Option(
      names = "--allow-missing",
      description =
          "leave out, and name, samples without a low-quality image (pairs) and recordings without a"
              + " class number (npz), instead of refusing")
  boolean allowMissing;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description = "of videos: frames per second, default: ${DEFAULT-VALUE}")
  double fps = ExportConfig.FPS;

  @Option(names = "--overwrite", description = "replace an export that is at the target")
  boolean overwrite;

  @Mixin PackOptions packs;

  @Override
  public Integer call() throws Exception {
    String lowQualityId =
        lowQuality == null ? null : Methods.of(packs.known()).resolve(lowQuality).toString();
    ExportConfig config =
        new ExportConfig(
            selection,
            target,
            format,
            perShard,
            lowQualityId,
            lowQualityTone,
            allowMissing,
            fps,
            overwrite);
    LakeCommand.read(lake.uri, opened -> print(new ExportJob(opened, config).run()));
    return 0;
  }

  private static void print(ExportJob.Result result) {
    System.out.printf(
        "%d samples in %d files, %d bytes, in %s%nchecksum %s%n",
        result.samples(), result.files(), result.bytes(), result.target(), result.checksum());
    if (!result.leftOut().isEmpty()) {
      System.err.printf("%d left out:%n", result.leftOut().size());
      result.leftOut().stream().limit(NAMED).forEach(line -> System.err.println("  " + line));
      if (result.leftOut().size() > NAMED) {
        System.err.println("  ... all are in left-out.txt");
      }
    }
  }

  /** Names of {@link ExportFormat}. */
  static final class FormatConverter implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String value) {
      return ExportFormat.parse(value);
    }
  }
}
