package io.spikelake.quality.svr;

import java.util.List;

/** Rows of index, minimum and maximum, as text formats of {@link FeatureRanges} have them. */
final class RangeRows {

  private RangeRows() {}

  /**
   * @param index the index that the row must have, from 1
   * @return minimum and maximum
   */
  static double[] parse(String[] words, int index) {
    if (words.length != 3) {
      throw new IllegalArgumentException(
          "the row of feature %d has %d values, expected index, minimum and maximum"
              .formatted(index, words.length));
    }
    Numbers.parseInteger(words[0], index, index, "the index of feature %d", index);
    return new double[] {
      Numbers.parse(words[1], "the minimum of feature %d", index),
      Numbers.parse(words[2], "the maximum of feature %d", index)
    };
  }

  static FeatureRanges toRanges(List<double[]> rows) {
    return new FeatureRanges(
        rows.stream().mapToDouble(row -> row[0]).toArray(),
        rows.stream().mapToDouble(row -> row[1]).toArray());
  }
}
