package io.spikelake.dataset;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Ground truth named after the recording.
 *
 * <p>A template is a path relative to the folder of the recording, {@code ..} allowed, with
 * placeholders: {@code {stem}} is the name of the recording without extension, {@code {folder}}
 * that of the folder it lies in, {@code {key}} the number of the plane that the picture shows, and
 * every named group of {@code name} is a placeholder too. A template without {@code {key}} is one
 * picture, at the plane of {@link KeyFrameRule#pictureKey}. Where two templates give a picture for
 * one plane, the earlier wins. A template is passed over for a recording whose stem {@code name}
 * does not match, if it uses one of its groups, and where {@code ..} would leave the input root.
 *
 * @param templates in order of preference
 * @param name searched in the stem of the recording, for its named groups; or null
 * @param keys the numbers that {@code {key}} takes; empty: the number of every plane, which costs
 *     one look at the listing per plane
 * @param base the number of the first plane
 */
public record GroundTruthTemplates(
    List<String> templates, PathPattern name, List<Long> keys, int base)
    implements GroundTruthRule {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");
  private static final String STEM = "stem";
  private static final String FOLDER = "folder";
  private static final String KEY = "key";

  public GroundTruthTemplates {
    templates = List.copyOf(templates);
    keys = List.copyOf(keys);
    Set<String> known = new TreeSet<>(groupNames(name));
    known.add(STEM);
    known.add(FOLDER);
    known.add(KEY);
    templates.forEach(template -> check(template, known));
    if (!keys.isEmpty() && templates.stream().noneMatch(GroundTruthTemplates::usesKey)) {
      throw new IllegalArgumentException(
          "Ground truth keys %s without a template that has {key}: %s".formatted(keys, templates));
    }
  }

  /** Templates that need neither groups nor listed keys. */
  public static GroundTruthTemplates of(List<String> templates) {
    return new GroundTruthTemplates(templates, null, List.of(), 1);
  }

  @Override
  public SortedMap<Long, String> find(
      String relativePath, long planes, KeyFrameRule keyFrames, Predicate<String> exists) {
    if (templates.isEmpty()) {
      return Collections.emptySortedMap();
    }
    String path = RelativePaths.slashed(relativePath);
    Map<String, String> values = values(path);
    SortedMap<Long, String> found = new TreeMap<>();
    for (String template : templates) {
      if (!values.keySet().containsAll(placeholders(template, KEY))) {
        continue;
      }
      for (long plane : planesShown(template, path, planes, keyFrames)) {
        String filled = fill(template, values, plane + base);
        RelativePaths.resolve(RelativePaths.folder(path), filled)
            .filter(exists)
            .ifPresent(picture -> found.putIfAbsent(plane, picture));
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  private long[] planesShown(String template, String path, long planes, KeyFrameRule keyFrames) {
    LongStream shown;
    if (!usesKey(template)) {
      shown = LongStream.of(keyFrames.pictureKey(path, planes));
    } else if (keys.isEmpty()) {
      if (planes > KeyFrameRule.MOST) {
        throw new IllegalArgumentException(
            ("%s: template '%s' may name a picture for each of its %d planes, more than %d; check"
                    + " height and width, or list the keys")
                .formatted(path, template, planes, KeyFrameRule.MOST));
      }
      shown = LongStream.range(0, planes);
    } else {
      shown = keys.stream().mapToLong(key -> key - base);
    }
    return shown.filter(plane -> plane >= 0 && plane < planes).toArray();
  }

  private Map<String, String> values(String path) {
    String stem = RelativePaths.stem(path);
    String folder = RelativePaths.folder(path);
    Map<String, String> values = new HashMap<>();
    values.put(STEM, stem);
    if (!folder.isEmpty()) {
      values.put(FOLDER, RelativePaths.fileName(folder.substring(0, folder.length() - 1)));
    }
    Optional<Matcher> match = name == null ? Optional.empty() : name.find(stem);
    match.ifPresent(
        m ->
            groupNames(name).stream()
                .filter(group -> m.group(group) != null)
                .forEach(group -> values.put(group, m.group(group))));
    return values;
  }

  private static String fill(String template, Map<String, String> values, long key) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            m -> {
              String placeholder = m.group(1);
              return Matcher.quoteReplacement(
                  placeholder.equals(KEY) ? Long.toString(key) : values.get(placeholder));
            });
  }

  private static boolean usesKey(String template) {
    return template.contains("{" + KEY + "}");
  }

  private static Set<String> placeholders(String template, String except) {
    Set<String> names = new TreeSet<>();
    PLACEHOLDER.matcher(template).results().forEach(m -> names.add(m.group(1)));
    names.remove(except);
    return names;
  }

  private static Set<String> groupNames(PathPattern name) {
    Set<String> names = new TreeSet<>();
    if (name != null) {
      NAMED_GROUP.matcher(name.text()).results().forEach(m -> names.add(m.group(1)));
    }
    return names;
  }

  private static void check(String template, Set<String> known) {
    String rest = PLACEHOLDER.matcher(template).replaceAll("");
    boolean unbalanced = rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0;
    if (template.isBlank()
        || template.startsWith("/")
        || template.indexOf('\\') >= 0
        || unbalanced
        || !known.containsAll(placeholders(template, KEY))) {
      throw new IllegalArgumentException(
          ("Not a ground-truth template: '%s'; expected a path relative to the folder of the"
                  + " recording, separated by '/', with placeholders among %s")
              .formatted(template, known));
    }
  }
}
