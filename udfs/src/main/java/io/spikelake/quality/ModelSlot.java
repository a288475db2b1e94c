package io.spikelake.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The places for trained models, each named after the metric variant that uses it. To add one, add
 * a constant.
 */
public enum ModelSlot {
  /** The LIVE release of NIQE; refuses any other numbers. */
  NIQE_LIVE(
      "niqe/live",
      PristineModel::readLive,
      List.of(
          List.of("niqe_image_params.mat"),
          List.of("modelparameters.mat"),
          List.of("niqe_mu.csv", "niqe_cov.csv"))),
  /** A pristine model that the user fitted. */
  NIQE_OWN("niqe/own", PristineModel::read, List.of(List.of("model.txt"))),
  /** The pristine model that comes with SpikeLake. */
  NIQE_SPIKELAKE("niqe/spikelake", PristineModel::read, "niqe-spikelake-2.txt"),
  /** The LIVE release of BRISQUE; refuses any other numbers. */
  BRISQUE_LIVE(
      "brisque/live",
      BrisqueModel::readLive,
      List.of(
          List.of("allmodel", "allrange"),
          List.of("allmodel", "feature_ranges.csv"),
          List.of("support_vectors.csv", "allrange"),
          List.of("support_vectors.csv", "feature_ranges.csv"))),
  /** The model that OpenCV ships. */
  BRISQUE_OPENCV(
      "brisque/opencv",
      BrisqueModel::readOpenCv,
      "opencv/brisque_model_live.yml",
      "opencv/brisque_range_live.yml");

  /** Reads a model; the format is recognised by the content. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param files all files of the model, in any order
     * @throws IllegalArgumentException if they are not a model for the slot
     */
    QualityModel read(List<ModelFile> files);
  }

  private final String id;
  private final Reader reader;
  private final List<List<String>> fileSets;
  private final List<String> resources;
  private QualityModel bundled;

  /**
   * A model that the user must bring.
   *
   * @param fileSets the names that its files have where they are published, each set complete
   */
  ModelSlot(String id, Reader reader, List<List<String>> fileSets) {
    this.id = id;
    this.reader = reader;
    this.fileSets = fileSets;
    this.resources = List.of();
  }

  /**
   * A model that comes with SpikeLake.
   *
   * @param resources its files, relative to this class
   */
  ModelSlot(String id, Reader reader, String... resources) {
    this.id = id;
    this.reader = reader;
    this.fileSets = List.of();
    this.resources = List.of(resources);
  }

  /** Name and variant of the metric, such as {@code niqe/live}. */
  public String id() {
    return id;
  }

  /** Whether the model comes with SpikeLake and cannot be replaced. */
  public boolean isBundled() {
    return !resources.isEmpty();
  }

  /**
   * The names of the files that make up a model, as alternatives: each set is a complete model.
   * Empty where the model comes with SpikeLake.
   */
  public List<List<String>> fileSets() {
    return fileSets;
  }

  /**
   * The slot for which a model can be given, by its id.
   *
   * @throws IllegalArgumentException if there is no such slot or its model cannot be replaced
   */
  public static ModelSlot configurable(String id) {
    return Arrays.stream(values())
        .filter(slot -> slot.id.equals(id) && !slot.isBundled())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No model can be given for '%s'; models can be given for %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .filter(slot -> !slot.isBundled())
                                .map(ModelSlot::id)
                                .collect(Collectors.joining(", ")))));
  }

  QualityModel read(List<ModelFile> files) {
    return reader.read(files);
  }

  /** The model that comes with SpikeLake, read once. */
  synchronized Optional<QualityModel> bundled() {
    if (bundled == null && isBundled()) {
      bundled = read(resources.stream().map(this::resource).toList());
    }
    return Optional.ofNullable(bundled);
  }

  private ModelFile resource(String name) {
    try (InputStream in = ModelSlot.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The model of %s is missing from the program: %s".formatted(id, name));
      }
      return new ModelFile(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model of " + id, e);
    }
  }
}
