package io.spikelake.jobs.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The presets that are shipped. */
public final class Protocols {

  /** Every YAML file beside this class. */
  private static final List<String> NAMES =
      List.of(
          "spikeclip-table1",
          "spk2imgnet-real",
          "spk2imgnet-spike40",
          "stir-sreds",
          "spikezoo-v0.2.3",
          "swinsf-reds",
          "swinsf-x4k",
          "swinsf-classa");

  private Protocols() {}

  /** Names of the presets, in the order in which they are to be listed. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A preset.
   *
   * @throws IllegalArgumentException if none has that name; the message lists what there is
   */
  public static Protocol load(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "No protocol '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
    }
    String resource = name + ".yaml";
    try (InputStream in = Protocols.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The build left out " + resource);
      }
      return ProtocolYaml.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }
}
