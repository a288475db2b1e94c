package io.spikelake.cli;

import io.spikelake.image.GreyRule;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which picture files are scored, against what, and how the scores are printed. */
final class ImageOptions {

  @Option(
      names = "--images",
      arity = "1..*",
      paramLabel = "GLOB",
      description = {
        "score local PNG, BMP or JPEG files instead of a lake: files, folders, or quoted globs",
        "such as 'frames/*.png' or 'frames/**/*.png'"
      })
  List<String> images = new ArrayList<>();

  @Option(
      names = "--reference",
      arity = "1..*",
      paramLabel = "GLOB|DIR",
      description =
          "reference pictures for metrics that need one, found by file name without its ending")
  List<String> references = new ArrayList<>();

  @Option(
      names = "--grey",
      paramLabel = "RULE",
      description = {
        "how colour pictures become grey: matlab, pyiqa or opencv",
        "default: that of the program which a metric follows, else matlab"
      })
  GreyRule grey;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "table",
      description = {
        "table: one line per picture; csv or json: one row per picture and metric with image,",
        "width, height, metric, score, status, flat_fraction, blocks, message",
        "default: ${DEFAULT-VALUE}"
      })
  PlainFormat format;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "pictures scored at a time, default: the number of processors")
  int threads = Runtime.getRuntime().availableProcessors();

  /** Whether picture files are to be scored rather than a lake. */
  boolean given() {
    return !images.isEmpty();
  }
}
