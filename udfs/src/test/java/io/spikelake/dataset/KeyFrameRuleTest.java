package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.dataset.KeyFrameRule.FromName;
import io.spikelake.dataset.KeyFrameRule.Grid;
import io.spikelake.dataset.KeyFrameRule.Listed;
import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFrameRuleTest {

  private static final KeyFrameRule KEY_ID = new FromName(PathPattern.regex("key_id([0-9]+)"), 1);
  private static final String NAMED = "test/input/203_part1_key_id151.dat";

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(KeyFrameRule.MIDDLE, NAMED, 301, new long[] {150}),
        Arguments.of(KeyFrameRule.MIDDLE, NAMED, 200, new long[] {100}),
        Arguments.of(KeyFrameRule.MIDDLE, NAMED, 1, new long[] {0}),
        Arguments.of(KEY_ID, NAMED, 301, new long[] {150}),
        Arguments.of(KEY_ID, "x\\203_part1_key_id151.dat", 301, new long[] {150}),
        Arguments.of(KEY_ID, "key_id7/data.dat", 301, new long[] {150}),
        Arguments.of(KEY_ID, "data.dat", 41, new long[] {20}),
        Arguments.of(KEY_ID, "a_key_id1.dat", 41, new long[] {0}),
        Arguments.of(KEY_ID, "a_key_id41.dat", 41, new long[] {40}),
        Arguments.of(KeyFrameRule.GROUND_TRUTH, NAMED, 41, new long[] {6, 13, 20}),
        Arguments.of(KeyFrameRule.GROUND_TRUTH, NAMED, 10, new long[] {6}),
        Arguments.of(new Grid(0, 100), NAMED, 301, new long[] {0, 100, 200, 300}),
        Arguments.of(new Grid(0, 100), NAMED, 300, new long[] {0, 100, 200}),
        Arguments.of(new Grid(20, Long.MAX_VALUE), NAMED, 301, new long[] {20}),
        Arguments.of(new Grid(301, 1), NAMED, 301, new long[] {}),
        Arguments.of(new Listed(List.of(320L, 5L)), NAMED, 341, new long[] {5, 320}),
        Arguments.of(new Listed(List.of(320L)), NAMED, 320, new long[] {}));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void choosesKeyFrames(KeyFrameRule rule, String path, long planes, long[] expected)
      throws IOException {
    assertThat(rule.keyFrames(path, planes, List.of(20L, 6L, 13L, 20L))).isEqualTo(expected);
  }

  @Test
  void noGroundTruthMeansNoKeyFrame() throws IOException {
    assertThat(KeyFrameRule.GROUND_TRUTH.keyFrames(NAMED, 301, List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_key_id0.dat", "a_key_id42.dat", "a_key_id99999999999999999999.dat"})
  void nameThatPointsOutsideOfTheRecordingIsReported(String path) {
    assertThatThrownBy(() -> KEY_ID.keyFrames(path, 41, List.of()))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.GEOMETRY_MISMATCH))
        .hasMessageStartingWith(path + ": its name says key frame ")
        .hasMessageContaining("counted from 1, but it has 41 planes")
        .hasMessageContaining("--at middle");
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> new Grid(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first -1, stride 1");
    assertThatThrownBy(() -> new Grid(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first 0, stride 0");
    assertThatThrownBy(() -> new Listed(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not key frames: []; expected one or more planes from 0");
    assertThatThrownBy(() -> new FromName(PathPattern.regex("key_id[0-9]+"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'key_id[0-9]+' has no group");
  }

  @Test
  void aGridOverMorePlanesThanACameraMakesIsRefused() throws IOException {
    assertThat(new Grid(0, 250).keyFrames("a.npz", 1_000_000_000, List.of())).hasSize(4_000_000);
    assertThatThrownBy(() -> new Grid(0, 1).keyFrames("a.npz", 1L << 40, List.of()))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.GEOMETRY_MISMATCH))
        .hasMessage(
            "a.npz: a key frame at every 1 of its 1099511627776 planes would be 1099511627776, more"
                + " than 4194304; check height and width, or choose a larger --stride");
  }
}
