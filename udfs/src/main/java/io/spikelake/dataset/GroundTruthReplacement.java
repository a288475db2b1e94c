package io.spikelake.dataset;

import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ground truth in a parallel tree, as SpikeCV lays out its labelled data sets: the path of the
 * picture is that of the recording, with one path element by another name and another suffix. The
 * stem of the recording counts as an element; a path without the element keeps its place. One
 * picture per recording, at the plane of {@link KeyFrameRule#pictureKey}; none where {@code ..} in
 * a replacement or suffix would leave the input root.
 *
 * @param element the element on the way to recordings, or null: pictures lie beside recordings
 * @param replacement its name on the way to pictures; null where the element is
 * @param suffix what pictures have after the stem, with its dot
 */
public record GroundTruthReplacement(String element, String replacement, String suffix)
    implements GroundTruthRule {

  public GroundTruthReplacement {
    Objects.requireNonNull(suffix, "suffix");
    if ((element == null) != (replacement == null)) {
      throw new IllegalArgumentException(
          "Path element '%s' with replacement '%s'; expected both or neither"
              .formatted(element, replacement));
    }
  }

  @Override
  public SortedMap<Long, String> find(
      String relativePath, long planes, KeyFrameRule keyFrames, Predicate<String> exists) {
    String path = RelativePaths.slashed(relativePath);
    String bare = RelativePaths.folder(path) + RelativePaths.stem(path);
    String picture =
        Arrays.stream(bare.split("/", -1))
                .map(part -> part.equals(element) ? replacement : part)
                .collect(Collectors.joining("/"))
            + suffix;
    SortedMap<Long, String> found = new TreeMap<>();
    long key = keyFrames.pictureKey(path, planes);
    if (key >= 0 && key < planes) {
      RelativePaths.resolve("", picture).filter(exists).ifPresent(inside -> found.put(key, inside));
    }
    return Collections.unmodifiableSortedMap(found);
  }
}
