package io.spikelake.quality;

import io.spikelake.image.GrayImage;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The image that is being scored, and what metrics share of the work on it. Memory is kept from
 * image to image; for one thread at a time.
 */
final class ScoredImage {

  private final Map<GreyLevels, GreyStatistics> greys = new EnumMap<>(GreyLevels.class);
  private final Set<GreyLevels> current = EnumSet.noneOf(GreyLevels.class);
  private GrayImage image;

  /** Turns to another image, or again to the same one, whose pixels may be others by now. */
  void set(GrayImage next) {
    image = next;
    current.clear();
  }

  /** The image in grey levels; computed at the first call. */
  GreyStatistics grey(GreyLevels rule) {
    GreyStatistics grey = greys.computeIfAbsent(rule, GreyStatistics::new);
    if (current.add(rule)) {
      grey.set(image);
    }
    return grey;
  }
}
