package io.spikelake.djl;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import io.spikelake.pack.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of work through a loaded network: tensors in, tensors out. For one thread at a time;
 * lanes of one network may run beside one another.
 */
final class Lane implements TensorFunction {

  private final LoadedNetwork network;
  private final Translation translation = new Translation();
  private final Predictor<List<NativeTensor>, List<NamedTensor>> predictor;

  Lane(LoadedNetwork network) {
    this.network = network;
    this.predictor = network.model().newPredictor(translation);
  }

  @Override
  public List<NamedTensor> run(List<NativeTensor> inputs) throws MemoryShortage {
    try {
      network.turn().acquireUninterruptibly();
      NetworkGauges.enter(network.device());
      long start = System.nanoTime();
      try {
        return predictor.predict(inputs);
      } finally {
        NetworkGauges.leave(network.device(), System.nanoTime() - start);
        network.turn().release();
        translation.countClosed();
      }
    } catch (TranslateException | RuntimeException e) {
      if (MemoryShortage.isBehind(e)) {
        throw new MemoryShortage(Engines.rootMessage(e), e);
      }
      throw new IllegalStateException(Engines.rootMessage(e), e);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }

  /**
   * Makes tensors of memory, and memory of tensors. All tensors belong to the context of one call,
   * which closes them.
   */
  private final class Translation
      implements NoBatchifyTranslator<List<NativeTensor>, List<NamedTensor>> {

    private final List<NDArray> open = new ArrayList<>();
    private long outputBytes;

    @Override
    public NDList processInput(TranslatorContext context, List<NativeTensor> inputs) {
      NDList list = new NDList(inputs.size());
      for (NativeTensor input : inputs) {
        NDArray array =
            context
                .getNDManager()
                .create(input.memory().clear(), new Shape(input.shape()), DataType.FLOAT32);
        count(array);
        if (network.namesTensors()) {
          array.setName(input.name());
        }
        list.add(array);
      }
      return list;
    }

    @Override
    public List<NamedTensor> processOutput(TranslatorContext context, NDList list) {
      for (NDArray array : list) {
        count(array);
        outputBytes += array.getShape().size() * array.getDataType().getNumOfBytes();
      }
      NetworkGauges.nativeBytes(outputBytes);
      return list.stream().map(this::copy).toList();
    }

    private NamedTensor copy(NDArray array) {
      if (array.getDataType() != DataType.FLOAT32) {
        throw new IllegalStateException(
            "output '%s' is of type %s; expected float32"
                .formatted(
                    array.getName(),
                    array.getDataType().name().toLowerCase(java.util.Locale.ROOT)));
      }
      return new NamedTensor(
          array.getName(), new Tensor(array.getShape().getShape(), array.toFloatArray()));
    }

    private void count(NDArray array) {
      open.add(array);
      NetworkGauges.tensors(1);
    }

    /** Counts those that are closed, which is to be all. */
    void countClosed() {
      open.forEach(array -> NetworkGauges.tensors(array.isReleased() ? -1 : 0));
      open.clear();
      NetworkGauges.nativeBytes(-outputBytes);
      outputBytes = 0;
    }
  }
}
