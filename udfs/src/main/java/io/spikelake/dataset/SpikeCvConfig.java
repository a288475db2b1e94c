package io.spikelake.dataset;

import io.spikelake.mapping.StrictMap;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The {@code config.yaml} that SpikeCV keeps in the folder of a data set, as far as it concerns
 * reconstruction. Keys that are not read are left alone: the file is SpikeCV's, not ours.
 *
 * @param filename name of the data set
 * @param width {@code spike_w}: columns of a plane
 * @param height {@code spike_h}: rows of a plane
 * @param labelled {@code is_labeled}
 * @param labelTypes {@code labeled_data_type}: what the labels are, such as 1 for reconstruction
 *     and 4 for detection
 * @param labelSuffix {@code labeled_data_suffix}: extension of the label files, or null
 * @param dataField {@code data_field_identifier}: path element of recordings that has another name
 *     on the way to labels, or null where labels lie beside recordings
 * @param labelField {@code label_field_identifier}: that other name, or null
 */
public record SpikeCvConfig(
    String filename,
    int width,
    int height,
    boolean labelled,
    List<Double> labelTypes,
    String labelSuffix,
    String dataField,
    String labelField)
    implements Serializable {

  /** Name of the file in the folder of a data set. */
  public static final String FILE_NAME = "config.yaml";

  private static final String HEIGHT = "spike_h";
  private static final String WIDTH = "spike_w";
  private static final String LABEL_FIELD = "label_field_identifier";
  private static final String SUFFIX = "labeled_data_suffix";

  /** Label type of pictures to compare reconstructions with. */
  private static final double RECONSTRUCTION = 1;

  public SpikeCvConfig {
    labelTypes = List.copyOf(labelTypes);
  }

  /** Reads a text file below the input root; empty where there is none. */
  @FunctionalInterface
  public interface TextFiles {
    Optional<String> text(String relativePath) throws IOException;
  }

  /**
   * Reads a configuration.
   *
   * @param text content of the file
   * @param source the file, for messages
   * @throws IllegalArgumentException if it is not YAML, lacks a key that is needed, or a value has
   *     the wrong type
   */
  public static SpikeCvConfig parse(String text, String source) {
    return read(StrictMap.ofYaml(text, source));
  }

  /**
   * The configuration that holds for a file: the one in its folder, else in the nearest folder
   * above it, up to the input root. A {@code config.yaml} that names neither {@code spike_w} nor
   * {@code spike_h} is some other program's and is passed over.
   *
   * @param relativePath the recording, relative to the input root
   * @throws IllegalArgumentException as {@link #parse}
   */
  public static Optional<SpikeCvConfig> find(String relativePath, TextFiles files)
      throws IOException {
    String folder = RelativePaths.folder(RelativePaths.slashed(relativePath));
    while (true) {
      String path = folder + FILE_NAME;
      Optional<String> text = files.text(path);
      if (text.isPresent()) {
        StrictMap map = StrictMap.ofYaml(text.get(), path);
        if (map.has(HEIGHT) || map.has(WIDTH)) {
          return Optional.of(read(map));
        }
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      folder = RelativePaths.folder(folder.substring(0, folder.length() - 1));
    }
  }

  private static SpikeCvConfig read(StrictMap map) {
    boolean labelled = map.flag("is_labeled").orElse(false);
    List<Double> types =
        map.list("labeled_data_type", Number.class, "a list of numbers").stream()
            .map(Number::doubleValue)
            .toList();
    boolean pictures = labelled && types.contains(RECONSTRUCTION);
    String dataField = text(map, "data_field_identifier");
    return new SpikeCvConfig(
        text(map, "filename"),
        map.requiredInteger(WIDTH, 1),
        map.requiredInteger(HEIGHT, 1),
        labelled,
        types,
        pictures ? map.requiredText(SUFFIX) : text(map, SUFFIX),
        dataField,
        pictures && dataField != null ? map.requiredText(LABEL_FIELD) : text(map, LABEL_FIELD));
  }

  /** Python's None, which SpikeCV writes as a word, and an empty text stand for nothing. */
  private static String text(StrictMap map, String key) {
    Object value = map.raw(key);
    return value == null || value.equals("") || value.equals("None")
        ? null
        : map.text(key).orElse(null);
  }

  /** The rule for pictures to compare with; empty where the labels are something else. */
  public Optional<GroundTruthRule> groundTruth() {
    return labelled && labelTypes.contains(RECONSTRUCTION)
        ? Optional.of(
            new GroundTruthReplacement(
                dataField,
                dataField == null ? null : labelField,
                labelSuffix.startsWith(".") ? labelSuffix : "." + labelSuffix))
        : Optional.empty();
  }
}
