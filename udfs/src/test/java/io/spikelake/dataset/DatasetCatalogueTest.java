package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.SpikeFormat;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetCatalogueTest {

  @Test
  void listsEveryFileOfTheCatalogue() throws IOException {
    try (Stream<Path> files = Files.list(catalogue())) {
      assertThat(DatasetCatalogue.names())
          .isSorted()
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yaml"))
                  .map(name -> name.substring(0, name.length() - ".yaml".length()))
                  .toList());
    }
  }

  static List<String> names() {
    return DatasetCatalogue.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void shippedDataSetLoadsUnderItsOwnName(String name) throws IOException {
    DatasetSpec spec = DatasetCatalogue.load(name);
    assertThat(spec.name()).isEqualTo(name);
    assertThat(DatasetCatalogue.read(catalogue().resolve(name + ".yaml"))).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource({
    "spike-reds, a.dat, DAT, 250, 400, true, 0.6",
    "spike40, a.dat, DAT, 250, 400, true, 0.6",
    "u-caltech, 1.npz, UHSR, 250, 250, true, 1",
    "u-cifar, 1.npz, UHSR, 250, 250, true, 1",
    "uhsr, 1.npz, UHSR, 250, 250, true, 1",
    "sreds, spike/val/interp_20_alpha_0.40/000/1.dat, DAT, 720, 1280, true, ",
    "sreds, crop_mini/spike/train/interp_20_alpha_0.40/0/1.dat, DAT, 96, 96, true, ",
    "pku-spike-high-speed, Class_A/bus.dat, DAT, 250, 400, true, 1",
    "rec-vidar-real, classA/car-100kmh.dat, DAT, 250, 400, true, 1",
    "mot-vidar-real, spike59/spikes.dat, DAT, 250, 400, true, 1",
    "mom-vidar-real, data/Apple_1.dat, DAT, 250, 400, true, 1",
    "spike-x4k, test/input/a.dat, DAT, 1000, 1000, false, ",
    "classA, test/a.dat, DAT, 250, 400, true, 1"
  })
  void documentedConventions(
      String name,
      String path,
      SpikeFormat format,
      int height,
      int width,
      boolean flip,
      Double whiteRate) {
    RecordingSpec spec = DatasetCatalogue.load(name).match(path).orElseThrow();
    assertThat(spec.format()).isEqualTo(format);
    assertThat(spec.layout().height()).isEqualTo(height);
    assertThat(spec.layout().width()).isEqualTo(width);
    assertThat(spec.layout().flip()).isEqualTo(flip);
    assertThat(spec.whiteRate())
        .isEqualTo(whiteRate == null ? OptionalDouble.empty() : OptionalDouble.of(whiteRate));
  }

  @ParameterizedTest
  @CsvSource({
    "Class_A/car-100kmh.dat, 20000",
    "Class_B/train-350kmh.dat, 20000",
    "Class_A/rotation1-2600rpm.dat, 40000",
    "Class_A/bus.dat, "
  })
  void readoutRateDiffersByRecording(String path, Double readoutHz) {
    assertThat(DatasetCatalogue.load("pku-spike-high-speed").match(path).orElseThrow().readoutHz())
        .isEqualTo(readoutHz == null ? OptionalDouble.empty() : OptionalDouble.of(readoutHz));
  }

  @Test
  void uhsrIsCroppedTo224() {
    RecordingSpec spec = DatasetCatalogue.load("u-caltech").match("1.npz").orElseThrow();
    assertThat(spec.crop()).isEqualTo(new Crop(13, 13, 224, 224));
    assertThat(DatasetCatalogue.load("u-caltech").classNames())
        .isEqualTo(new TreeMap<>(Map.of(47, "helicopter", 100, "background")));
  }

  @Test
  void classAIsScoredWhereSwinSfScoresIt() throws IOException {
    RecordingSpec spec = DatasetCatalogue.load("classA").match("test/a.dat").orElseThrow();
    assertThat(spec.keyFrames().keyFrames("test/a.dat", 400, List.of())).containsExactly(320);
  }

  @Test
  void spikeRedsFindsTheReferenceRecordings() throws IOException {
    Set<String> listing;
    try (Stream<Path> files = Files.list(SharedFiles.require("spikes"))) {
      listing = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    DatasetSpec dataset = DatasetCatalogue.load("spike-reds");
    Map<String, Map<Long, String>> found = new TreeMap<>();
    for (String file : listing) {
      if (dataset.match(file).isPresent()) {
        RecordingSpec spec = dataset.match(file).orElseThrow();
        found.put(file, spec.groundTruth(file, 301, listing::contains));
        assertThat(spec.keyFrames().keyFrames(file, 301, List.of())).containsExactly(150);
      }
    }
    assertThat(found)
        .isEqualTo(
            Map.of(
                "data.dat", Map.of(150L, "data.png"),
                "203_part1_key_id151.dat", Map.of(150L, "203_part1_key_id151.png"),
                "203_part2_key_id151.dat", Map.of(150L, "203_part2_key_id151.png")));
  }

  @Test
  void unknownNameListsWhatThereIs() {
    assertThatThrownBy(() -> DatasetCatalogue.load("reds"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No data set 'reds' is shipped; there are classA, ")
        .hasMessageContaining("u-cifar, uhsr;")
        .hasMessageContaining("--dataset-file");
  }

  @Test
  void missingFileIsAnIoProblem() {
    assertThatThrownBy(() -> DatasetCatalogue.read(Path.of("no-such.yaml")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no-such.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "a.dat, true",
    "x/y/a.npz, true",
    "x\\a.npy, true",
    "x/a.png, false",
    "dat, false",
    "a.dat.tmp, false"
  })
  void adHocTakesWhatLooksLikeARecording(String path, boolean taken) {
    assertThat(DatasetCatalogue.adHoc("mine", DatasetOverrides.NONE).match(path).isPresent())
        .isEqualTo(taken);
  }

  @Test
  void adHocKnowsOnlyWhatIsGiven() {
    assertThat(DatasetCatalogue.adHoc("mine", DatasetOverrides.NONE).match("a.dat"))
        .hasValueSatisfying(
            spec -> {
              assertThat(spec.format()).isNull();
              assertThat(spec.layout().hasGeometry()).isFalse();
              assertThat(spec.whiteRate()).isEmpty();
              assertThat(spec.keyFrames()).isEqualTo(KeyFrameRule.MIDDLE);
            });
    assertThat(DatasetCatalogue.adHoc("mine", DatasetOverrides.geometry(3, 5)).match("a.dat"))
        .hasValueSatisfying(spec -> assertThat(spec.layout().width()).isEqualTo(5));
    assertThatThrownBy(() -> DatasetCatalogue.adHoc("my set", DatasetOverrides.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'my set' is not a name for a data set");
  }

  private static Path catalogue() {
    return SharedFiles.projectRoot().resolve("conf/datasets");
  }
}
