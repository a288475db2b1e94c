package io.spikelake.pack;

import io.spikelake.reconstruct.SpikeCounter;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;

/**
 * Turns windows of spikes into the tensors that a network is fed.
 *
 * <p>Work space is kept from window to window; for one thread at a time.
 */
public final class WindowVoxels {

  /** Eight pixels of a packed byte, for each byte: 0 or 1, or -1 or 1. */
  private static final int PIXELS_OF_BYTE = 8;

  private static final float[] SPIKES = spread(0);
  private static final float[] SIGNED = spread(-1);

  private final WindowContract contract;
  private final VariantId method;
  private final SpikeCounter counter = new SpikeCounter();
  private byte[] packed = new byte[0];
  private int[] counts = new int[0];
  private float[] plane = new float[0];

  /**
   * @param method whose windows these are, for messages
   */
  public WindowVoxels(WindowContract contract, VariantId method) {
    this.contract = contract;
    this.method = method;
  }

  private static float[] spread(float absent) {
    float[] table = new float[256 * PIXELS_OF_BYTE];
    for (int i = 0; i < table.length; i++) {
      table[i] = (i / PIXELS_OF_BYTE >> i % PIXELS_OF_BYTE & 1) == 1 ? 1 : absent;
    }
    return table;
  }

  /**
   * Fills the tensor of one window: steps x channels x rows x columns, upright, padded where the
   * contract says that SpikeLake pads.
   *
   * @param window planes that include the span around the key plane
   * @param tensor (Output) {@link WindowContract#values} numbers from {@code offset} on
   * @throws IllegalArgumentException if the window does not include the span, or the network does
   *     not take frames of this size
   */
  public void fill(SpikeStream window, int keyPlane, float[] tensor, int offset) {
    contract.span().requireIn(window, keyPlane, method);
    contract.requireSize(window.height(), window.width(), method.toString());
    int first = keyPlane - contract.before();
    int channelValues =
        contract.tensorHeight(window.height()) * contract.tensorWidth(window.width());
    int channels = contract.steps() * contract.channels();
    for (int channel = 0; channel < channels; channel++) {
      int from = first + channel * contract.planesPerChannel();
      int at = offset + channel * channelValues;
      if (contract.padding().onHost()) {
        if (plane.length != window.pixels()) {
          plane = new float[window.pixels()];
        }
        channel(window, from, plane, 0);
        pad(window.height(), window.width(), tensor, at);
      } else {
        channel(window, from, tensor, at);
      }
    }
  }

  private void channel(SpikeStream window, int from, float[] target, int at) {
    if (contract.binning().planeByPlane()) {
      plane(window, from, target, at);
    } else {
      sum(window, from, target, at);
    }
    if (window.rowOrder() == RowOrder.BOTTOM_UP) {
      flip(target, at, window.height(), window.width());
    }
  }

  private void plane(SpikeStream window, int from, float[] target, int at) {
    int pixels = window.pixels();
    if (packed.length != window.planeBytes()) {
      packed = new byte[window.planeBytes()];
    }
    window.copyPlane(from, packed, 0);
    float[] table = contract.binning() == Binning.SIGNED ? SIGNED : SPIKES;
    int whole = pixels / PIXELS_OF_BYTE;
    for (int i = 0; i < whole; i++) {
      System.arraycopy(
          table,
          (packed[i] & 0xFF) * PIXELS_OF_BYTE,
          target,
          at + i * PIXELS_OF_BYTE,
          PIXELS_OF_BYTE);
    }
    int left = pixels % PIXELS_OF_BYTE;
    if (left > 0) {
      System.arraycopy(
          table,
          (packed[whole] & 0xFF) * PIXELS_OF_BYTE,
          target,
          at + whole * PIXELS_OF_BYTE,
          left);
    }
  }

  private void sum(SpikeStream window, int from, float[] target, int at) {
    int pixels = window.pixels();
    if (counts.length != pixels) {
      counts = new int[pixels];
    }
    counter.count(window, from, contract.planesPerChannel());
    counter.counts(counts);
    if (contract.binning() == Binning.MEAN) {
      float planes = contract.planesPerChannel();
      for (int i = 0; i < pixels; i++) {
        target[at + i] = counts[i] / planes;
      }
    } else {
      for (int i = 0; i < pixels; i++) {
        target[at + i] = counts[i];
      }
    }
  }

  private static void flip(float[] target, int at, int height, int width) {
    float[] row = new float[width];
    for (int top = 0, bottom = height - 1; top < bottom; top++, bottom--) {
      int topAt = at + top * width;
      int bottomAt = at + bottom * width;
      System.arraycopy(target, topAt, row, 0, width);
      System.arraycopy(target, bottomAt, target, topAt, width);
      System.arraycopy(row, 0, target, bottomAt, width);
    }
  }

  private void pad(int height, int width, float[] target, int at) {
    Padding padding = contract.padding();
    int paddedWidth = contract.tensorWidth(width);
    float outside = contract.binning() == Binning.SIGNED ? -1 : 0;
    for (int row = 0; row < contract.tensorHeight(height); row++) {
      int sourceRow = padding.source(row - padding.top(), height);
      for (int column = 0; column < paddedWidth; column++) {
        int sourceColumn = padding.source(column - padding.left(), width);
        target[at + row * paddedWidth + column] =
            sourceRow < 0 || sourceColumn < 0 ? outside : plane[sourceRow * width + sourceColumn];
      }
    }
  }
}
