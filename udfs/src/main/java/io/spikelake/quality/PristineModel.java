package io.spikelake.quality;

import io.spikelake.quality.nss.NiqeFeatures;
import java.util.Arrays;
import java.util.List;

/**
 * What NIQE compares an image with: mean and covariance of the 36 {@link NiqeFeatures} over sharp
 * patches of undistorted photographs.
 *
 * <p>Immutable; the arrays are copied on the way in and out. Equal when every number is.
 *
 * @param mean the 36 means
 * @param covariance 36x36, row-major, symmetric
 */
public record PristineModel(double[] mean, double[] covariance) implements QualityModel {

  private static final long serialVersionUID = 1;

  private static final int FEATURES = NiqeFeatures.COUNT;

  /**
   * Digest of the model in the LIVE release of NIQE. Its numbers give the published score of the
   * calibration image I04 to 13 digits.
   */
  static final String LIVE_DIGEST =
      "f6284a2b53fd40bbc960472b76ec55b67a299a0270294b804c847e99b8cc1e30";

  /**
   * @throws IllegalArgumentException if the sizes are wrong, a number is not finite or the
   *     covariance is not symmetric
   */
  public PristineModel {
    if (mean.length != FEATURES || covariance.length != FEATURES * FEATURES) {
      throw new IllegalArgumentException(
          "A NIQE model has %d means and a %dx%d covariance, not %d means and %d covariances"
              .formatted(FEATURES, FEATURES, FEATURES, mean.length, covariance.length));
    }
    mean = mean.clone();
    covariance = covariance.clone();
    requireFinite("mean", mean);
    requireFinite("covariance", covariance);
    requireSymmetric(covariance);
  }

  /**
   * Reads a model in any of its formats: MATLAB level 5 ({@code .mat}), SpikeLake's own text, or
   * comma-separated numbers, the mean and the covariance row by row in one file or in two.
   *
   * @throws IllegalArgumentException if the files are none of these
   */
  public static PristineModel read(List<ModelFile> files) {
    return PristineModelFiles.read(files);
  }

  /**
   * Reads the model of the LIVE release and refuses any other, so that scores of another model
   * never bear its name.
   *
   * @throws IllegalArgumentException if the files are not a model, or not that one
   */
  public static PristineModel readLive(List<ModelFile> files) {
    PristineModel model = read(files);
    if (!model.digest().equals(LIVE_DIGEST)) {
      throw new IllegalArgumentException(
          "%s is not the LIVE model: its numbers have digest %s, the LIVE model has %s;"
                  .formatted(ModelFile.names(files), model.digest(), LIVE_DIGEST)
              + " to score with your own model give it with --model niqe/own=PATH");
    }
    return model;
  }

  @Override
  public double[] mean() {
    return mean.clone();
  }

  @Override
  public double[] covariance() {
    return covariance.clone();
  }

  /** SHA-256 of the mean, then the covariance row by row, as little-endian doubles. */
  @Override
  public String digest() {
    return ModelDigest.of(mean, covariance);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PristineModel model
        && Arrays.equals(mean, model.mean)
        && Arrays.equals(covariance, model.covariance);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(covariance);
  }

  @Override
  public String toString() {
    return "PristineModel[" + digest().substring(0, 12) + "]";
  }

  private static void requireFinite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Number %d of the %s of a NIQE model is %s".formatted(i, what, values[i]));
      }
    }
  }

  private static void requireSymmetric(double[] matrix) {
    for (int row = 0; row < FEATURES; row++) {
      for (int column = 0; column < row; column++) {
        double below = matrix[row * FEATURES + column];
        double above = matrix[column * FEATURES + row];
        if (Math.abs(below - above) > 1e-9 * (1 + Math.abs(below))) {
          throw new IllegalArgumentException(
              "The covariance of a NIQE model is not symmetric: %s at (%d, %d), %s across"
                  .formatted(below, row, column, above));
        }
      }
    }
  }
}
