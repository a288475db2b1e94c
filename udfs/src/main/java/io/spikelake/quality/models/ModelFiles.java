package io.spikelake.quality.models;

import io.spikelake.quality.ModelFile;
import io.spikelake.quality.ModelSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds all files of a model from what a user points at: a folder that holds them under the names
 * under which they are published, or one of them, the others being beside it.
 */
public final class ModelFiles {

  private ModelFiles() {}

  /**
   * @param slot the model that is meant
   * @param path a folder, or a file; a file of any other name is taken alone
   * @throws IOException if there is no such file, the folder lacks files, or one cannot be read;
   *     the message tells what was looked for
   */
  public static List<ModelFile> at(ModelSlot slot, Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return in(slot, path)
          .orElseThrow(
              () ->
                  new IOException(
                      "Folder %s does not hold the model of %s; expected %s"
                          .formatted(path, slot.id(), expected(slot))));
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(
          "There is no model file %s for %s; expected a file or a folder with %s"
              .formatted(path, slot.id(), expected(slot)));
    }
    Path folder = path.toAbsolutePath().getParent();
    String name = path.getFileName().toString();
    for (List<String> set : slot.fileSets()) {
      if (set.contains(name) && isComplete(folder, set)) {
        return read(folder, set);
      }
    }
    return List.of(read(path));
  }

  /** The first complete set of files in a folder. */
  static Optional<List<ModelFile>> in(ModelSlot slot, Path folder) throws IOException {
    for (List<String> set : slot.fileSets()) {
      if (isComplete(folder, set)) {
        return Optional.of(read(folder, set));
      }
    }
    return Optional.empty();
  }

  /** The names that a complete model may have, for messages. */
  public static String expected(ModelSlot slot) {
    return String.join(
        ", or ", slot.fileSets().stream().map(set -> String.join(" and ", set)).toList());
  }

  static ModelFile read(Path file) throws IOException {
    return new ModelFile(file.toString(), Files.readAllBytes(file));
  }

  private static boolean isComplete(Path folder, List<String> set) {
    return set.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  private static List<ModelFile> read(Path folder, List<String> set) throws IOException {
    List<ModelFile> files = new ArrayList<>();
    for (String name : set) {
      files.add(read(folder.resolve(name)));
    }
    return files;
  }
}
