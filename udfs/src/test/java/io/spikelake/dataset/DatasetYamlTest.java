package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetYamlTest {

  private static final String HEAD = "name: mine\ntitle: My recordings\n";
  private static final String ENTRIES = "entries:\n  - glob: '*.dat'\n";

  private static final String EVERY_KEY =
      """
      name: every-key
      title: Every key there is
      citation: Somebody, somewhere
      homepage: https://example.org
      licence: CC-BY-4.0
      notes: None
      expected-files: 12
      class-names: [bird, car]
      format: time-packed
      height: 251
      width: 401
      flip: no
      head-columns: 16
      bit-policy: padded
      white-rate: 0.5
      readout-hz: 20000
      expected-planes: 400
      crop: {x: 1, y: 2, width: 300, height: 200}
      key-frames: {first: 20, stride: 50}
      ground-truth: ["{stem}.png"]
      label: {path: '([a-z]+)/'}
      split: train
      entries:
        - glob: ["a/*.dat", "b/*.dat"]
          expected-files: 5
        - glob: "**/*.npz"
          format: uhsr
          height: 100
          width: 100
          flip: true
          head-columns: 0
          bit-policy: continuous
          white-rate: 1
          readout-hz: 40000
          expected-planes: 200
          crop: {x: 0, y: 0, width: 50, height: 60}
          key-frames: middle
          ground-truth: none
          label: none
          split:
            number: '([0-9]+)'
            ranges:
              - {split: val, first: 0, last: 9}
      """;

  @Test
  void entriesInheritFromTheDataSet() {
    DatasetSpec spec = DatasetYaml.parse(EVERY_KEY, "every.yaml");
    RecordingSpec expected =
        new RecordingSpec(
            SpikeFormat.TIME_PACKED,
            new SpikeLayout(251, 401, false, 16, BitPolicy.PADDED),
            OptionalDouble.of(0.5),
            OptionalDouble.of(20000),
            new KeyFrameRule.Grid(20, 50),
            new Crop(1, 2, 300, 200),
            GroundTruthTemplates.of(List.of("{stem}.png")),
            "train",
            new LabelRule.FromPath(PathPattern.regex("([a-z]+)/")),
            OptionalLong.of(400));
    assertThat(spec.match("a/1.dat")).contains(expected);
    assertThat(spec.match("b\\1.dat")).contains(expected);
    assertThat(spec.match("c/1.dat")).isEmpty();
    assertThat(spec)
        .extracting(
            DatasetSpec::name,
            DatasetSpec::title,
            DatasetSpec::citation,
            DatasetSpec::homepage,
            DatasetSpec::licence,
            DatasetSpec::notes,
            DatasetSpec::classNames,
            DatasetSpec::expectedFiles)
        .containsExactly(
            "every-key",
            "Every key there is",
            "Somebody, somewhere",
            "https://example.org",
            "CC-BY-4.0",
            "None",
            new TreeMap<>(Map.of(0, "bird", 1, "car")),
            12L);
    assertThat(spec.entries()).extracting(DatasetEntry::expectedFiles).containsExactly(5L, null);
  }

  @Test
  void entriesOverrideTheDataSet() {
    assertThat(DatasetYaml.parse(EVERY_KEY, "every.yaml").match("x/7.npz"))
        .contains(
            new RecordingSpec(
                SpikeFormat.UHSR,
                new SpikeLayout(100, 100, true, 0, BitPolicy.CONTINUOUS),
                OptionalDouble.of(1),
                OptionalDouble.of(40000),
                KeyFrameRule.MIDDLE,
                new Crop(0, 0, 50, 60),
                GroundTruthRule.NONE,
                "val",
                LabelRule.NONE,
                OptionalLong.of(200)));
  }

  @Test
  void firstEntryThatMatchesHolds() {
    DatasetSpec spec =
        DatasetYaml.parse(
            HEAD + "entries: [{glob: 'a*', white-rate: 1}, {glob: '*', white-rate: 2}]",
            "mine.yaml");
    assertThat(spec.match("ab").orElseThrow().whiteRate()).isEqualTo(OptionalDouble.of(1));
    assertThat(spec.match("b").orElseThrow().whiteRate()).isEqualTo(OptionalDouble.of(2));
  }

  @Test
  void leastThatAFileMustSay() {
    assertThat(DatasetYaml.parse(HEAD + ENTRIES, "mine.yaml").match("a.dat"))
        .contains(RecordingSpec.UNKNOWN);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        // Keys
        bad("hieght: 4", "unknown key 'hieght'; known here are [bit-policy, citation, "),
        badEntry("flipped: true", "unknown key 'entries[0].flipped'; known here are [bit-policy, "),
        bad("crop: {x: 0, y: 0, w: 1}", "key 'crop.width' is missing"),
        bad(
            "crop: {x: 0, y: 0, width: 1, height: 1, z: 1}",
            "unknown key 'crop.z'; known here are [height, width, x, y]"),
        bad("key-frames: {name: 'a([0-9])', base: 1, first: 3}", "unknown key 'key-frames.first'"),
        bad("ground-truth: {templates: ['a'], step: 3}", "unknown key 'ground-truth.step'"),
        bad("label: {path: '(a)', file-name: '(b)'}", "unknown key 'label.file-name'"),
        bad(
            "split: {number: '(1)', ranges: [{split: a, first: 0, last: 1}], other: b}",
            "unknown key 'split.other'"),
        bad("7: 8", "unknown key '7'"),
        bad("name: twice", "is not YAML: "),
        // Types
        bad("height: tall", "key 'height' is 'tall'; expected a whole number from 1"),
        bad("height: 250.5", "key 'height' is '250.5'; expected a whole number from 1"),
        bad("height: 99999999999", "key 'height' is '99999999999'; expected a whole number from 1"),
        bad("flip: 1", "key 'flip' is '1'; expected true or false"),
        bad("white-rate: high", "key 'white-rate' is 'high'; expected a number above 0"),
        bad("citation: 2021", "key 'citation' is '2021'; expected text"),
        bad("citation:", "key 'citation' is 'null'; expected text"),
        bad("citation: ' '", "key 'citation' is ' '; expected text that is not blank"),
        bad("crop: all", "key 'crop' is 'all'; expected a mapping"),
        bad("class-names: {a: b}", "key 'class-names' is 'a: b'; expected a list of names, or"),
        bad("class-names: [1]", "key 'class-names' is '1'; expected a list of names, or"),
        bad("key-frames: 3", "key 'key-frames' is '3'; expected a mapping"),
        bad(
            "ground-truth: {templates: gt}",
            "key 'ground-truth.templates' is 'gt'; expected a list"),
        bad("ground-truth: [7]", "key 'ground-truth' is '7'; expected a list of templates"),
        bad("split: 3", "key 'split' is '3'; expected a mapping"),
        // Values
        bad("height: 0", "key 'height' is '0'; expected a whole number from 1"),
        bad("white-rate: 0", "key 'white-rate' is '0'; expected a number above 0"),
        bad("white-rate: .nan", "key 'white-rate' is 'NaN'; expected a number above 0"),
        bad("readout-hz: .inf", "key 'readout-hz' is 'Infinity'; expected a number above 0"),
        bad(
            "format: raw",
            "key 'format' is 'raw'; expected one of [dat, uhsr, time-packed, arr0, npy]"),
        bad(
            "bit-policy: guess",
            "key 'bit-policy' is 'guess'; expected one of [refuse, continuous, padded]"),
        bad("height: 4", "key 'height': Not a layout: height 4, width 0"),
        bad(
            "height: 9\nwidth: 9\ncrop: {x: 5, y: 0, width: 5, height: 1}",
            "key 'crop': Crop[x=5, y=0, width=5, height=1] lies outside of planes of 9 columns"),
        bad("key-frames: first", "key 'key-frames' is 'first'; expected middle, ground-truth, a"),
        bad("key-frames: [-1]", "key 'key-frames': Not key frames: [-1]"),
        bad("key-frames: {first: 0, stride: 0}", "key 'key-frames.stride' is '0'"),
        bad("key-frames: {name: 'id[0-9]+', base: 1}", "key 'key-frames.name': 'id[0-9]+' has no"),
        bad("key-frames: {name: 'id([0-9', base: 1}", "key 'key-frames.name': 'id([0-9' is not a"),
        bad("key-frames: {name: 'id([0-9]+)'}", "key 'key-frames.base' is missing"),
        bad("ground-truth: some", "key 'ground-truth' is 'some'; expected none, a list of"),
        bad("ground-truth: ['{scene}.png']", "key 'ground-truth': Not a ground-truth template"),
        bad("ground-truth: {templates: []}", "key 'ground-truth.templates' is '[]'; expected a"),
        bad("ground-truth: {templates: ['a'], name: '('}", "key 'ground-truth.name': '(' is not a"),
        bad("label: folder", "key 'label' is 'folder'; expected none, file, or a mapping"),
        bad("label: {path: 'a'}", "key 'label.path': 'a' has no group"),
        bad(
            "split: {number: '[', ranges: [{split: a, first: 0, last: 1}]}",
            "key 'split.number': '[' is not a regular expression"),
        bad(
            "split: {number: '(1)', ranges: [{split: a, first: 2, last: 1}]}",
            "key 'split.ranges[0].last': Not a range: 2 to 1 of 'a'"),
        bad("split: {number: '(1)', ranges: []}", "key 'split.ranges' is '[]'; expected a list"),
        Arguments.of(
            HEAD + "entries:\n  - glob: '/abs/*.dat'",
            "key 'entries[0].glob': '/abs/*.dat' is not a glob"),
        Arguments.of(
            HEAD + "entries:\n  - glob: []", "key 'entries[0].glob' is '[]'; expected a glob, or"),
        Arguments.of(
            HEAD + "entries:\n  - format: dat",
            "key 'entries[0].glob' is missing; expected a glob"),
        Arguments.of(HEAD + "entries: []", "key 'entries' is '[]'; expected a list of one or"),
        Arguments.of(HEAD + "entries: all", "key 'entries' is 'all'; expected a list of one or"),
        Arguments.of(HEAD, "key 'entries' is missing"),
        Arguments.of("title: x\n" + ENTRIES, "key 'name' is missing; expected text"),
        Arguments.of("name: x\n" + ENTRIES, "key 'title' is missing; expected text"),
        Arguments.of(
            "name: a b\ntitle: x\n" + ENTRIES, "key 'name': 'a b' is not a name for a data set"),
        Arguments.of("- a\n- b\n", "holds no 'key: value' lines at its top; found '[a, b]'"),
        Arguments.of("a: [", "is not YAML: "),
        Arguments.of("a: ._", "is not YAML: "),
        Arguments.of("a: !!binary '#'", "is not YAML: "),
        Arguments.of("!!java.io.File [x]", "is not YAML: "));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithFileKeyValueAndExpectation(String text, String message) {
    assertThatThrownBy(() -> DatasetYaml.parse(text, "conf/mine.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("conf/mine.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void everyKeyIsDocumented() throws IOException {
    String readme = Files.readString(SharedFiles.projectRoot().resolve("conf/datasets/README.md"));
    for (String text : List.of("wrong: 1\n" + ENTRIES, ENTRIES + "    wrong: 1\n")) {
      Throwable refusal = catchThrowable(() -> DatasetYaml.parse(HEAD + text, "x"));
      Matcher known = Pattern.compile("known here are \\[(.*)]").matcher(refusal.getMessage());
      assertThat(known.find()).isTrue();
      assertThat(new TreeSet<>(List.of(known.group(1).split(", "))))
          .hasSizeGreaterThan(15)
          .allSatisfy(key -> assertThat(readme).contains("| `" + key + "` |"));
    }
  }

  private static Arguments bad(String lines, String message) {
    return Arguments.of(HEAD + lines + "\n" + ENTRIES, message);
  }

  private static Arguments badEntry(String line, String message) {
    return Arguments.of(HEAD + ENTRIES + "    " + line + "\n", message);
  }

  @Test
  void aNameThatNeverEndsDoesNotFillTheStack() {
    String name = "a" + "-a".repeat(50_000) + "-";
    assertThatThrownBy(
            () -> DatasetYaml.parse("name: %s\ntitle: x\n%s".formatted(name, ENTRIES), "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a name for a data set");
  }

  /** Each line repeats the one before nine times: a kilobyte that stands for gigabytes. */
  @Test
  void listsOfListsOfListsAreRefusedBeforeTheyAreUnfolded() {
    StringBuilder bomb = new StringBuilder(HEAD + "x0: &x0 [lol]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("x%d: &x%d [".formatted(i, i))
          .append(("*x" + (i - 1) + ", ").repeat(9))
          .append("]\n");
    }
    assertThatThrownBy(() -> DatasetYaml.parse(bomb + ENTRIES, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("x is not YAML: Number of aliases for non-scalar nodes exceeds");
    assertThatThrownBy(() -> DatasetYaml.parse(HEAD + "notes: &a [[*a]]\n" + ENTRIES, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("x is not YAML: Number of aliases for non-scalar nodes exceeds");
  }

  @Test
  void aLongValueIsShownInPart() {
    assertThatThrownBy(
            () -> DatasetYaml.parse(HEAD + "height: " + "x".repeat(100_000) + "\n" + ENTRIES, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "x: key 'height' is '%s...'; expected a whole number from 1"
                .formatted("x".repeat(200)));
  }
}
