package io.spikelake.pack;

import java.io.Serializable;

/**
 * A pack that the user has installed and that cannot be used.
 *
 * @param name the method or metric that it would be
 * @param release its release, empty if that is not known
 * @param location where it lies
 * @param reason why it cannot be used
 */
public record UnusablePack(String name, String release, String location, String reason)
    implements Serializable {

  /** Between name, release and version in the name of an installed pack; no word has it. */
  static final String SEPARATOR = "_";

  /** Takes its words from the name of its file, {@code name_release_version.zip}. */
  static UnusablePack named(String fileName, String location, String reason) {
    String stem =
        fileName.endsWith(".zip") ? fileName.substring(0, fileName.length() - 4) : fileName;
    String[] words = stem.split(SEPARATOR, -1);
    return new UnusablePack(words[0], words.length == 3 ? words[1] : "", location, reason);
  }

  static UnusablePack of(PackManifest manifest, String location, String reason) {
    return new UnusablePack(manifest.name(), manifest.release(), location, reason);
  }

  @Override
  public String toString() {
    return "The installed pack %s cannot be used: %s; see 'spikelake packs verify', or remove it"
        .formatted(location, reason);
  }
}
