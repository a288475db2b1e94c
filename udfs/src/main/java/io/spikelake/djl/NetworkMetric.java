package io.spikelake.djl;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Interpolation;
import io.spikelake.pack.MetricContract;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.Tensor;
import io.spikelake.quality.MetricResult;
import io.spikelake.quality.MetricStatus;
import io.spikelake.quality.QualityMetric;
import io.spikelake.variant.VariantId;
import java.io.IOException;

/**
 * The network of a pack as a metric: an image, or an image and its reference, in; a number out.
 *
 * <p>Images are resized as the pack says (see {@link Interpolation}), the same grey goes into every
 * channel, and from each channel its mean is subtracted before it is divided by its deviation.
 * Pixels outside 0..1 are not limited.
 *
 * <p>A classifier compares what comes out with the features of each class: the score is 1 where the
 * class with the largest inner product (the first of equal ones) is what the image shows, else 0.
 *
 * <p>No score, looked for in this order: {@link MetricStatus#NO_REFERENCE}; {@link
 * MetricStatus#NO_LABEL} if a classifier does not know what the image shows, or has no such class;
 * {@link MetricStatus#SIZE_MISMATCH}, also where the network takes one size only and nothing is
 * resized; {@link MetricStatus#NOT_FINITE} if a pixel of either image or what comes out is not a
 * finite number.
 *
 * <p>One lane through a network that is shared by all instances of this virtual machine; for one
 * thread at a time.
 */
public final class NetworkMetric implements QualityMetric, AutoCloseable {

  private final VariantId id;
  private final MetricContract contract;
  private final ComputeDevice device;
  private final TensorFunction lane;
  private final ImageNetwork network;

  /** Of the classes of a classifier, classes x values; null for other metrics. */
  private final Tensor features;

  private NetworkMetric(ModelPack pack, ComputeDevice device, TensorFunction lane)
      throws IOException {
    this.id = pack.id();
    this.contract = pack.manifest().metric();
    this.device = device;
    this.lane = lane;
    this.network = new ImageNetwork(contract, lane);
    this.features =
        contract.classifier() == null ? null : pack.array(contract.classifier().features());
  }

  /**
   * Opens a pack, whose network is loaded and checked where that has not been done in this virtual
   * machine.
   *
   * @throws IllegalArgumentException if the pack is no metric
   * @throws IllegalStateException if the network cannot be loaded on the device, or does not do
   *     there what its pack says
   */
  public static NetworkMetric open(ModelPack pack, NetworkSettings settings) {
    pack.manifest().metric();
    try {
      Lane lane = NetworkCache.get(pack, settings).newLane();
      return new NetworkMetric(pack, settings.device(), lane);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public VariantId id() {
    return id;
  }

  @Override
  public boolean lowerIsBetter() {
    return contract.lowerIsBetter();
  }

  @Override
  public boolean needsReference() {
    return contract.images() == 2;
  }

  @Override
  public boolean needsLabel() {
    return contract.classifier() != null;
  }

  @Override
  public MetricResult score(GrayImage image, GrayImage reference) {
    return score(image, reference, null);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the network fails, such as for want of memory; the message
   *     says on which device
   */
  @Override
  public MetricResult score(GrayImage image, GrayImage reference, String label) {
    GrayImage second = needsReference() ? reference : null;
    MetricStatus obstacle = obstacle(image, second, label);
    if (obstacle != MetricStatus.OK) {
      return MetricResult.without(obstacle);
    }
    float[] values;
    try {
      values = network.run(tensor(image), second == null ? null : tensor(second)).values();
    } catch (MemoryShortage | IllegalStateException e) {
      throw new IllegalStateException(
          "%s failed on %s with an image of %dx%d: %s"
              .formatted(id, device, image.width(), image.height(), e.getMessage()),
          e);
    }
    NetworkGauges.frames(1);
    double score = features == null ? values[0] : hit(values, label);
    return MetricResult.ok(score, Double.NaN, 0);
  }

  private MetricStatus obstacle(GrayImage image, GrayImage reference, String label) {
    if (needsReference() && reference == null) {
      return MetricStatus.NO_REFERENCE;
    }
    if (needsLabel() && (label == null || !contract.classifier().classes().contains(label))) {
      return MetricStatus.NO_LABEL;
    }
    boolean otherSize =
        reference != null
            && (image.width() != reference.width() || image.height() != reference.height());
    if (otherSize || !fits(image)) {
      return MetricStatus.SIZE_MISMATCH;
    }
    return isFinite(image) && (reference == null || isFinite(reference))
        ? MetricStatus.OK
        : MetricStatus.NOT_FINITE;
  }

  private boolean fits(GrayImage image) {
    return contract.resize() != MetricContract.Resize.NONE
        || ((contract.width() == 0 || image.width() == contract.width())
            && (contract.height() == 0 || image.height() == contract.height()));
  }

  private static boolean isFinite(GrayImage image) {
    for (float pixel : image.pixels()) {
      if (!Float.isFinite(pixel)) {
        return false;
      }
    }
    return true;
  }

  private Tensor tensor(GrayImage image) {
    GrayImage sized = sized(image);
    int pixels = sized.pixels().length;
    float[] values = new float[contract.channels() * pixels];
    for (int channel = 0; channel < contract.channels(); channel++) {
      float mean = contract.mean().get(channel).floatValue();
      float deviation = contract.deviation().get(channel).floatValue();
      for (int i = 0; i < pixels; i++) {
        values[channel * pixels + i] = (sized.pixels()[i] - mean) / deviation;
      }
    }
    return new Tensor(new long[] {1, contract.channels(), sized.height(), sized.width()}, values);
  }

  private GrayImage sized(GrayImage image) {
    int width = contract.width() == 0 ? image.width() : contract.width();
    int height = contract.height() == 0 ? image.height() : contract.height();
    return switch (contract.resize()) {
      case NONE -> image;
      case BILINEAR -> Interpolation.BILINEAR.resize(image, width, height);
      case BICUBIC -> Interpolation.BICUBIC.resize(image, width, height);
    };
  }

  /** 1 or 0; NaN if an inner product is not a number. */
  private double hit(float[] values, String label) {
    int best = -1;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < contract.classifier().classes().size(); i++) {
      double product = 0;
      for (int j = 0; j < values.length; j++) {
        product += (double) features.values()[i * values.length + j] * values[j];
      }
      if (Double.isNaN(product)) {
        return Double.NaN;
      }
      if (product > largest) {
        largest = product;
        best = i;
      }
    }
    return contract.classifier().classes().indexOf(label) == best ? 1 : 0;
  }

  @Override
  public void close() {
    network.close();
    lane.close();
  }
}
