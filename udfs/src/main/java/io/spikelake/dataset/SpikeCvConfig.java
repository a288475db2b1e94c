package io.spikelake.dataset;

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
 * @param dataField {@code data_field_identifier}: folder on the way to recordings that has another
 *     name on the way to labels, or null
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
    throw new UnsupportedOperationException();
  }

  /**
   * The configuration that holds for a file: the one in its folder, else in the nearest folder
   * above it, up to the input root.
   *
   * @param relativePath the recording, relative to the input root
   */
  public static Optional<SpikeCvConfig> find(String relativePath, TextFiles files)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** The rule for pictures to compare with; empty where the labels are something else. */
  public Optional<GroundTruthRule> groundTruth() {
    return labelled && labelTypes.contains(RECONSTRUCTION)
        ? Optional.of(new GroundTruthFolder(dataField, labelField, labelSuffix))
        : Optional.empty();
  }
}
