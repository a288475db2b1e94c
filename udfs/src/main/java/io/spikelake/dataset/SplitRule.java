package io.spikelake.dataset;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Which part of a data set, such as {@code train} or {@code test}, a recording belongs to. */
public sealed interface SplitRule extends Serializable {

  /** No part is known. */
  SplitRule NONE = new Constant(null);

  /** The part of a recording, given relative to the input root; empty where none is known. */
  Optional<String> split(String relativePath);

  /**
   * The same part for every recording of an entry.
   *
   * @param split its name, or null
   */
  record Constant(String split) implements SplitRule {
    @Override
    public Optional<String> split(String relativePath) {
      return Optional.ofNullable(split);
    }
  }

  /**
   * Parts by a number in the path.
   *
   * @param number searched in the path; its first group is the number; a path without a number is
   *     in no part
   * @param ranges the first that holds the number names the part
   * @param otherwise the part of a number outside of all ranges, or null
   */
  record ByNumber(PathPattern number, List<Range> ranges, String otherwise) implements SplitRule {

    public ByNumber {
      ranges = List.copyOf(ranges);
      if (number.groups() < 1) {
        throw new IllegalArgumentException(
            "'%s' has no group; expected one around the number, as in ([0-9]+)\\.npz$"
                .formatted(number));
      }
    }

    @Override
    public Optional<String> split(String relativePath) {
      return number
          .find(RelativePaths.canonical(relativePath))
          .map(match -> match.group(1))
          .filter(text -> text != null && text.matches("[0-9]+"))
          .map(BigInteger::new)
          .flatMap(this::split);
    }

    private Optional<String> split(BigInteger value) {
      return ranges.stream()
          .filter(range -> range.holds(value))
          .map(Range::split)
          .findFirst()
          .or(() -> Optional.ofNullable(otherwise));
    }
  }

  /**
   * Numbers {@code first .. last}, both included, of one part.
   *
   * @param split name of the part
   */
  record Range(String split, long first, long last) implements Serializable {

    public Range {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException(
            "Not a range: %d to %d of '%s'; expected first from 0 and last not before it"
                .formatted(first, last, split));
      }
    }

    private boolean holds(BigInteger value) {
      return value.compareTo(BigInteger.valueOf(first)) >= 0
          && value.compareTo(BigInteger.valueOf(last)) <= 0;
    }
  }
}
