package io.spikelake.quality;

import io.spikelake.quality.nss.BrisqueFeatures;
import io.spikelake.quality.svr.FeatureRanges;
import io.spikelake.quality.svr.SupportVectorRegression;
import java.util.List;

/**
 * What turns the 36 features of BRISQUE into a score: ranges that scale them, and a support-vector
 * regression. Features and model must be of one program; scores of a mixture mean nothing.
 */
public record BrisqueModel(SupportVectorRegression regression, FeatureRanges ranges)
    implements QualityModel {

  private static final long serialVersionUID = 1;

  /**
   * Digest of the LIVE release. Its numbers give the published score of the calibration image I04
   * to all printed digits.
   */
  static final String LIVE_DIGEST =
      "2b29d49b39f18132d204f3c5273a70e8f1cf5a74000d49f1ebc6385a681efb62";

  /** Digest of the model that OpenCV ships. */
  static final String OPENCV_DIGEST =
      "ff05afe5081922c4ca1606510f6df90b4baf03f21a081e7f6a1c14614ae9ca25";

  /**
   * @throws IllegalArgumentException if one of the two is not for 36 features
   */
  public BrisqueModel {
    if (regression.dimension() != BrisqueFeatures.COUNT || ranges.size() != BrisqueFeatures.COUNT) {
      throw new IllegalArgumentException(
          "A BRISQUE model is for %d features, not for %d with %d ranges"
              .formatted(BrisqueFeatures.COUNT, regression.dimension(), ranges.size()));
    }
  }

  /**
   * Reads the model of the LIVE release and refuses any other, so that scores of another model
   * never bear its name.
   *
   * @param files the regression ({@code allmodel} of the release, or {@code support_vectors.csv})
   *     and the ranges ({@code allrange}, or {@code feature_ranges.csv}), in any order; recognised
   *     by their content
   * @throws IllegalArgumentException if one is missing or malformed, or the numbers are others
   */
  public static BrisqueModel readLive(List<ModelFile> files) {
    return require(BrisqueModelFiles.read(files), LIVE_DIGEST, "the LIVE model of BRISQUE", files);
  }

  /**
   * Reads the model that OpenCV ships.
   *
   * @param files {@code brisque_model_live.yml} and {@code brisque_range_live.yml}, in any order
   * @throws IllegalArgumentException if one is missing or malformed, or the numbers are others
   */
  public static BrisqueModel readOpenCv(List<ModelFile> files) {
    return require(
        BrisqueModelFiles.read(files), OPENCV_DIGEST, "OpenCV's model of BRISQUE", files);
  }

  private static BrisqueModel require(
      BrisqueModel model, String digest, String what, List<ModelFile> files) {
    if (!model.digest().equals(digest)) {
      throw new IllegalArgumentException(
          "%s is not %s: its numbers have digest %s, expected %s"
              .formatted(ModelFile.names(files), what, model.digest(), digest));
    }
    return model;
  }

  /**
   * The score of an image by its features.
   *
   * @param features the 36 features, unscaled; not modified
   * @return not limited; NaN if a feature is
   */
  double score(double[] features) {
    return regression.predict(ranges.scale(features));
  }

  /**
   * SHA-256 of gamma, rho, the coefficients, the support vectors, the minima and the maxima, as
   * little-endian doubles.
   */
  @Override
  public String digest() {
    return ModelDigest.of(
        new double[] {regression.gamma(), regression.rho()},
        regression.coefficients(),
        regression.vectors(),
        ranges.min(),
        ranges.max());
  }

  @Override
  public String toString() {
    return "BrisqueModel[" + digest().substring(0, 12) + "]";
  }
}
