package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.SpikeLayout;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpikeCvConfigTest {

  private static final String UNLABELLED =
      """
      filename: somewhere
      spike_w: 400
      spike_h: 250
      is_labeled: false
      labeled_data_type: [0]
      labeled_data_suffix: None
      """;

  private static final String LABELLED =
      """
      filename: pictures
      spike_w: 400
      spike_h: 250
      is_labeled: true
      labeled_data_type: [1, 3.2]
      labeled_data_suffix: png
      data_field_identifier: input
      label_field_identifier: gt
      """;

  @Test
  void readsAnUnlabelledDataSet() {
    SpikeCvConfig config = SpikeCvConfig.parse(UNLABELLED, "config.yaml");
    assertThat(config)
        .isEqualTo(new SpikeCvConfig("somewhere", 400, 250, false, List.of(0.0), null, null, null));
    assertThat(config.groundTruth()).isEmpty();
  }

  @Test
  void readsALabelledDataSet() {
    SpikeCvConfig config = SpikeCvConfig.parse(LABELLED, "config.yaml");
    assertThat(config)
        .isEqualTo(
            new SpikeCvConfig("pictures", 400, 250, true, List.of(1.0, 3.2), "png", "input", "gt"));
    assertThat(config.groundTruth()).contains(new GroundTruthReplacement("input", "gt", ".png"));
  }

  @Test
  void picturesLieBesideRecordingsWhereNoFolderIsNamed() {
    String beside = "{spike_w: 4, spike_h: 2, is_labeled: yes, labeled_data_type: [1]";
    assertThat(
            SpikeCvConfig.parse(beside + ", labeled_data_suffix: .png}", "config.yaml")
                .groundTruth()
                .orElseThrow()
                .find("a/1.dat", 3, KeyFrameRule.MIDDLE, "a/1.png"::equals))
        .isEqualTo(Map.of(1L, "a/1.png"));
  }

  @Test
  void boxesAreNoPictures() {
    String boxes = LABELLED.replace("[1, 3.2]", "[4, 5]").replace("png", "txt");
    assertThat(SpikeCvConfig.parse(boxes, "config.yaml").groundTruth()).isEmpty();
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(
            UNLABELLED.replace("spike_w: 400\n", ""),
            "key 'spike_w' is missing; expected a whole number from 1"),
        Arguments.of(
            UNLABELLED.replace("250", "tall"),
            "key 'spike_h' is 'tall'; expected a whole number from 1"),
        Arguments.of(
            UNLABELLED.replace("250", "0"), "key 'spike_h' is '0'; expected a whole number from 1"),
        Arguments.of(
            UNLABELLED.replace("false", "perhaps"),
            "key 'is_labeled' is 'perhaps'; expected true or false"),
        Arguments.of(
            LABELLED.replace("[1, 3.2]", "[1, raw]"),
            "key 'labeled_data_type' is 'raw'; expected a list of numbers"),
        Arguments.of(
            LABELLED.replace("labeled_data_suffix: png\n", ""),
            "key 'labeled_data_suffix' is missing; expected text"),
        Arguments.of(
            LABELLED.replace("label_field_identifier: gt\n", ""),
            "key 'label_field_identifier' is missing; expected text"),
        Arguments.of("spike_w: [400", "is not YAML"),
        Arguments.of("", "holds no 'key: value' lines at its top; found nothing"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedConfigurationIsRefused(String text, String message) {
    assertThatThrownBy(() -> SpikeCvConfig.parse(text, "set/config.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("set/config.yaml")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "set/a/b/1.dat, 400",
    "set\\a\\1.dat, 400",
    "set/near/1.dat, 1000",
    "set/foreign/deep/1.dat, 400",
    "1.dat, 8",
    "other/1.dat, 8"
  })
  void nearestConfigurationAboveTheFileHolds(String path, int width) throws IOException {
    Map<String, String> files =
        Map.of(
            "set/config.yaml", UNLABELLED,
            "set/near/config.yaml", "{spike_w: 1000, spike_h: 1000}",
            "set/foreign/config.yaml", "{learning_rate: 0.1}",
            "config.yaml", "{spike_w: 8, spike_h: 2}");
    assertThat(SpikeCvConfig.find(path, file -> Optional.ofNullable(files.get(file))))
        .hasValueSatisfying(config -> assertThat(config.width()).isEqualTo(width));
  }

  @Test
  void noConfigurationIsNoError() throws IOException {
    assertThat(SpikeCvConfig.find("a/b/1.dat", file -> Optional.empty())).isEmpty();
  }

  @Test
  void completesWhatIsNotKnown() {
    SpikeCvConfig config = SpikeCvConfig.parse(LABELLED, "config.yaml");
    RecordingSpec adHoc =
        DatasetCatalogue.adHoc("mine", DatasetOverrides.NONE).match("s/input/1.dat").orElseThrow();
    RecordingSpec completed = adHoc.completedBy(config);
    assertThat(completed.layout()).isEqualTo(SpikeLayout.of(250, 400));
    assertThat(completed.groundTruth("s/input/1.dat", 9, "s/gt/1.png"::equals))
        .isEqualTo(Map.of(4L, "s/gt/1.png"));
    assertThat(completed.groundTruth("s/input/1.dat", 9, path -> true))
        .isEqualTo(Map.of(4L, "s/input/1.png"));

    RecordingSpec known = adHoc.withOverrides(DatasetOverrides.geometry(2, 4));
    assertThat(known.completedBy(config).layout()).isEqualTo(SpikeLayout.of(2, 4));
  }
}
