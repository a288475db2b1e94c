package io.spikelake.pack;

import java.io.Serializable;

/**
 * Rows and columns that are put around a plane before a network sees it.
 *
 * @param rule how they are filled
 * @param inGraph whether the network does so itself, and cuts its output; nothing is padded then,
 *     and the numbers are for people
 * @param stated the rule in the words of the manifest
 */
public record Padding(
    Rule rule, int top, int bottom, int left, int right, boolean inGraph, String stated)
    implements Serializable {

  public static final Padding NONE = new Padding(Rule.NONE, 0, 0, 0, 0, true);

  /** How rows and columns outside are filled. */
  public enum Rule {
    NONE,
    ZERO,
    /** Mirrored at the edge pixel, which is not repeated: 2 1 | 0 1 2. */
    REFLECT,
    /** The edge pixel: 0 0 | 0 1 2. */
    EDGE,
    /** Mirrored beside the edge pixel, which is repeated: 1 0 | 0 1 2. */
    MIRROR
  }

  /** Padding whose rule needs no words. */
  public Padding(Rule rule, int top, int bottom, int left, int right, boolean inGraph) {
    this(rule, top, bottom, left, right, inGraph, PackWords.of(rule));
  }

  public Padding {
    if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
      throw new IllegalArgumentException(
          "Padding of %d, %d, %d, %d; expected numbers from 0".formatted(top, bottom, left, right));
    }
  }

  /** Whether planes are padded before the network is fed. */
  boolean onHost() {
    return !inGraph && rule != Rule.NONE && top + bottom + left + right > 0;
  }

  /**
   * The pixel inside that fills a place outside.
   *
   * @param i the place, negative before the first pixel
   * @param size pixels of the row or column
   * @return an index in it, or -1 for zero
   * @throws IllegalArgumentException if a mirror is larger than what it shows
   */
  int source(int i, int size) {
    if (i >= 0 && i < size) {
      return i;
    }
    return switch (rule) {
      case NONE, ZERO -> -1;
      case EDGE -> i < 0 ? 0 : size - 1;
      case REFLECT -> inside(i < 0 ? -i : 2 * size - 2 - i, size);
      case MIRROR -> inside(i < 0 ? -1 - i : 2 * size - 1 - i, size);
    };
  }

  private int inside(int i, int size) {
    if (i < 0 || i >= size) {
      throw new IllegalArgumentException(
          "Padding by %s needs more than the %d pixels that are there"
              .formatted(PackWords.of(rule), size));
    }
    return i;
  }
}
