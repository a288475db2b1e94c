package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of shipped data sets on made-up listings; the layouts are those their authors publish. */
class GroundTruthRuleTest {

  static Stream<Arguments> listings() {
    return Stream.of(
        Arguments.of(
            "spike-reds, test folder",
            "spike-reds",
            "test/input/203_part1_key_id151.dat",
            301,
            Set.of("test/gt/203_part1_key_id151.png", "test/gt/204_part1_key_id151.png"),
            Map.of(150L, "test/gt/203_part1_key_id151.png")),
        Arguments.of(
            "spike-reds, folder named spike",
            "spike-reds",
            "base/test/spike/200_part1_key_id151.dat",
            301,
            Set.of("base/test/gt/200_part1_key_id151.png"),
            Map.of(150L, "base/test/gt/200_part1_key_id151.png")),
        Arguments.of(
            "spike-reds, beside the recording",
            "spike-reds",
            "203_part1_key_id151.dat",
            301,
            Set.of("203_part1_key_id151.png", "gt/203_part1_key_id151.png"),
            Map.of(150L, "203_part1_key_id151.png")),
        Arguments.of(
            "spike-reds, no number in the name",
            "spike-reds",
            "data.dat",
            301,
            Set.of("data.png"),
            Map.of(150L, "data.png")),
        Arguments.of(
            "spike-reds, training, five pictures",
            "spike-reds",
            "train/input/000_part1_key_id21.dat",
            41,
            Set.of(
                "train/gt/000_part1_key_id7.png",
                "train/gt/000_part1_key_id14.png",
                "train/gt/000_part1_key_id21.png",
                "train/gt/000_part1_key_id28.png",
                "train/gt/000_part1_key_id35.png",
                "train/gt/000_part1_key_id36.png",
                "train/gt/000_part2_key_id7.png"),
            Map.of(
                6L, "train/gt/000_part1_key_id7.png",
                13L, "train/gt/000_part1_key_id14.png",
                20L, "train/gt/000_part1_key_id21.png",
                27L, "train/gt/000_part1_key_id28.png",
                34L, "train/gt/000_part1_key_id35.png")),
        Arguments.of(
            "spike-x4k",
            "spike-x4k",
            "test/input/clip_12.dat",
            41,
            Set.of("test/gt/clip_12_key_id14.png", "test/gt/clip_12_key_id35.png"),
            Map.of(
                13L, "test/gt/clip_12_key_id14.png",
                34L, "test/gt/clip_12_key_id35.png")),
        Arguments.of(
            "spike-x4k, shorter than its pictures",
            "spike-x4k",
            "test/input/clip_12.dat",
            34,
            Set.of("test/gt/clip_12_key_id14.png", "test/gt/clip_12_key_id35.png"),
            Map.of(13L, "test/gt/clip_12_key_id14.png")),
        Arguments.of(
            "sreds, test",
            "sreds",
            "spike/val/interp_20_alpha_0.40/003/00000011.dat",
            20,
            Set.of("imgs/val/val_orig/003/00000011.png", "imgs/val/val_orig/004/00000011.png"),
            Map.of(0L, "imgs/val/val_orig/003/00000011.png")),
        Arguments.of(
            "sreds, training piece",
            "sreds",
            "crop_mini/spike/train/interp_20_alpha_0.40/003_1/00000011.dat",
            20,
            Set.of("crop_mini/image/train/train_orig/003_1/00000011.png"),
            Map.of(0L, "crop_mini/image/train/train_orig/003_1/00000011.png")),
        Arguments.of(
            "spike-reds, name points behind the last plane",
            "spike-reds",
            "test/input/203_part1_key_id151.dat",
            150,
            Set.of("test/gt/203_part1_key_id151.png"),
            Map.of()),
        Arguments.of(
            "no picture there",
            "spike-reds",
            "test/input/203_part1_key_id151.dat",
            301,
            Set.of("test/gt/203_part2_key_id151.png"),
            Map.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("listings")
  void findsPicturesOfShippedDataSets(
      String title,
      String dataset,
      String recording,
      long planes,
      Set<String> listing,
      Map<Long, String> expected) {
    RecordingSpec spec = DatasetCatalogue.load(dataset).match(recording).orElseThrow();
    assertThat(spec.groundTruth(recording, planes, listing::contains))
        .as(title)
        .isEqualTo(expected);
  }

  static Stream<Arguments> adHocListings() {
    return Stream.of(
        Arguments.of("a/x.dat", Set.of("a/x.png", "a/gt/x.png", "gt/x.png"), "a/x.png"),
        Arguments.of("a/x.npz", Set.of("a/gt/x.png", "gt/x.png"), "a/gt/x.png"),
        Arguments.of("a\\x.npy", Set.of("gt/x.png"), "gt/x.png"),
        Arguments.of("x.dat", Set.of("gt/x.png"), "gt/x.png"),
        Arguments.of("a/x.y.dat", Set.of("a/x.png", "gt/x.y.png"), "gt/x.y.png"));
  }

  @ParameterizedTest
  @MethodSource("adHocListings")
  void adHocLooksBesideTheRecordingAndInGt(String recording, Set<String> listing, String expected) {
    RecordingSpec spec =
        DatasetCatalogue.adHoc("mine", DatasetOverrides.NONE).match(recording).orElseThrow();
    assertThat(spec.groundTruth(recording, 11, listing::contains)).isEqualTo(Map.of(5L, expected));
  }

  @Test
  void everyNumberIsTriedWhereNoneIsListed() {
    GroundTruthRule rule = GroundTruthTemplates.of(List.of("{stem}/{key}.png"));
    Set<String> listing = Set.of("s/0.png", "s/1.png", "s/9.png", "s/10.png");
    assertThat(rule.find("s.dat", 9, KeyFrameRule.MIDDLE, listing::contains))
        .isEqualTo(Map.of(0L, "s/1.png", 8L, "s/9.png"));
  }

  @Test
  void valuesOfPlaceholdersAreTakenAsTheyAre() {
    GroundTruthRule rule = GroundTruthTemplates.of(List.of("gt/{stem}.png"));
    assertThat(rule.find("$1\\{key}.dat", 3, KeyFrameRule.MIDDLE, path -> true))
        .isEqualTo(Map.of(1L, "$1/gt/{key}.png"));
  }

  @Test
  void templateWithAGroupIsPassedOverForOtherNames() {
    GroundTruthRule rule =
        new GroundTruthTemplates(
            List.of("{scene}.png", "{stem}_gt.png"),
            PathPattern.regex("^(?<scene>[a-z]+)_part[0-9]+$"),
            List.of(),
            1);
    assertThat(rule.find("car_part1.dat", 3, KeyFrameRule.MIDDLE, path -> true))
        .isEqualTo(Map.of(1L, "car.png"));
    assertThat(rule.find("CAR.dat", 3, KeyFrameRule.MIDDLE, path -> true))
        .isEqualTo(Map.of(1L, "CAR_gt.png"));
  }

  @Test
  void replacementFollowsSpikeCv() {
    GroundTruthRule rule = new GroundTruthReplacement("input", "label", ".png");
    assertThat(rule.find("set/input/a/1.dat", 3, KeyFrameRule.MIDDLE, path -> true))
        .isEqualTo(Map.of(1L, "set/label/a/1.png"));
    assertThat(rule.find("set/1/input.dat", 3, KeyFrameRule.MIDDLE, path -> true))
        .isEqualTo(Map.of(1L, "set/1/label.png"));
    assertThat(rule.find("set/1.dat", 3, KeyFrameRule.MIDDLE, path -> false)).isEmpty();
  }

  @Test
  void replacementNeedsBothNames() {
    assertThatThrownBy(() -> new GroundTruthReplacement("input", null, ".png"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Path element 'input' with replacement 'null'; expected both or neither");
  }

  @Test
  void pictureBehindTheLastPlaneIsNone() {
    KeyFrameRule late = new KeyFrameRule.Listed(List.of(320L));
    assertThat(
            GroundTruthTemplates.of(List.of("{stem}.png")).find("a.dat", 320, late, path -> true))
        .isEmpty();
    assertThat(new GroundTruthReplacement("x", "y", ".png").find("a.dat", 320, late, path -> true))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{scene}.png", "{stem.png", "stem}.png", "/gt/{stem}.png", " ", "a\\b"})
  void badTemplateIsRefused(String template) {
    assertThatThrownBy(() -> GroundTruthTemplates.of(List.of(template)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not a ground-truth template: '" + template + "'")
        .hasMessageContaining("[folder, key, stem]");
  }

  @Test
  void keysNeedATemplateThatUsesThem() {
    assertThatThrownBy(() -> new GroundTruthTemplates(List.of("{stem}.png"), null, List.of(7L), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[7] without a template that has {key}");
  }

  /** A description that lies beside recordings is written by whoever made them. */
  @ParameterizedTest
  @CsvSource({
    "set/input/1.dat, input, ../.., .png",
    "set/input/1.dat, input, ../../.., .png",
    "input/1.dat, input, .., /../../secret.png",
    "1.dat, 1, .., /secret.png"
  })
  void aReplacementDoesNotLeaveTheInputRoot(
      String path, String element, String replacement, String suffix) {
    List<String> asked = new ArrayList<>();
    GroundTruthRule rule = new GroundTruthReplacement(element, replacement, suffix);
    rule.find(path, 3, KeyFrameRule.MIDDLE, asked::add);
    assertThat(asked).doesNotContain("").allSatisfy(p -> assertThat(p).doesNotContain(".."));
    assertThat(
            new GroundTruthReplacement("input", "../label", ".png")
                .find("a/input/1.dat", 3, KeyFrameRule.MIDDLE, p -> true))
        .isEqualTo(Map.of(1L, "label/1.png"));
  }

  @Test
  void aPictureForEachOfABillionPlanesIsNotLookedFor() {
    GroundTruthRule rule = GroundTruthTemplates.of(List.of("{key}.png"));
    assertThatThrownBy(() -> rule.find("a.npz", 1_000_000_000, KeyFrameRule.MIDDLE, path -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a.npz: template '{key}.png' may name a picture for each of its 1000000000 planes, more"
                + " than 4194304; check height and width, or list the keys");
  }
}
