package io.spikelake.ml;

import io.spikelake.executor.NetworkOptions;
import io.spikelake.image.Tone;
import java.io.Serializable;

/**
 * What a task has to know besides the pack.
 *
 * @param tone of the 8-bit image; null for what fits the output of the network
 */
record FramePlan(
    WindowColumns columns,
    NetworkOptions networks,
    Batchifier batchifier,
    Tone tone,
    OnError onError)
    implements Serializable {

  /** Columns that come to those of the input. */
  int addedColumns() {
    return onError == OnError.QUARANTINE ? 2 : 1;
  }
}
