package io.spikelake.djl;

import java.util.List;

/** What computes one batch. */
interface TensorFunction extends AutoCloseable {

  /**
   * @param inputs in the order of the contract; not modified, free to be used again afterwards
   * @return what came out, in the order of the network
   * @throws MemoryShortage if the device has too little memory for a batch of this size
   * @throws IllegalStateException if anything else fails
   */
  List<NamedTensor> run(List<NativeTensor> inputs) throws MemoryShortage;

  @Override
  void close();
}
