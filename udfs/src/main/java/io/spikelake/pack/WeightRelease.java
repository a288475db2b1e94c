package io.spikelake.pack;

import java.io.Serializable;
import java.util.List;

/**
 * Whose weights a pack holds.
 *
 * @param origin who trained them
 * @param by names of those who did
 * @param trainedOn ids of data sets they were trained on
 * @param trainingRecordings recordings they were trained on: globs of {@link
 *     io.spikelake.dataset.PathPattern} over paths, or versions of their content
 */
public record WeightRelease(
    Origin origin, String by, List<String> trainedOn, List<String> trainingRecordings)
    implements Serializable {

  /** Who trained weights. */
  public enum Origin {
    /** The authors of the paper. */
    ORIGINAL,
    /** Somebody else, by the method of the paper. */
    RETRAINED,
    /** SpikeLake's own. */
    OURS,
    /** Nobody: for tests and timing. */
    RANDOM
  }

  public WeightRelease {
    trainedOn = List.copyOf(trainedOn);
    trainingRecordings = List.copyOf(trainingRecordings);
    trainingRecordings.forEach(TrainingOverlap::requireReadable);
  }

  /** Whether it says what it was trained on, in a way that recordings can be compared with. */
  public boolean namesRecordings() {
    return !trainedOn.isEmpty() || !trainingRecordings.isEmpty();
  }
}
