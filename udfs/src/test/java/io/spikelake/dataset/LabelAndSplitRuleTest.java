package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelAndSplitRuleTest {

  @ParameterizedTest
  @CsvSource({
    // data set, number and name in the file, expected number and name
    "u-caltech, 47, 4144_helicopter.jpg, 47, helicopter",
    "u-caltech, 100, 9000_BACKGROUND_Google.jpg, 100, background",
    "u-caltech, 3, 0012_ant.jpg, 3, ant",
    "u-caltech, 3, odd name, 3, odd name",
    "u-caltech, 4294967343, 1_x.jpg, 4294967343, x",
    "u-caltech, 47, , 47, helicopter",
    "u-cifar, 3, , 3, ",
    "u-cifar, 3, cat_1.png, 3, cat_1.png",
    "u-cifar, , , , ",
    "spike-reds, 3, cat, , "
  })
  void labelOfShippedDataSets(
      String dataset, Long number, String name, Long expectedNumber, String expectedName) {
    DatasetSpec spec = DatasetCatalogue.load(dataset);
    String path = dataset.startsWith("u-") ? "1.npz" : "1.dat";
    Optional<Label> label =
        spec.match(path).orElseThrow().label().label(path, header(number, name), spec.classNames());
    assertThat(label)
        .isEqualTo(
            expectedNumber == null && expectedName == null
                ? Optional.empty()
                : Optional.of(new Label(expectedNumber, expectedName)));
  }

  @Test
  void labelFromTheFolder() {
    LabelRule rule = new LabelRule.FromPath(PathPattern.regex("([^/]+)/[^/]+$"));
    TreeMap<Integer, String> names = new TreeMap<>();
    names.put(4, "car");
    assertThat(rule.label("train\\car\\1.dat", header(null, null), names))
        .contains(new Label(4L, "car"));
    assertThat(rule.label("train/bus/1.dat", header(9L, "x"), names))
        .contains(new Label(null, "bus"));
    assertThat(rule.label("1.dat", header(9L, "x"), names)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "u-caltech, 0.npz, train",
    "u-caltech, 4999.npz, train",
    "u-caltech, 5000.npz, test",
    "u-cifar, all/04999_x.npz, train",
    "u-cifar, all/123456789012345678901234567890.npz, test",
    "uhsr, train/5000.npz, train",
    "uhsr, test/12.npz, test",
    "uhsr, uhsr.npz, ",
    "spike-reds, test/input/1_key_id151.dat, test",
    "spike-reds, x/train/spike/1_key_id21.dat, train",
    "spike-reds, 1_key_id21.dat, "
  })
  void splitOfShippedDataSets(String dataset, String path, String expected) {
    assertThat(DatasetCatalogue.load(dataset).match(path).orElseThrow().split())
        .isEqualTo(expected);
  }

  @Test
  void impossibleRulesAreRefused() {
    PathPattern noGroup = PathPattern.regex("[0-9]+");
    assertThatThrownBy(() -> new SplitRule.ByNumber(noGroup, List.of(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'[0-9]+' has no group; expected one around the number");
    assertThatThrownBy(() -> new SplitRule.Range("train", 5, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 to 4 of 'train'");
    assertThatThrownBy(() -> new LabelRule.FromFile(noGroup))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'[0-9]+' has no group; expected one around the name");
    assertThatThrownBy(() -> new LabelRule.FromPath(noGroup))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'[0-9]+' has no group");
  }

  private static SpikeHeader header(Long label, String labelName) {
    return new SpikeHeader(
        SpikeFormat.UHSR,
        200,
        250,
        250,
        label == null ? OptionalLong.empty() : OptionalLong.of(label),
        Optional.ofNullable(labelName),
        false);
  }
}
