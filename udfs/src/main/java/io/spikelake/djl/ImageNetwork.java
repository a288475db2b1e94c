package io.spikelake.djl;

import io.spikelake.pack.MetricContract;
import io.spikelake.pack.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Feeds a network an image, or an image and its reference, and gives the numbers that come out.
 * Memory is kept while images are of one size; for one thread at a time.
 */
final class ImageNetwork implements AutoCloseable {

  /** Names of the tensors of the image and of its reference. */
  private static final String INPUT = "INPUT__";

  private final MetricContract contract;
  private final TensorFunction network;
  private final List<NativeTensor> inputs = new ArrayList<>();

  ImageNetwork(MetricContract contract, TensorFunction network) {
    this.contract = contract;
    this.network = network;
  }

  /** Names of the tensors that a network is fed. */
  static List<String> inputs(MetricContract contract) {
    return contract.images() == 1 ? List.of(INPUT + 0) : List.of(INPUT + 0, INPUT + 1);
  }

  /**
   * @param image (1, channels, rows, columns), normalised and of the size of the network
   * @param reference of the same shape, or null where the network takes one image
   * @return (1, values)
   * @throws IllegalStateException if it fails, or a shape is another than the contract says
   */
  Tensor run(Tensor image, Tensor reference) throws MemoryShortage {
    requireImage(image, image.shape());
    if (reference != null) {
      requireImage(reference, image.shape());
    }
    reserve(image.shape());
    inputs.get(0).values().put(image.values());
    if (reference != null) {
      inputs.get(1).values().put(reference.values());
    }
    Tensor output = NamedTensor.find(network.run(inputs), contract.tensor(), 0);
    if (output.values().length != contract.values()) {
      throw new IllegalStateException(
          "output has the shape %s; its contract says %d values"
              .formatted(Arrays.toString(output.shape()), contract.values()));
    }
    return output;
  }

  private void requireImage(Tensor image, long[] expected) {
    long[] shape = image.shape();
    if (!Arrays.equals(shape, expected)
        || shape.length != 4
        || shape[0] != 1
        || shape[1] != contract.channels()
        || (contract.height() > 0 && shape[2] != contract.height())
        || (contract.width() > 0 && shape[3] != contract.width())) {
      throw new IllegalStateException(
          "an image has the shape %s; its contract says %d channels of %s x %s, all of one size"
              .formatted(
                  Arrays.toString(shape),
                  contract.channels(),
                  contract.height() == 0 ? "any height" : contract.height(),
                  contract.width() == 0 ? "any width" : contract.width()));
    }
  }

  private void reserve(long[] shape) throws MemoryShortage {
    if (inputs.isEmpty() || !Arrays.equals(inputs.get(0).shape(), shape)) {
      close();
      for (String name : inputs(contract)) {
        inputs.add(NativeTensor.take(name, shape));
      }
    }
  }

  @Override
  public void close() {
    inputs.forEach(NativeTensor::giveBack);
    inputs.clear();
  }
}
