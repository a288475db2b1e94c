package io.spikelake.pack;

import java.io.Serializable;
import java.util.List;

/**
 * A network that scores an image, or an image against its reference.
 *
 * @param images 1, or 2 with a reference
 * @param channels 1, or 3 equal ones
 * @param mean subtracted from pixels 0..1, by channel
 * @param deviation by which they are divided then, by channel
 * @param height height the image is resized to, 0 for none
 * @param width width the image is resized to, 0 for none
 * @param resize how it is resized
 * @param tensor name of the output, empty for the first
 * @param values numbers that come out: 1 is the score, more are the features of a classifier
 * @param lowerIsBetter the direction of the score
 * @param classifier what the features are compared with, or null
 */
public record MetricContract(
    int images,
    int channels,
    List<Double> mean,
    List<Double> deviation,
    int height,
    int width,
    Resize resize,
    String tensor,
    int values,
    boolean lowerIsBetter,
    Classifier classifier)
    implements PackContract {

  /** How an image gets the size of the network. */
  public enum Resize {
    NONE,
    BILINEAR,
    BICUBIC
  }

  /**
   * Which class an image shows: the one whose text features have the largest inner product.
   *
   * @param features name of the file: classes x values, single precision, unit rows
   * @param classes names, in the order of the rows
   */
  public record Classifier(String features, List<String> classes) implements Serializable {
    public Classifier {
      classes = List.copyOf(classes);
      if (!PackLayout.belongs(features) || !features.endsWith(".npy")) {
        throw new IllegalArgumentException(
            "Features in '%s'; expected the name of an .npy file of the pack".formatted(features));
      }
    }
  }

  public MetricContract {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (images < 1 || images > 2 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "%d images of %d channels; expected 1 or 2 images of 1 or 3 channels"
              .formatted(images, channels));
    }
    if (mean.size() != channels || deviation.size() != channels) {
      throw new IllegalArgumentException(
          "%d means and %d deviations for %d channels"
              .formatted(mean.size(), deviation.size(), channels));
    }
    for (double divisor : deviation) {
      if (!(divisor > 0)) {
        throw new IllegalArgumentException(
            "Deviations %s; expected numbers above 0".formatted(deviation));
      }
    }
    if ((height == 0) != (width == 0) || (height == 0 && resize != Resize.NONE)) {
      throw new IllegalArgumentException(
          "A height of %d and a width of %d, 0 for any, with resize %s; expected both or none, and both to resize"
              .formatted(height, width, PackWords.of(resize)));
    }
    if ((values > 1) != (classifier != null)) {
      throw new IllegalArgumentException(
          "A network that gives %d values %s a classifier"
              .formatted(values, values > 1 ? "needs" : "has no use for"));
    }
  }
}
