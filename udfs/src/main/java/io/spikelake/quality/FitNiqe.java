package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.Border;
import io.spikelake.quality.nss.FeatureStatistics;
import io.spikelake.quality.nss.GaussianWindow;
import io.spikelake.quality.nss.HalfSize;
import io.spikelake.quality.nss.Mscn;
import io.spikelake.quality.nss.NiqeFeatures;
import io.spikelake.quality.nss.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the pristine model of NIQE to undistorted photographs, by the published procedure.
 *
 * <p>Every image is taken as 8-bit grey and cut at the right and at the bottom to whole patches. A
 * patch is kept if its sharpness, the mean of the local standard deviation over the patch at full
 * size, exceeds a share (published: 0.75) of that of the sharpest patch of the same image. The
 * model is mean and covariance of the 36 {@link NiqeFeatures} over the kept patches of all images,
 * passing over NaN as {@link FeatureStatistics} does. The result depends on the order of the images
 * in the last digits only.
 *
 * <p>Mittal, Soundararajan, Bovik, "Making a 'Completely Blind' Image Quality Analyzer", IEEE
 * Signal Processing Letters 20(3), 2013. Arithmetic of the authors' MATLAB code; nothing known
 * differs.
 */
public final class FitNiqe {

  private final int patch;
  private final double sharpness;
  private final Mscn mscn = new Mscn(GaussianWindow.DOUBLE, Border.REPLICATE, 0);
  private final HalfSize halfSize = new HalfSize();
  private final NiqeFeatures features;
  private final Plane grey = new Plane();
  private final Plane map = new Plane();
  private final Plane sigma = new Plane();
  private final Plane half = new Plane();
  private final Plane halfMap = new Plane();
  private final List<double[]> kept = new ArrayList<>();
  private int images;

  /**
   * @param patch side of a patch, even; a model is of use to this program at 96 only
   * @param sharpness share of the sharpest patch of an image that a patch must exceed, 0 to below 1
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public FitNiqe(int patch, double sharpness) {
    if (patch < 8 || patch % 2 != 0) {
      throw new IllegalArgumentException(
          "The side of a patch must be even and at least 8: " + patch);
    }
    if (!(sharpness >= 0 && sharpness < 1)) {
      throw new IllegalArgumentException(
          "The sharpness threshold is a share of the maximum, 0 or more and below 1: " + sharpness);
    }
    this.patch = patch;
    this.sharpness = sharpness;
    this.features = new NiqeFeatures(patch);
  }

  /**
   * Adds a photograph.
   *
   * @param image 0..1; rounded to 8-bit levels; not modified
   * @return how many of its patches were kept; 0 if it is smaller than one patch
   * @throws IllegalArgumentException if a pixel is not finite
   */
  public int add(GrayImage image) {
    int width = image.width() - image.width() % patch;
    int height = image.height() - image.height() % patch;
    if (width == 0 || height == 0) {
      return 0;
    }
    if (!GreyLevels.EIGHT_BIT.of(image.crop(0, 0, width, height), grey)) {
      throw new IllegalArgumentException("A pixel of a pristine image is not finite");
    }
    mscn.of(grey, map, sigma);
    halfSize.of(grey, half);
    mscn.of(half, halfMap);
    double[][] rows = features.of(map, halfMap);
    double[] sharpnesses = features.sharpness(sigma);
    double threshold = sharpness * Arrays.stream(sharpnesses).max().orElseThrow();
    int before = kept.size();
    for (int i = 0; i < rows.length; i++) {
      if (sharpnesses[i] > threshold) {
        kept.add(rows[i]);
      }
    }
    if (kept.size() > before) {
      images++;
    }
    return kept.size() - before;
  }

  /** Images of which patches were kept. */
  public int images() {
    return images;
  }

  /** Patches kept so far. */
  public int patches() {
    return kept.size();
  }

  /**
   * The model of what was added so far.
   *
   * @throws IllegalArgumentException if fewer than two patches have all features
   */
  public PristineModel fit() {
    if (kept.size() < 2) {
      throw new IllegalArgumentException(tooFew(kept.size()));
    }
    FeatureStatistics statistics = FeatureStatistics.of(kept);
    if (statistics.completeRows() < 2) {
      throw new IllegalArgumentException(tooFew(statistics.completeRows()));
    }
    return new PristineModel(statistics.mean(), statistics.covariance());
  }

  /**
   * The model as a text that {@link PristineModel#read} reads, provenance included.
   *
   * @param corpus lines that say which pictures these were
   */
  public String text(List<String> corpus) {
    List<String> provenance = new ArrayList<>(corpus);
    provenance.add(
        "%d patches of %dx%d from %d images, sharpness above %s of the sharpest patch of the image"
            .formatted(patches(), patch, patch, images(), sharpness));
    provenance.add("Mean of the 36 features, then the lower triangle of their covariance by rows");
    return PristineModelFiles.write(fit(), provenance);
  }

  private String tooFew(int usable) {
    return "A model needs at least 2 usable patches of %dx%d, there are %d; give more or larger images"
        .formatted(patch, patch, usable);
  }
}
