package io.spikelake.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** The data sets that are shipped, and how to describe others. */
public final class DatasetCatalogue {

  private static final PathPattern RECORDINGS = PathPattern.glob("**/*.{dat,npz,npy}");
  private static final GroundTruthRule SIBLINGS =
      GroundTruthTemplates.of(List.of("{stem}.png", "gt/{stem}.png", "../gt/{stem}.png"));

  /** Every file of conf/datasets; the build copies them beside this class. */
  private static final List<String> NAMES =
      List.of(
          "classA",
          "mom-vidar-real",
          "mot-vidar-real",
          "pku-spike-high-speed",
          "rec-vidar-real",
          "spike-reds",
          "spike-x4k",
          "spike40",
          "sreds",
          "u-caltech",
          "u-cifar",
          "uhsr");

  private DatasetCatalogue() {}

  /** Names of the shipped data sets, in alphabetical order. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A shipped data set.
   *
   * @throws IllegalArgumentException if none has that name; the message lists what there is
   */
  public static DatasetSpec load(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "No data set '%s' is shipped; there are %s; describe another one in a file and give it with --dataset-file"
              .formatted(name, String.join(", ", NAMES)));
    }
    String resource = "catalogue/" + name + ".yaml";
    try (InputStream in = DatasetCatalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The build left out " + resource);
      }
      return DatasetYaml.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }

  /**
   * A data set described in a YAML file, see {@code conf/datasets/README.md}.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it does not describe a data set; the message names file,
   *     key, value and what was expected
   */
  public static DatasetSpec read(Path file) throws IOException {
    return DatasetYaml.parse(
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
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
