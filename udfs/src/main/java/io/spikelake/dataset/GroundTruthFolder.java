package io.spikelake.dataset;

import io.spikelake.spike.MalformedSpikeStreamException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Ground truth in a parallel tree, as SpikeCV lays out its labelled data sets: one folder on the
 * way to the recording has another name, and the picture has the stem of the recording. Where
 * several folders have the name, the last one counts. One picture per recording, at the plane of
 * {@link KeyFrameRule#pictureKey}.
 *
 * @param element name of the folder on the way to recordings
 * @param replacement its name on the way to pictures
 * @param suffix what the picture has after the stem, with its dot
 */
public record GroundTruthFolder(String element, String replacement, String suffix)
    implements GroundTruthRule {

  @Override
  public SortedMap<Long, String> find(
      String relativePath, long planes, KeyFrameRule keyFrames, Predicate<String> exists)
      throws MalformedSpikeStreamException {
    String path = RelativePaths.slashed(relativePath);
    SortedMap<Long, String> found = new TreeMap<>();
    List<String> folders = List.of(RelativePaths.folder(path).split("/", -1));
    int place = folders.lastIndexOf(element);
    if (place >= 0) {
      String picture =
          String.join("/", folders.subList(0, place))
              + (place == 0 ? "" : "/")
              + replacement
              + "/"
              + String.join("/", folders.subList(place + 1, folders.size()))
              + RelativePaths.stem(path)
              + suffix;
      if (exists.test(picture)) {
        found.put(keyFrames.pictureKey(path, planes), picture);
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }
}
