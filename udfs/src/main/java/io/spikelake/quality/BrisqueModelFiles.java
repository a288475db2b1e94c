package io.spikelake.quality;

import io.spikelake.quality.nss.BrisqueFeatures;
import io.spikelake.quality.svr.CsvFiles;
import io.spikelake.quality.svr.FeatureRanges;
import io.spikelake.quality.svr.LibsvmFiles;
import io.spikelake.quality.svr.OpenCvFiles;
import io.spikelake.quality.svr.SupportVectorRegression;
import java.util.List;

/** Tells the files of a {@link BrisqueModel} apart by their content and reads them. */
final class BrisqueModelFiles {

  /** Width of the kernel of the LIVE release, which {@code support_vectors.csv} lacks. */
  private static final double LIVE_GAMMA = 0.05;

  /** Offset of the LIVE release, which {@code support_vectors.csv} lacks. */
  private static final double LIVE_RHO = -153.591;

  private BrisqueModelFiles() {}

  static BrisqueModel read(List<ModelFile> files) {
    SupportVectorRegression regression = null;
    FeatureRanges ranges = null;
    for (ModelFile file : files) {
      try {
        if (hasRanges(file.text())) {
          ranges = readRanges(file.text());
        } else {
          regression = readRegression(file.text());
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s is not a part of a BRISQUE model: %s".formatted(file.name(), e.getMessage()), e);
      }
    }
    if (regression == null || ranges == null) {
      throw new IllegalArgumentException(
          "A BRISQUE model is a regression and feature ranges; %s has no %s"
                  .formatted(ModelFile.names(files), regression == null ? "regression" : "ranges")
              + "; put both into one folder and give the folder or the regression");
    }
    return new BrisqueModel(regression, ranges);
  }

  private static boolean hasRanges(String text) {
    return CsvFiles.recognisesRanges(text)
        || LibsvmFiles.recognisesRanges(text)
        || (OpenCvFiles.recognises(text) && OpenCvFiles.isMatrix(text));
  }

  private static FeatureRanges readRanges(String text) {
    if (OpenCvFiles.recognises(text)) {
      return OpenCvFiles.readRanges(text);
    }
    return LibsvmFiles.recognisesRanges(text)
        ? LibsvmFiles.readRanges(text)
        : CsvFiles.readRanges(text);
  }

  private static SupportVectorRegression readRegression(String text) {
    if (OpenCvFiles.recognises(text)) {
      return OpenCvFiles.readRegression(text);
    }
    return LibsvmFiles.recognisesRegression(text)
        ? LibsvmFiles.readRegression(text, BrisqueFeatures.COUNT)
        : CsvFiles.readRegression(text, LIVE_GAMMA, LIVE_RHO, BrisqueFeatures.COUNT);
  }
}
