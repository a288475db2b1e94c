package io.spikelake.dataset;

import io.spikelake.spike.SpikeHeader;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Where the label of a recording comes from. */
public sealed interface LabelRule extends Serializable {

  /** Recordings have no label. */
  LabelRule NONE = new None();

  /**
   * The label of a recording.
   *
   * @param relativePath the recording, relative to the input root
   * @param header what its file says
   * @param classNames the names of classes by number, as far as the data set tells them; a number
   *     that has a name here gets this name, a name that stands here gets its number
   */
  Optional<Label> label(
      String relativePath, SpikeHeader header, SortedMap<Integer, String> classNames);

  /** {@link LabelRule#NONE}. */
  record None() implements LabelRule {
    @Override
    public Optional<Label> label(
        String relativePath, SpikeHeader header, SortedMap<Integer, String> classNames) {
      return Optional.empty();
    }
  }

  /**
   * The label in the recording's own file.
   *
   * @param name searched in the name that the file has for the label; its first group is the name
   *     of the class; a name that does not fit is taken as it is; null takes every name as it is
   */
  record FromFile(PathPattern name) implements LabelRule {

    public FromFile {
      if (name != null) {
        requireGroup(name);
      }
    }

    @Override
    public Optional<Label> label(
        String relativePath, SpikeHeader header, SortedMap<Integer, String> classNames) {
      if (header.label().isEmpty() && header.labelName().isEmpty()) {
        return Optional.empty();
      }
      Long number = header.label().isPresent() ? header.label().getAsLong() : null;
      String known =
          number == null || number != number.intValue() ? null : classNames.get(number.intValue());
      String inFile = header.labelName().map(this::className).orElse(null);
      return Optional.of(new Label(number, known != null ? known : inFile));
    }

    private String className(String labelName) {
      return Optional.ofNullable(name)
          .flatMap(pattern -> pattern.find(labelName))
          .map(match -> match.group(1))
          .orElse(labelName);
    }
  }

  /**
   * A part of the path, such as the folder of a class.
   *
   * @param pattern searched in the path; its first group is the name of the class
   */
  record FromPath(PathPattern pattern) implements LabelRule {

    public FromPath {
      requireGroup(pattern);
    }

    @Override
    public Optional<Label> label(
        String relativePath, SpikeHeader header, SortedMap<Integer, String> classNames) {
      return pattern
          .find(RelativePaths.canonical(relativePath))
          .map(match -> match.group(1))
          .map(name -> new Label(numberOf(name, classNames), name));
    }

    private static Long numberOf(String name, SortedMap<Integer, String> classNames) {
      return classNames.entrySet().stream()
          .filter(entry -> entry.getValue().equals(name))
          .map(Map.Entry::getKey)
          .map(Integer::longValue)
          .findFirst()
          .orElse(null);
    }
  }

  private static void requireGroup(PathPattern pattern) {
    if (pattern.groups() < 1) {
      throw new IllegalArgumentException(
          "'%s' has no group; expected one around the name of the class".formatted(pattern));
    }
  }
}
