package io.spikelake.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.hadoop.InputFile;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Not;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringStartsWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On a recording {@code file:/in/a.dat} with key frames 0, 10, .. 90. */
class WindowFilterTest {

  private static final SourceRecording RECORDING =
      new SourceRecording(
          new InputFile(
              URI.create("file:/in"), "a.dat", URI.create("file:/in/a.dat"), 1, 0, null, List.of()),
          "file:/in/a.dat",
          "id-a",
          "set",
          new TreeMap<>(),
          RecordingSpec.UNKNOWN,
          null,
          new WindowRule(new KeyFrameRule.Grid(0, 10), 0, 0),
          List.of());
  private static final WindowGrid GRID =
      new WindowGrid(new KeyFrames.Regular(0, 10, 10), 0, 0, 100);

  static Stream<Arguments> understood() {
    Filter key40 = new EqualTo("key_frame", 40L);
    Filter other = new EqualTo("recording_id", "id-b");
    Filter mine = new EqualTo("recording_id", "id-a");
    Filter unknown = new IsNotNull("label");
    return Stream.of(
        Arguments.of(key40, "4-4", true),
        Arguments.of(new EqualTo("key_frame", 41L), "", true),
        Arguments.of(new EqualNullSafe("key_frame", 40L), "4-4", true),
        Arguments.of(new EqualTo("window_index", 7L), "7-7", true),
        Arguments.of(new EqualTo("window_index", 10L), "", true),
        Arguments.of(new In("key_frame", new Object[] {0L, 10L, 55L, null, 90L}), "0-1 9-9", true),
        Arguments.of(new In("key_frame", new Object[] {null}), "", false),
        Arguments.of(new GreaterThan("key_frame", 70L), "8-9", true),
        Arguments.of(new GreaterThan("key_frame", Long.MAX_VALUE), "", true),
        Arguments.of(new GreaterThanOrEqual("key_frame", 70L), "7-9", true),
        Arguments.of(new LessThan("key_frame", 20L), "0-1", true),
        Arguments.of(new LessThanOrEqual("key_frame", 20L), "0-2", true),
        Arguments.of(new LessThanOrEqual("key_frame", Long.MAX_VALUE), "0-9", true),
        Arguments.of(new LessThan("window_index", -3L), "", false),
        Arguments.of(mine, "0-9", true),
        Arguments.of(other, "", false),
        Arguments.of(new In("recording_id", new Object[] {"id-b", "id-a"}), "0-9", true),
        Arguments.of(new EqualTo("dataset", "another"), "", false),
        Arguments.of(new EqualTo("path", "file:/in/a.dat"), "0-9", true),
        Arguments.of(new StringStartsWith("path", "file:/in/"), "0-9", true),
        Arguments.of(new StringStartsWith("path", "s3a:"), "", false),
        Arguments.of(new And(key40, mine), "4-4", true),
        Arguments.of(new And(key40, other), "", false),
        Arguments.of(new And(key40, unknown), "4-4", true),
        Arguments.of(new And(unknown, key40), "4-4", true),
        Arguments.of(new Or(key40, other), "4-4", true),
        Arguments.of(new Or(key40, new GreaterThan("key_frame", 80L)), "4-4 9-9", true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void understood(Filter filter, String windows, boolean mayPass) {
    WindowFilter understood = WindowFilter.of(new Filter[] {filter});
    assertThat(understood.understood()).containsExactly(filter);
    assertThat(text(understood.windows(RECORDING, GRID))).isEqualTo(windows);
    assertThat(understood.mayPass(RECORDING)).isEqualTo(mayPass);
  }

  static Stream<Filter> notUnderstood() {
    Filter unknown = new IsNotNull("label");
    return Stream.of(
        unknown,
        new Not(new EqualTo("key_frame", 40L)),
        new Or(new EqualTo("key_frame", 40L), unknown),
        new And(unknown, unknown),
        new EqualTo("frame_count", 40),
        new GreaterThan("recording_id", "a"),
        new EqualNullSafe("key_frame", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void notUnderstood(Filter filter) {
    WindowFilter understood = WindowFilter.of(new Filter[] {filter});
    assertThat(understood.understood()).isEmpty();
    assertThat(text(understood.windows(RECORDING, GRID))).isEqualTo("0-9");
  }

  @Test
  void allFiltersHaveToHold() {
    WindowFilter filter =
        WindowFilter.of(
            new Filter[] {new GreaterThan("key_frame", 10L), new LessThan("window_index", 5L)});
    assertThat(text(filter.windows(RECORDING, GRID))).isEqualTo("2-4");
  }

  private static String text(WindowRanges windows) {
    return windows.ranges().stream()
        .map(range -> range.from() + "-" + (range.to() - 1))
        .collect(Collectors.joining(" "));
  }
}
