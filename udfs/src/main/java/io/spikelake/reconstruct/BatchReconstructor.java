package io.spikelake.reconstruct;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.SpikeStream;
import java.util.List;

/**
 * A method that computes several frames at once faster than one after the other, such as a network.
 *
 * <p>Its work is in two halves, so that windows can be read while frames are computed: {@link
 * #prepare} takes what it needs of a window, {@link #reconstruct(List)} computes. One thread may
 * prepare while another computes; each half is for one thread at a time.
 *
 * <p>Frames do not depend on what else is in a batch.
 */
public interface BatchReconstructor extends Reconstructor, AutoCloseable {

  /** What a method has taken of a window. Owns its memory. */
  interface Prepared {
    int height();

    int width();
  }

  /** Frames that are computed at once. */
  int batchSize();

  /**
   * Takes what is needed of a window, which may be overwritten afterwards.
   *
   * @throws IllegalArgumentException if the window does not include the span, or the method does
   *     not take frames of this size
   */
  Prepared prepare(SpikeStream window, int keyPlane);

  /**
   * Computes frames of one size.
   *
   * @param windows at least one, at most {@link #batchSize()}, each from {@link #prepare} of this
   *     instance; their memory may be used again by it afterwards
   * @return upright frames in the same order; values that are not finite are left as they are
   * @throws IllegalStateException if computing fails; the message says on which device
   */
  List<GrayImage> reconstruct(List<Prepared> windows);

  /** Frees what was kept for this instance. */
  @Override
  void close();
}
