package io.spikelake.dataset;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A data set: which files below an input root are its recordings, and what is known of them. The
 * file form is described in {@code conf/datasets/README.md}.
 *
 * @param name part of the identity of its recordings; lower-case words, or as its authors spell it
 * @param title one line for people
 * @param citation the publication to cite, or null
 * @param homepage where it is told about, or null
 * @param licence the terms of the recordings, or null where not known
 * @param notes what a user should know, or null
 * @param entries the first whose glob matches a path holds for it
 * @param classNames names of classes by number, as far as known; unmodifiable
 * @param expectedFiles recordings in the whole data set, or null where not known; for reports,
 *     nothing is refused for it
 */
public record DatasetSpec(
    String name,
    String title,
    String citation,
    String homepage,
    String licence,
    String notes,
    List<DatasetEntry> entries,
    SortedMap<Integer, String> classNames,
    Long expectedFiles)
    implements Serializable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([._-][A-Za-z0-9]+)*+");

  public DatasetSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a name for a data set; expected letters and digits, joined by '-', '_' or '.'"
              .formatted(name));
    }
    entries = List.copyOf(entries);
    classNames = Collections.unmodifiableSortedMap(new TreeMap<>(classNames));
  }

  /**
   * What is known of a file.
   *
   * @param relativePath path relative to the input root
   * @return empty if it is no recording of this data set
   * @throws IllegalArgumentException if the path is absolute, empty or contains {@code ..}
   */
  public Optional<RecordingSpec> match(String relativePath) {
    return entries.stream()
        .map(entry -> entry.match(relativePath))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * The same data set with what a user gave in place of what it says, for every entry.
   *
   * @throws IllegalArgumentException if the result is no usable layout, such as a height without a
   *     width, or a crop that lies outside of the new planes
   */
  public DatasetSpec withOverrides(DatasetOverrides overrides) {
    return new DatasetSpec(
        name,
        title,
        citation,
        homepage,
        licence,
        notes,
        entries.stream().map(entry -> entry.withOverrides(overrides)).toList(),
        classNames,
        expectedFiles);
  }
}
