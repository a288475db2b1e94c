package io.spikelake.pack;

import io.spikelake.files.AtomicFile;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The user's folder of model packs: each a zip, or a folder, of any name.
 *
 * <pre>
 * FOLDER/lrn_spikeclip_1.zip       as {@link #install} names it: name_release_version
 * FOLDER/my-network/pack.json ...  put there by other means
 * </pre>
 *
 * <p>A folder that does not exist is an empty store. Several processes may read while one installs.
 */
public final class PackStore {

  /** Environment variable that names the folder. */
  public static final String VARIABLE = "SPIKELAKE_PACKS";

  private final Path folder;

  public PackStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder used unless the user names one: {@link #VARIABLE}, or {@code .spikelake/packs} in
   * the home folder.
   */
  public static Path defaultFolder(Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".spikelake", "packs")
        : Path.of(named);
  }

  public Path folder() {
    return folder;
  }

  /**
   * What is in the folder, by name. Of usable packs only the manifest has been looked at: that the
   * network is intact is found out when it is read. Of two packs of one name, release and version
   * the second is unusable.
   */
  public List<StoredPack> list() throws IOException {
    List<StoredPack> packs = new ArrayList<>();
    for (Path path : entries()) {
      StoredPack pack = look(path);
      Optional<StoredPack> first = pack.usable() ? find(packs, pack.manifest()) : Optional.empty();
      packs.add(
          first
              .map(
                  known ->
                      StoredPack.unusable(
                          path,
                          pack.bytes(),
                          "%s has the name, release and version %s too; remove one of them"
                              .formatted(known.path(), known.manifest().family())))
              .orElse(pack));
    }
    return packs;
  }

  /**
   * These packs and those in the folder, each instead of one of its name, release and version. A
   * pack that cannot be used becomes one of {@link PackLibrary#unusable}.
   *
   * @param wanted names of methods and metrics; other packs are not read
   * @throws IOException if the folder cannot be read
   */
  public PackLibrary load(PackLibrary library, Predicate<String> wanted) throws IOException {
    PackLibrary all = library;
    for (StoredPack stored : list()) {
      if (!stored.usable()) {
        all = all.withUnusable(stored.unusable());
      } else if (wanted.test(stored.manifest().name())) {
        all = load(all, stored);
      }
    }
    return all;
  }

  private static PackLibrary load(PackLibrary library, StoredPack stored) {
    try {
      return library.replacing(PackFiles.at(stored.path()));
    } catch (IOException e) {
      return library.withUnusable(
          UnusablePack.of(stored.manifest(), stored.path().toString(), e.getMessage()));
    }
  }

  /**
   * Puts a pack into the folder.
   *
   * @param replace whether it may take the place of another of its name, release and version
   * @return the file
   * @throws IllegalArgumentException if it may not; nothing is changed then
   * @throws IOException if the folder cannot be written
   */
  public Path install(ModelPack pack, boolean replace) throws IOException {
    PackManifest manifest = pack.manifest();
    String separator = UnusablePack.SEPARATOR;
    Path target =
        folder.resolve(
            manifest.name()
                + separator
                + manifest.release()
                + separator
                + manifest.version()
                + ".zip");
    requirePlace(pack, target, replace);
    AtomicFile.write(
        target,
        part -> {
          try (OutputStream out = Files.newOutputStream(part)) {
            PackFiles.writeZip(pack, out);
          }
          // A disk that is full or failing is noticed before the old pack is gone.
          PackFiles.at(part);
        });
    return target;
  }

  private void requirePlace(ModelPack pack, Path target, boolean replace) throws IOException {
    Optional<StoredPack> known = find(list(), pack.manifest());
    boolean elsewhere = known.isPresent() && !known.get().path().equals(target);
    if (elsewhere) {
      throw new IllegalArgumentException(
          "%s is installed already, at %s; remove that first"
              .formatted(known.get().id(), known.get().path()));
    }
    if (Files.exists(target) && !replace) {
      throw new IllegalArgumentException(
          known.isPresent()
              ? "%s is installed already%s; give --force to replace it"
                  .formatted(
                      known.get().id(),
                      known.get().id().equals(pack.id()) ? "" : ", with other content")
              : "%s exists and is no pack; remove it, or give --force to replace it"
                  .formatted(target));
    }
  }

  private static Optional<StoredPack> find(List<StoredPack> packs, PackManifest manifest) {
    return packs.stream()
        .filter(StoredPack::usable)
        .filter(pack -> pack.manifest().family().equals(manifest.family()))
        .findFirst();
  }

  private List<Path> entries() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(PackStore::mayBePack).sorted().toList();
    }
  }

  private static boolean mayBePack(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".") && !name.endsWith(AtomicFile.PART);
  }

  private static StoredPack look(Path path) throws IOException {
    try {
      PackManifest manifest = PackFiles.manifestAt(path);
      // The id of a classifier depends on one more file, wherever that is in a zip.
      VariantId id =
          manifest.classifier() == null
              ? ModelPack.id(manifest, Map.of(), path.toString())
              : PackFiles.at(path).id();
      return StoredPack.of(path, manifest, id, bytes(path));
    } catch (IOException e) {
      return StoredPack.unusable(path, bytes(path), e.getMessage());
    }
  }

  private static long bytes(Path path) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(path, PackLayout.DEPTH)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
