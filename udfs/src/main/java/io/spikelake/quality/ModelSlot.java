package io.spikelake.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The places for trained models, each named after the metric variant that uses it. To add one, add
 * a constant.
 */
public enum ModelSlot {
  /** The LIVE release of NIQE; refuses any other numbers. */
  NIQE_LIVE("niqe/live", PristineModel::readLive, null),
  /** A pristine model that the user fitted. */
  NIQE_OWN("niqe/own", PristineModel::read, null),
  /** The pristine model that comes with SpikeLake. */
  NIQE_SPIKELAKE("niqe/spikelake", PristineModel::read, "niqe-spikelake-1.txt");

  /** Reads a model; the format is recognised by the content. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param sourceName where the content is from, for messages
     * @throws IllegalArgumentException if the content is not a model for the slot
     */
    QualityModel read(byte[] content, String sourceName);
  }

  private final String id;
  private final Reader reader;
  private final String resource;
  private QualityModel bundled;

  /**
   * @param resource the model that comes with SpikeLake, a file beside this class; null where the
   *     user must bring one
   */
  ModelSlot(String id, Reader reader, String resource) {
    this.id = id;
    this.reader = reader;
    this.resource = resource;
  }

  /** Name and variant of the metric, such as {@code niqe/live}. */
  public String id() {
    return id;
  }

  /** Whether the model comes with SpikeLake and cannot be replaced. */
  public boolean isBundled() {
    return resource != null;
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

  QualityModel read(byte[] content, String sourceName) {
    return reader.read(content, sourceName);
  }

  /** The model that comes with SpikeLake, read once. */
  synchronized Optional<QualityModel> bundled() {
    if (bundled == null && isBundled()) {
      bundled = read(resourceBytes(), resource);
    }
    return Optional.ofNullable(bundled);
  }

  private byte[] resourceBytes() {
    try (InputStream in = ModelSlot.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "The model of %s is missing from the program: %s".formatted(id, resource));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model of " + id, e);
    }
  }
}
