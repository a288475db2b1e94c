package io.spikelake.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** The data sets that are shipped, and how to describe others. */
public final class DatasetCatalogue {

  private static final PathPattern RECORDINGS = PathPattern.glob("**/*.{dat,npz,npy}");
  private static final GroundTruthRule SIBLINGS =
      GroundTruthTemplates.of(List.of("{stem}.png", "gt/{stem}.png", "../gt/{stem}.png"));

  private DatasetCatalogue() {}

  /** Names of the shipped data sets, in alphabetical order. */
  public static List<String> names() {
    throw new UnsupportedOperationException();
  }

  /**
   * A shipped data set.
   *
   * @throws IllegalArgumentException if none has that name; the message lists what there is
   */
  public static DatasetSpec load(String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * A data set described in a YAML file, see {@code conf/datasets/README.md}.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it does not describe a data set; the message names file,
   *     key, value and what was expected
   */
  public static DatasetSpec read(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * A data set that nothing is known of but what a user says: every {@code .dat}, {@code .npz} and
   * {@code .npy} file at any depth is a recording, its middle frame is the key frame, and ground
   * truth is the {@code .png} of the same stem beside it, in a folder {@code gt} beside it, or in a
   * folder {@code gt} beside its folder.
   */
  public static DatasetSpec adHoc(String name, DatasetOverrides overrides) {
    DatasetEntry everything =
        new DatasetEntry(
            List.of(RECORDINGS),
            SplitRule.NONE,
            null,
            RecordingSpec.UNKNOWN.withGroundTruth(SIBLINGS));
    return new DatasetSpec(
            name,
            "Recordings of " + name,
            null,
            null,
            null,
            null,
            List.of(everything),
            new TreeMap<>(),
            null)
        .withOverrides(overrides);
  }
}
