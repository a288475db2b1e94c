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
  NIQE_LIVE("niqe/live", PristineModel::readLive),
  /** A pristine model that the user fitted. */
  NIQE_OWN("niqe/own", PristineModel::read),
  /** The pristine model that comes with SpikeLake. */
  NIQE_SPIKELAKE("niqe/spikelake", PristineModel::read, "niqe-spikelake-1.txt"),
  /** The LIVE release of BRISQUE; refuses any other numbers. */
  BRISQUE_LIVE("brisque/live", BrisqueModel::readLive),
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
  private final List<String> resources;
  private QualityModel bundled;

  /**
   * @param resources the files of the model that comes with SpikeLake, relative to this class; none
   *     where the user must bring one
   */
  ModelSlot(String id, Reader reader, String... resources) {
    this.id = id;
    this.reader = reader;
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
   * @throws IllegalArgumentException if there is no such slot or its model cannot be replaced
   */
  static ModelSlot configurable(String id) {
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
