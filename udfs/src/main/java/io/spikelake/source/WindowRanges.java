package io.spikelake.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of window indices, as ascending ranges that neither overlap nor touch. Filters become such
 * sets, so that a recording of millions of windows is narrowed down without looking at each.
 */
record WindowRanges(List<Range> ranges) implements Serializable {

  /** Indices {@code from .. to - 1}. */
  record Range(long from, long to) implements Serializable {}

  static final WindowRanges NONE = new WindowRanges(List.of());
  static final WindowRanges ALL = new WindowRanges(List.of(new Range(0, Long.MAX_VALUE)));

  static WindowRanges of(long from, long to) {
    long start = Math.max(0, from);
    return start < to ? new WindowRanges(List.of(new Range(start, to))) : NONE;
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Number of indices. */
  long count() {
    return ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
  }

  WindowRanges and(WindowRanges other) {
    List<Range> both = new ArrayList<>();
    int a = 0;
    int b = 0;
    while (a < ranges.size() && b < other.ranges.size()) {
      Range left = ranges.get(a);
      Range right = other.ranges.get(b);
      long from = Math.max(left.from(), right.from());
      long to = Math.min(left.to(), right.to());
      if (from < to) {
        both.add(new Range(from, to));
      }
      if (left.to() < right.to()) {
        a++;
      } else {
        b++;
      }
    }
    return new WindowRanges(List.copyOf(both));
  }

  static WindowRanges union(List<WindowRanges> sets) {
    List<Range> merged = new ArrayList<>();
    sets.stream()
        .flatMap(set -> set.ranges().stream())
        .sorted(Comparator.comparingLong(Range::from))
        .forEach(
            range -> {
              int last = merged.size() - 1;
              if (last >= 0 && range.from() <= merged.get(last).to()) {
                Range before = merged.get(last);
                merged.set(last, new Range(before.from(), Math.max(before.to(), range.to())));
              } else {
                merged.add(range);
              }
            });
    return new WindowRanges(List.copyOf(merged));
  }
}
