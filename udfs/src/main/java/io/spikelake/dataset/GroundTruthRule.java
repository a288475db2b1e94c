package io.spikelake.dataset;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Where the pictures lie that show what a recording saw, and at which plane.
 *
 * <p>Nothing is opened: pictures are looked for in a listing, so that one listing of the input
 * serves all recordings.
 */
public sealed interface GroundTruthRule extends Serializable
    permits GroundTruthTemplates, GroundTruthReplacement, GroundTruthRule.FirstOf {

  /** No ground truth. */
  GroundTruthRule NONE = GroundTruthTemplates.of(List.of());

  /**
   * The pictures of one recording.
   *
   * @param relativePath the recording, relative to the input root
   * @param planes planes of the recording, 1 or more
   * @param keyFrames the rule of the data set ({@link RecordingSpec#keyFrames()}), not the frames a
   *     user asked for: it says which plane a picture shows whose own name does not
   * @param exists whether a path relative to the input root is there
   * @return plane to path of the picture, both relative to the same input root; empty where there
   *     is none
   */
  SortedMap<Long, String> find(
      String relativePath, long planes, KeyFrameRule keyFrames, Predicate<String> exists);

  /**
   * Two rules, the second for recordings that the first finds nothing for.
   *
   * @param first asked first
   * @param second asked where the first finds no picture
   */
  record FirstOf(GroundTruthRule first, GroundTruthRule second) implements GroundTruthRule {
    @Override
    public SortedMap<Long, String> find(
        String relativePath, long planes, KeyFrameRule keyFrames, Predicate<String> exists) {
      SortedMap<Long, String> found = first.find(relativePath, planes, keyFrames, exists);
      return found.isEmpty() ? second.find(relativePath, planes, keyFrames, exists) : found;
    }
  }
}
