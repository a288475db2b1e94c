package io.spikelake.cli;

import io.spikelake.jobs.hq.Selection;
import picocli.CommandLine.Option;

/** What chosen images must satisfy. */
final class SelectionCaps {

  /** Enough for the ends of a 95 % interval. */
  private static final int DRAWS = 200;

  @Option(names = "--worst-score", paramLabel = "X", description = "no image with a worse score")
  Double worstScore;

  @Option(
      names = "--min-blocks",
      paramLabel = "N",
      description = "no image whose score rests on fewer blocks")
  Integer minBlocks;

  @Option(
      names = "--max-flat",
      paramLabel = "SHARE",
      description = "no image with a larger share of flat pixels")
  Double maxFlat;

  @Option(
      names = "--min-margin",
      paramLabel = "X",
      description = "no image that is not better than the second best by this much")
  Double minMargin;

  @Option(
      names = "--uncertainty",
      paramLabel = "N",
      description = {
        "find the interval of each margin from so many draws of the blocks of both images (NIQE);",
        "reads the second best images too, default: 0, or 200 with --sure"
      })
  Integer uncertainty;

  @Option(
      names = "--sure",
      description = "no image whose margin would vanish with other blocks: its interval holds 0")
  boolean sure;

  @Option(
      names = "--per-class",
      paramLabel = "N",
      description = "at most so many images of each class, the best")
  Integer perClass;

  @Option(
      names = "--top",
      paramLabel = "SHARE",
      description = "at most this share of the samples of each data set, the best")
  Double top;

  int draws() {
    return uncertainty != null ? uncertainty : sure ? DRAWS : 0;
  }

  Selection.Caps caps() {
    return new Selection.Caps(worstScore, minBlocks, maxFlat, minMargin, sure, perClass, top);
  }
}
