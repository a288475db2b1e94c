package io.spikelake.djl;

import io.spikelake.pack.ReconstructorContract;
import io.spikelake.pack.StateTensor;
import io.spikelake.pack.Tensor;
import io.spikelake.pack.WindowContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Feeds a network the steps of a batch of windows, carries its state from step to step, and gives
 * the output of the last. Memory is kept while batches are of one shape; for one thread at a time.
 */
final class WindowNetwork implements AutoCloseable {

  private final ReconstructorContract contract;
  private final TensorFunction network;

  /** The tensor of the window, then the state in its order; empty before the first batch. */
  private final List<NativeTensor> inputs = new ArrayList<>();

  WindowNetwork(ReconstructorContract contract, TensorFunction network) {
    this.contract = contract;
    this.network = network;
  }

  /** Writes the values of one step of all windows of a batch. */
  @FunctionalInterface
  interface Step {
    void fill(int step, NativeTensor input);
  }

  /**
   * Computes one batch.
   *
   * @param height rows of the tensor that is fed
   * @param width columns of it
   * @return (batch, 1, rows, columns)
   * @throws MemoryShortage if a batch of this size does not fit; all memory is given back then
   * @throws IllegalStateException if anything else fails, or what comes out has another shape than
   *     the contract says
   */
  Tensor run(int batch, int height, int width, Step step) throws MemoryShortage {
    try {
      reserve(batch, height, width);
      Tensor frame = null;
      inputs.subList(1, inputs.size()).forEach(state -> state.zeroFrom(0));
      for (int i = 0; i < contract.window().steps(); i++) {
        step.fill(i, inputs.get(0));
        List<NamedTensor> outputs = network.run(inputs);
        carryState(outputs);
        frame = NamedTensor.find(outputs, contract.frame().tensor(), 0);
      }
      requireShape("output", frame, frameShape(batch, height, width));
      return frame;
    } catch (MemoryShortage e) {
      giveBack();
      throw e;
    }
  }

  private void carryState(List<NamedTensor> outputs) {
    for (int i = 0; i < contract.state().size(); i++) {
      NativeTensor state = inputs.get(1 + i);
      String name = contract.state().get(i).output();
      Tensor next = NamedTensor.find(outputs, name, 1 + i);
      requireShape("state '%s'".formatted(name), next, state.shape());
      state.values().put(next.values());
    }
  }

  private long[] frameShape(int batch, int height, int width) {
    WindowContract window = contract.window();
    long rows = height - window.tensorHeight(0);
    long columns = width - window.tensorWidth(0);
    return new long[] {
      batch,
      1,
      rows + contract.frame().cropTop() + contract.frame().cropBottom(),
      columns + contract.frame().cropLeft() + contract.frame().cropRight()
    };
  }

  private static void requireShape(String what, Tensor tensor, long[] expected) {
    if (!Arrays.equals(tensor.shape(), expected)) {
      throw new IllegalStateException(
          "%s has the shape %s; its contract says %s"
              .formatted(what, Arrays.toString(tensor.shape()), Arrays.toString(expected)));
    }
  }

  private void reserve(int batch, int height, int width) throws MemoryShortage {
    WindowContract window = contract.window();
    long[] shape = {batch, window.channels(), height, width};
    if (!inputs.isEmpty() && Arrays.equals(inputs.get(0).shape(), shape)) {
      return;
    }
    giveBack();
    inputs.add(NativeTensor.take(window.tensor(), shape));
    for (StateTensor state : contract.state()) {
      inputs.add(NativeTensor.take(state.input(), state.shape(batch, height, width)));
    }
  }

  private void giveBack() {
    inputs.forEach(NativeTensor::giveBack);
    inputs.clear();
  }

  @Override
  public void close() {
    giveBack();
  }
}
