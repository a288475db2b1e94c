package io.spikelake.dataset;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The recordings of a data set that have one set of properties in common.
 *
 * @param globs over the path relative to the input root; one that matches is enough
 * @param split which part of the data set they belong to
 * @param expectedFiles how many the publication tells, or null; for reports, nothing is refused for
 *     it
 * @param recording their properties, those of the data set as a whole included; its split is null
 */
public record DatasetEntry(
    List<PathPattern> globs, SplitRule split, Long expectedFiles, RecordingSpec recording)
    implements Serializable {

  public DatasetEntry {
    globs = List.copyOf(globs);
    if (globs.isEmpty()) {
      throw new IllegalArgumentException("An entry of a data set needs at least one glob");
    }
  }

  /** The properties of a recording, or empty if no glob matches its path. */
  public Optional<RecordingSpec> match(String relativePath) {
    String path = RelativePaths.canonical(relativePath);
    return globs.stream().anyMatch(glob -> glob.matches(path))
        ? Optional.of(recording.withSplit(split.split(path).orElse(null)))
        : Optional.empty();
  }

  DatasetEntry withOverrides(DatasetOverrides overrides) {
    return new DatasetEntry(globs, split, expectedFiles, recording.withOverrides(overrides));
  }
}
