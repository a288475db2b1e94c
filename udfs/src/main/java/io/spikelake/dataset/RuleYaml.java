package io.spikelake.dataset;

import io.spikelake.mapping.StrictMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file forms of the rules of a data set: a word for the simple ones, a mapping for others.
 * conf/datasets/README.md describes them.
 */
public final class RuleYaml {

  private RuleYaml() {}

  /**
   * The rule under the key {@code key-frames}.
   *
   * @param inherited what holds where there is no such key; may be null
   */
  public static KeyFrameRule keyFrames(StrictMap parent, KeyFrameRule inherited) {
    String key = "key-frames";
    if (!parent.has(key)) {
      return inherited;
    }
    if (parent.raw(key) instanceof String word) {
      return switch (word) {
        case "middle" -> KeyFrameRule.MIDDLE;
        case "ground-truth" -> KeyFrameRule.GROUND_TRUTH;
        default -> throw parent.bad(key, word, "middle, ground-truth, a list, or a mapping");
      };
    }
    if (parent.raw(key) instanceof List<?>) {
      List<Integer> planes = parent.list(key, Integer.class, "a list of whole numbers");
      return parent.checked(
          key, () -> new KeyFrameRule.Listed(planes.stream().map(Integer::longValue).toList()));
    }
    StrictMap map = parent.map(key).orElseThrow();
    Optional<String> name = map.text("name");
    KeyFrameRule rule;
    if (name.isPresent()) {
      int base = map.requiredInteger("base", 0);
      rule =
          map.checked("name", () -> new KeyFrameRule.FromName(PathPattern.regex(name.get()), base));
    } else {
      rule =
          new KeyFrameRule.Grid(map.requiredInteger("first", 0), map.requiredInteger("stride", 1));
    }
    map.done();
    return rule;
  }

  /**
   * The rectangle under the key {@code crop}.
   *
   * @param inherited what holds where there is no such key; may be null
   */
  public static Crop crop(StrictMap parent, Crop inherited) {
    return parent.map("crop").map(RuleYaml::crop).orElse(inherited);
  }

  private static Crop crop(StrictMap map) {
    int x = map.requiredInteger("x", 0);
    int y = map.requiredInteger("y", 0);
    int width = map.requiredInteger("width", 1);
    int height = map.requiredInteger("height", 1);
    map.done();
    return new Crop(x, y, width, height);
  }

  static GroundTruthRule groundTruth(StrictMap parent, GroundTruthRule inherited) {
    String key = "ground-truth";
    if (!parent.has(key)) {
      return inherited;
    }
    if (parent.raw(key) instanceof String word) {
      if (word.equals("none")) {
        return GroundTruthRule.NONE;
      }
      throw parent.bad(key, word, "none, a list of templates, or a mapping");
    }
    if (parent.raw(key) instanceof List<?>) {
      List<String> templates = parent.list(key, String.class, "a list of templates");
      return parent.checked(key, () -> GroundTruthTemplates.of(templates));
    }
    return templates(parent.map(key).orElseThrow());
  }

  private static GroundTruthRule templates(StrictMap map) {
    List<String> templates = map.list("templates", String.class, "a list of templates");
    if (templates.isEmpty()) {
      throw map.bad("templates", templates, "a list of one or more templates");
    }
    Optional<String> name = map.text("name");
    PathPattern pattern =
        name.map(text -> map.checked("name", () -> PathPattern.regex(text))).orElse(null);
    List<Long> keys =
        map.list("keys", Integer.class, "a list of whole numbers").stream()
            .map(Integer::longValue)
            .toList();
    int base = map.integer("base", 0).orElse(1);
    map.done();
    return map.checked("templates", () -> new GroundTruthTemplates(templates, pattern, keys, base));
  }

  static LabelRule label(StrictMap parent, LabelRule inherited) {
    String key = "label";
    if (!parent.has(key)) {
      return inherited;
    }
    if (parent.raw(key) instanceof String word) {
      return switch (word) {
        case "none" -> LabelRule.NONE;
        case "file" -> new LabelRule.FromFile(null);
        default -> throw parent.bad(key, word, "none, file, or a mapping");
      };
    }
    StrictMap map = parent.map(key).orElseThrow();
    Optional<String> path = map.text("path");
    LabelRule rule =
        path.isPresent()
            ? map.checked("path", () -> new LabelRule.FromPath(PathPattern.regex(path.get())))
            : fromFile(map);
    map.done();
    return rule;
  }

  private static LabelRule fromFile(StrictMap map) {
    String name = map.requiredText("file-name");
    return map.checked("file-name", () -> new LabelRule.FromFile(PathPattern.regex(name)));
  }

  static SplitRule split(StrictMap parent, SplitRule inherited) {
    String key = "split";
    if (!parent.has(key)) {
      return inherited;
    }
    if (parent.raw(key) instanceof String) {
      return new SplitRule.Constant(parent.requiredText(key));
    }
    StrictMap map = parent.map(key).orElseThrow();
    String number = map.requiredText("number");
    List<SplitRule.Range> ranges = new ArrayList<>();
    for (StrictMap range : map.maps("ranges")) {
      String split = range.requiredText("split");
      int first = range.requiredInteger("first", 0);
      int last = range.requiredInteger("last", 0);
      range.done();
      ranges.add(range.checked("last", () -> new SplitRule.Range(split, first, last)));
    }
    String otherwise = map.text("otherwise").orElse(null);
    map.done();
    return map.checked(
        "number", () -> new SplitRule.ByNumber(PathPattern.regex(number), ranges, otherwise));
  }
}
