package io.spikelake.quality.models;

import io.spikelake.files.AtomicFile;
import io.spikelake.files.Download;
import io.spikelake.files.Sha256;
import io.spikelake.quality.ModelFile;
import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.QualityModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user's folder of trained models, from which metrics take what does not come with SpikeLake.
 *
 * <pre>
 * FOLDER/niqe/live/niqe_image_params.mat
 * FOLDER/niqe/live/niqe_image_params.mat.sha256     digest at installation, as sha256sum writes it
 * FOLDER/brisque/live/allmodel
 * FOLDER/brisque/live/feature_ranges.csv
 * </pre>
 *
 * <p>A folder that does not exist is an empty store. Several processes may read while one installs.
 */
public final class ModelStore {

  /** Environment variable that names the folder. */
  public static final String VARIABLE = "SPIKELAKE_MODELS";

  private static final String DIGEST_SUFFIX = ".sha256";

  /** Two hundred times the largest model there is. */
  private static final int MAX_BYTES = 1 << 27;

  private final Path folder;

  public ModelStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder used unless the user names one: {@link #VARIABLE}, or {@code .spikelake/models} in
   * the home folder.
   */
  public static Path defaultFolder(Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".spikelake", "models")
        : Path.of(named);
  }

  public Path folder() {
    return folder;
  }

  /**
   * These models and every complete one in the folder.
   *
   * @throws IOException if a file cannot be read, or is not what its place says; the message tells
   *     how to find out and repair
   */
  public QualityModels load(QualityModels models) throws IOException {
    QualityModels all = models;
    for (ModelSlot slot : slots()) {
      Optional<List<ModelFile>> files = ModelFiles.in(slot, folder(slot));
      if (files.isPresent()) {
        try {
          all = all.with(slot.id(), files.get());
        } catch (IllegalArgumentException e) {
          throw new IOException(
              "The installed model of %s is unusable: %s; see 'spikelake models verify', or remove %s"
                  .formatted(slot.id(), e.getMessage(), folder(slot)),
              e);
        }
      }
    }
    return all;
  }

  /**
   * Installs a file, replacing the one of that name.
   *
   * @param location a path, or a file, http or https URL
   * @param slotId the model that it belongs to; null if it is a {@link KnownModelFile}
   * @param expectedSha256 what its digest must be; null if it is a {@link KnownModelFile}
   * @throws IllegalArgumentException if the digest differs, a file that is not known lacks slot or
   *     digest, or the content is not a model for the slot; nothing is changed then
   * @throws IOException if the location cannot be read or the folder not be written
   */
  public InstalledFile install(String location, String slotId, String expectedSha256)
      throws IOException {
    String expected = expectedSha256 == null ? null : Sha256.parse(expectedSha256);
    byte[] content = Download.read(location, MAX_BYTES);
    String digest = Sha256.of(content);
    if (expected != null && !expected.equals(digest)) {
      throw new IllegalArgumentException(
          "%s has SHA-256 %s, expected %s; not installed".formatted(location, digest, expected));
    }
    Optional<KnownModelFile> known = KnownModelFile.find(digest);
    if (known.isEmpty() && (expected == null || slotId == null)) {
      throw new IllegalArgumentException(
          "%s (SHA-256 %s) is not a known model file; if you trust it, give --slot and --sha256"
              .formatted(location, digest));
    }
    ModelSlot slot = slotId == null ? known.get().slot() : ModelSlot.configurable(slotId);
    String name =
        known
            .filter(file -> file.slot() == slot)
            .map(KnownModelFile::fileName)
            .orElseGet(() -> nameIn(slot, location));
    Path target = folder(slot).resolve(name);
    requireUsable(slot, target, content, location);
    AtomicFile.write(target, content);
    AtomicFile.write(
        digestFile(target), (digest + "  " + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return new InstalledFile(slot, target, digest, digest);
  }

  /** Every file in the folder that has the name of a model file, with its digest now. */
  public List<InstalledFile> files() throws IOException {
    List<InstalledFile> files = new ArrayList<>();
    for (ModelSlot slot : slots()) {
      for (String name : names(slot)) {
        Path path = folder(slot).resolve(name);
        if (Files.isRegularFile(path)) {
          String digest = Sha256.of(Files.readAllBytes(path));
          files.add(new InstalledFile(slot, path, digest, recorded(path)));
        }
      }
    }
    return files;
  }

  /** Whether the model of a slot can be used. */
  public ModelStatus status(ModelSlot slot) throws IOException {
    if (slot.isBundled()) {
      return ModelStatus.BUNDLED;
    }
    List<InstalledFile> files = files().stream().filter(file -> file.slot() == slot).toList();
    if (files.stream().anyMatch(file -> file.state() == InstalledFile.State.CHANGED)) {
      return ModelStatus.CHANGED;
    }
    if (ModelFiles.in(slot, folder(slot)).isPresent()) {
      return ModelStatus.INSTALLED;
    }
    return files.isEmpty() ? ModelStatus.ABSENT : ModelStatus.INCOMPLETE;
  }

  /** The slots for which a model can be installed. */
  private static List<ModelSlot> slots() {
    return Stream.of(ModelSlot.values()).filter(slot -> !slot.isBundled()).toList();
  }

  private Path folder(ModelSlot slot) {
    return folder.resolve(slot.id());
  }

  private static TreeSet<String> names(ModelSlot slot) {
    return slot.fileSets().stream()
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A slot with one name only gives that name to whatever file is installed. */
  private static String nameIn(ModelSlot slot, String location) {
    TreeSet<String> names = names(slot);
    String name = names.size() == 1 ? names.first() : Download.fileName(location);
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "A file for %s must have one of the names %s, not '%s'; rename it"
              .formatted(slot.id(), names, name));
    }
    return name;
  }

  /** Reads the model as it will be; an incomplete one can only be judged when it is complete. */
  private static void requireUsable(ModelSlot slot, Path target, byte[] content, String location)
      throws IOException {
    String name = target.getFileName().toString();
    for (List<String> set : slot.fileSets()) {
      List<ModelFile> files = new ArrayList<>();
      for (String member : set) {
        Path path = target.resolveSibling(member);
        if (member.equals(name)) {
          files.add(new ModelFile(location, content));
        } else if (Files.isRegularFile(path)) {
          files.add(ModelFiles.read(path));
        }
      }
      if (set.contains(name) && files.size() == set.size()) {
        QualityModels.bundled().with(slot.id(), files);
      }
    }
  }

  private static String recorded(Path file) throws IOException {
    Path digestFile = digestFile(file);
    if (!Files.isRegularFile(digestFile)) {
      return "";
    }
    return Files.readString(digestFile, StandardCharsets.ISO_8859_1).split("\\s", 2)[0];
  }

  private static Path digestFile(Path file) {
    return file.resolveSibling(file.getFileName() + DIGEST_SUFFIX);
  }
}
