package io.spikelake.dataset;

import io.spikelake.mapping.StrictMap;
import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The file form of a {@link DatasetSpec}; every key is described in conf/datasets/README.md. */
final class DatasetYaml {

  private static final String EXPECTED_FILES = "expected-files";

  private DatasetYaml() {}

  /**
   * @param source the file, for messages
   * @throws IllegalArgumentException if the text does not describe a data set
   */
  static DatasetSpec parse(String text, String source) {
    StrictMap top = StrictMap.ofYaml(text, source);
    String name = top.requiredText("name");
    String title = top.requiredText("title");
    String citation = top.text("citation").orElse(null);
    String homepage = top.text("homepage").orElse(null);
    String licence = top.text("licence").orElse(null);
    String notes = top.text("notes").orElse(null);
    Long expectedFiles = expectedFiles(top);
    SortedMap<Integer, String> classNames = classNames(top);
    SplitRule split = RuleYaml.split(top, SplitRule.NONE);
    RecordingSpec common = recording(top, RecordingSpec.UNKNOWN);
    List<DatasetEntry> entries = new ArrayList<>();
    for (StrictMap entry : top.maps("entries")) {
      entries.add(entry(entry, split, common));
      entry.done();
    }
    top.done();
    return top.checked(
        "name",
        () ->
            new DatasetSpec(
                name,
                title,
                citation,
                homepage,
                licence,
                notes,
                entries,
                classNames,
                expectedFiles));
  }

  private static DatasetEntry entry(StrictMap map, SplitRule split, RecordingSpec common) {
    List<PathPattern> globs =
        map.texts("glob", "a glob, or a list of one or more").stream()
            .map(glob -> map.checked("glob", () -> PathPattern.glob(glob)))
            .toList();
    return new DatasetEntry(
        globs, RuleYaml.split(map, split), expectedFiles(map), recording(map, common));
  }

  private static RecordingSpec recording(StrictMap map, RecordingSpec common) {
    SpikeFormat format = constant(map, "format", SpikeFormat.values(), SpikeFormat::id);
    SpikeLayout layout = layout(map, common.layout());
    Optional<Double> whiteRate = map.positiveNumber("white-rate");
    Optional<Double> readoutHz = map.positiveNumber("readout-hz");
    Optional<Integer> planes = map.integer("expected-planes", 1);
    KeyFrameRule keyFrames = RuleYaml.keyFrames(map, common.keyFrames());
    GroundTruthRule groundTruth = RuleYaml.groundTruth(map, common.groundTruth());
    LabelRule label = RuleYaml.label(map, common.label());
    Crop crop = RuleYaml.crop(map, common.crop());
    return map.checked(
        "crop",
        () ->
            new RecordingSpec(
                format == null ? common.format() : format,
                layout,
                whiteRate.map(OptionalDouble::of).orElse(common.whiteRate()),
                readoutHz.map(OptionalDouble::of).orElse(common.readoutHz()),
                keyFrames,
                crop,
                groundTruth,
                null,
                label,
                planes
                    .map(Integer::longValue)
                    .map(OptionalLong::of)
                    .orElse(common.expectedPlanes())));
  }

  private static SpikeLayout layout(StrictMap map, SpikeLayout common) {
    int height = map.integer("height", 1).orElse(common.height());
    int width = map.integer("width", 1).orElse(common.width());
    boolean flip = map.flag("flip").orElse(common.flip());
    int headColumns = map.integer("head-columns", 0).orElse(common.headColumns());
    BitPolicy given = constant(map, "bit-policy", BitPolicy.values(), BitPolicy::id);
    BitPolicy bitPolicy = given == null ? common.bitPolicy() : given;
    return map.checked(
        "height", () -> new SpikeLayout(height, width, flip, headColumns, bitPolicy));
  }

  private static Long expectedFiles(StrictMap map) {
    return map.integer(EXPECTED_FILES, 1).map(Integer::longValue).orElse(null);
  }

  private static SortedMap<Integer, String> classNames(StrictMap top) {
    String key = "class-names";
    String expected = "a list of names, or a mapping of class numbers to names";
    SortedMap<Integer, String> names = new TreeMap<>();
    Object value = top.raw(key);
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof Integer number && number >= 0)
            || !(entry.getValue() instanceof String name)) {
          throw top.bad(key, entry.getKey() + ": " + entry.getValue(), expected);
        }
        names.put(number, name);
      }
    } else {
      for (String name : top.list(key, String.class, expected)) {
        names.put(names.size(), name);
      }
    }
    return names;
  }

  private static <E extends Enum<E>> E constant(
      StrictMap map, String key, E[] constants, Function<E, String> id) {
    Optional<String> text = map.text(key);
    if (text.isEmpty()) {
      return null;
    }
    return Arrays.stream(constants)
        .filter(constant -> id.apply(constant).equals(text.get()))
        .findFirst()
        .orElseThrow(
            () -> map.bad(key, text.get(), "one of " + Arrays.stream(constants).map(id).toList()));
  }
}
