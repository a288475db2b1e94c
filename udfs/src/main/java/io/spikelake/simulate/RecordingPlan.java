package io.spikelake.simulate;

import io.spikelake.spike.SpikeFormat;
import java.util.List;

/**
 * What each recording of an archive is to be.
 *
 * @param planes number of planes, 1 or more
 * @param keyPlanes planes that get a ground truth, counted from 0, ascending, at least one; the
 *     middle one of them is the key frame in the name of the recording
 * @param format container of the recording
 */
public record RecordingPlan(long planes, List<Long> keyPlanes, SpikeFormat format) {

  public RecordingPlan {
    keyPlanes = List.copyOf(keyPlanes);
    if (planes < 1) {
      throw new IllegalArgumentException(
          "%d planes per recording; expected 1 or more".formatted(planes));
    }
    if (keyPlanes.isEmpty()) {
      throw new IllegalArgumentException("No key frame; expected at least one");
    }
    long previous = -1;
    for (long key : keyPlanes) {
      if (key <= previous || key >= planes) {
        throw new IllegalArgumentException(
            "Key frames %s, counted from 0, do not ascend within 0..%d"
                .formatted(keyPlanes, planes - 1));
      }
      previous = key;
    }
  }

  /** One ground truth, at the plane in the middle: {@code planes / 2}. */
  public static RecordingPlan middle(long planes, SpikeFormat format) {
    return new RecordingPlan(planes, List.of(planes / 2), format);
  }

  /** The key frame that the recording is named after. */
  long namingKey() {
    return keyPlanes.get(keyPlanes.size() / 2);
  }
}
