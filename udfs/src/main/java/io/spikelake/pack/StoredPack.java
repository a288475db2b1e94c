package io.spikelake.pack;

import io.spikelake.variant.VariantId;
import java.nio.file.Path;

/**
 * A pack in the user's folder, of which only the manifest has been read.
 *
 * @param path its folder or zip
 * @param manifest what it says, or null if it cannot be used
 * @param id its complete id, or null if it cannot be used
 * @param bytes of the zip, or of the files in the folder
 * @param trouble why it cannot be used, or null
 */
public record StoredPack(
    Path path, PackManifest manifest, VariantId id, long bytes, String trouble) {

  static StoredPack of(Path path, PackManifest manifest, VariantId id, long bytes) {
    return new StoredPack(path, manifest, id, bytes, null);
  }

  static StoredPack unusable(Path path, long bytes, String trouble) {
    return new StoredPack(path, null, null, bytes, trouble);
  }

  public boolean usable() {
    return trouble == null;
  }

  /** The pack as one that cannot be used. */
  UnusablePack unusable() {
    return UnusablePack.named(path.getFileName().toString(), path.toString(), trouble);
  }
}
