package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetOverridesTest {

  private static final DatasetOverrides ALL =
      new DatasetOverrides(SpikeFormat.NPY, 512, 640, false, 16, BitPolicy.PADDED, 0.25, 40_000.0);

  static List<String> names() {
    return DatasetCatalogue.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingGivenChangesNothing(String name) {
    DatasetSpec spec = DatasetCatalogue.load(name);
    assertThat(spec.withOverrides(DatasetOverrides.NONE)).isEqualTo(spec);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsGivenWinsInEveryEntry(String name) {
    DatasetSpec spec = DatasetCatalogue.load(name);
    DatasetSpec changed = spec.withOverrides(ALL);
    assertThat(changed.entries()).hasSameSizeAs(spec.entries());
    for (int i = 0; i < spec.entries().size(); i++) {
      RecordingSpec before = spec.entries().get(i).recording();
      RecordingSpec after = changed.entries().get(i).recording();
      assertThat(after.format()).isEqualTo(SpikeFormat.NPY);
      assertThat(after.layout()).isEqualTo(new SpikeLayout(512, 640, false, 16, BitPolicy.PADDED));
      assertThat(after.whiteRate()).isEqualTo(OptionalDouble.of(0.25));
      assertThat(after.readoutHz()).isEqualTo(OptionalDouble.of(40_000));
      assertThat(after)
          .usingRecursiveComparison()
          .ignoringFields("format", "layout", "whiteRate", "readoutHz")
          .isEqualTo(before);
    }
    assertThat(changed.withOverrides(ALL)).isEqualTo(changed);
  }

  @Test
  void heightAloneKeepsTheWidthOfTheDataSet() {
    DatasetOverrides height = new DatasetOverrides(null, 240, null, null, null, null, null, null);
    RecordingSpec spec =
        DatasetCatalogue.load("spike-reds").withOverrides(height).match("a.dat").orElseThrow();
    assertThat(spec.layout()).isEqualTo(SpikeLayout.of(240, 400));
    assertThatThrownBy(() -> DatasetCatalogue.adHoc("mine", height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give both height and width");
  }

  @Test
  void geometryThatCutsTheCropOffIsRefused() {
    DatasetSpec spec = DatasetCatalogue.load("u-cifar");
    assertThatThrownBy(() -> spec.withOverrides(DatasetOverrides.geometry(224, 224)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "Crop[x=13, y=13, width=224, height=224] lies outside of planes of 224");
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        Arguments.of(0, 4, 0, 1.0, 1.0, "Height is 0"),
        Arguments.of(4, -1, 0, 1.0, 1.0, "Width is -1"),
        Arguments.of(4, 4, -1, 1.0, 1.0, "Head columns is -1"),
        Arguments.of(4, 4, 0, 0.0, 1.0, "White rate is 0.0"),
        Arguments.of(4, 4, 0, Double.NaN, 1.0, "White rate is NaN"),
        Arguments.of(4, 4, 0, 1.0, Double.POSITIVE_INFINITY, "Readout rate is Infinity"));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void impossibleValuesAreRefused(
      Integer height, Integer width, Integer head, Double white, Double hz, String message) {
    assertThatThrownBy(() -> new DatasetOverrides(null, height, width, null, head, null, white, hz))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message + "; expected ");
  }

  static Stream<Object> shipped() {
    return Stream.concat(
        DatasetCatalogue.names().stream().map(DatasetCatalogue::load),
        Stream.of(
            ALL,
            DatasetCatalogue.adHoc("mine", ALL),
            new Label(3L, "car"),
            RecordingSpec.UNKNOWN.completedBy(
                SpikeCvConfig.parse(
                    "{spike_w: 4, spike_h: 2, is_labeled: true, labeled_data_type: [1],"
                        + " labeled_data_suffix: png}",
                    "config.yaml"))));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void survivesSerialization(Object value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(value);
    }
  }
}
