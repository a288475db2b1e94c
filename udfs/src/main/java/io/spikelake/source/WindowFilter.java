package io.spikelake.source;

import io.spikelake.schemas.SpikeSourceColumns;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringStartsWith;

/**
 * What the filters of a query leave of a recording: at least every window that they let through.
 *
 * <p>Understood are equality and {@code IN} of {@code path}, {@code recording_id} and {@code
 * dataset}, prefixes of these, comparisons of {@code key_frame} and {@code window_index}, and
 * {@code AND} and {@code OR} of all that. Anything else leaves everything; Spark evaluates every
 * filter once more on the rows.
 *
 * @param understood filters that all have to hold
 */
record WindowFilter(List<Filter> understood) implements Serializable {

  static final WindowFilter NONE = new WindowFilter(List.of());

  /** The windows of a recording that may pass; the grid is null where it is not known yet. */
  private interface Selection {
    WindowRanges of(SourceRecording recording, WindowGrid grid);
  }

  /** Keeps those of the filters that are understood. */
  static WindowFilter of(Filter[] filters) {
    return new WindowFilter(
        Arrays.stream(filters).filter(filter -> selection(filter).isPresent()).toList());
  }

  /** Whether a recording of which the windows are not known may have any that pass. */
  boolean mayPass(SourceRecording recording) {
    return !apply(recording, null, WindowRanges.ALL).isEmpty();
  }

  /** The windows of a recording that may pass. */
  WindowRanges windows(SourceRecording recording, WindowGrid grid) {
    return apply(recording, grid, WindowRanges.of(0, grid.count()));
  }

  private WindowRanges apply(SourceRecording recording, WindowGrid grid, WindowRanges all) {
    WindowRanges left = all;
    for (Filter filter : understood) {
      left = left.and(selection(filter).orElseThrow().of(recording, grid));
    }
    return left;
  }

  private static Optional<Selection> selection(Filter filter) {
    if (filter instanceof And and) {
      return and(selection(and.left()), selection(and.right()));
    }
    if (filter instanceof Or or) {
      return or(selection(or.left()), selection(or.right()));
    }
    if (filter instanceof EqualTo equal) {
      return oneOf(equal.attribute(), List.of(equal.value()));
    }
    if (filter instanceof EqualNullSafe equal && equal.value() != null) {
      return oneOf(equal.attribute(), List.of(equal.value()));
    }
    if (filter instanceof In in) {
      return oneOf(in.attribute(), Arrays.stream(in.values()).filter(Objects::nonNull).toList());
    }
    if (filter instanceof StringStartsWith prefix) {
      return text(prefix.attribute())
          .map(text -> (file, grid) -> all(text.apply(file).startsWith(prefix.value())));
    }
    if (filter instanceof GreaterThan more && more.value() instanceof Long bound) {
      return between(more.attribute(), afterwards(bound), Long.MAX_VALUE);
    }
    if (filter instanceof GreaterThanOrEqual more && more.value() instanceof Long bound) {
      return between(more.attribute(), bound, Long.MAX_VALUE);
    }
    if (filter instanceof LessThan less && less.value() instanceof Long bound) {
      return between(less.attribute(), Long.MIN_VALUE, bound);
    }
    if (filter instanceof LessThanOrEqual less && less.value() instanceof Long bound) {
      return between(less.attribute(), Long.MIN_VALUE, afterwards(bound));
    }
    return Optional.empty();
  }

  private static Optional<Selection> and(Optional<Selection> left, Optional<Selection> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    return Optional.of((file, grid) -> left.get().of(file, grid).and(right.get().of(file, grid)));
  }

  private static Optional<Selection> or(Optional<Selection> left, Optional<Selection> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (file, grid) ->
            WindowRanges.union(List.of(left.get().of(file, grid), right.get().of(file, grid))));
  }

  private static Optional<Selection> oneOf(String column, List<Object> values) {
    Optional<Function<SourceRecording, String>> text = text(column);
    if (text.isPresent()) {
      return text.map(of -> (file, grid) -> all(values.contains(of.apply(file))));
    }
    List<Selection> single =
        values.stream()
            .filter(Long.class::isInstance)
            .map(Long.class::cast)
            .flatMap(value -> between(column, value, afterwards(value)).stream())
            .toList();
    if (single.size() < values.size()) {
      return Optional.empty();
    }
    return Optional.of(
        (file, grid) ->
            WindowRanges.union(single.stream().map(value -> value.of(file, grid)).toList()));
  }

  /** Windows whose number in a column is in {@code from .. to - 1}. */
  private static Optional<Selection> between(String column, long from, long to) {
    return switch (column) {
      case SpikeSourceColumns.WINDOW_INDEX ->
          Optional.of((file, grid) -> WindowRanges.of(from, to));
      case SpikeSourceColumns.KEY_FRAME ->
          Optional.of(
              (file, grid) ->
                  grid == null
                      ? WindowRanges.ALL
                      : WindowRanges.of(grid.firstAtOrAfter(from), grid.firstAtOrAfter(to)));
      default -> Optional.empty();
    };
  }

  private static Optional<Function<SourceRecording, String>> text(String column) {
    return switch (column) {
      case SpikeSourceColumns.PATH -> Optional.of(SourceRecording::path);
      case SpikeSourceColumns.RECORDING_ID -> Optional.of(SourceRecording::recordingId);
      case SpikeSourceColumns.DATASET -> Optional.of(SourceRecording::dataset);
      default -> Optional.empty();
    };
  }

  private static WindowRanges all(boolean passes) {
    return passes ? WindowRanges.ALL : WindowRanges.NONE;
  }

  private static long afterwards(long value) {
    return value == Long.MAX_VALUE ? value : value + 1;
  }
}
