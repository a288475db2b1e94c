package io.spikelake.djl;

import io.spikelake.pack.Tensor;
import java.util.List;

/**
 * A tensor that came out of a network.
 *
 * @param name null where the engine has no names, as TorchScript
 */
record NamedTensor(String name, Tensor tensor) {

  /**
   * Finds an output.
   *
   * @param name of the contract, empty for the first
   * @param position among the outputs, where they have no names
   * @throws IllegalStateException if it is not there
   */
  static Tensor find(List<NamedTensor> outputs, String name, int position) {
    if (name.isEmpty() && !outputs.isEmpty()) {
      return outputs.get(0).tensor;
    }
    for (NamedTensor output : outputs) {
      if (name.equals(output.name)) {
        return output.tensor;
      }
    }
    if (position < outputs.size() && outputs.get(position).name == null) {
      return outputs.get(position).tensor;
    }
    throw new IllegalStateException(
        "no output '%s'; the network gives %s"
            .formatted(name, outputs.stream().map(NamedTensor::name).toList()));
  }
}
