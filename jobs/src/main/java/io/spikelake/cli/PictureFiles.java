package io.spikelake.cli;

import io.spikelake.dataset.PathPattern;
import io.spikelake.image.Pictures;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The local picture files that a user means by a file, a folder or a glob.
 *
 * <p>A folder means the PNG, BMP and JPEG files in it, not in folders below. A glob, as {@link
 * PathPattern#glob} has it, means every file that it matches, also behind symbolic links. What
 * exists as it is written is no glob.
 */
final class PictureFiles {

  private static final Pattern GLOB_CHARACTER = Pattern.compile("[*?\\[{]");

  private PictureFiles() {}

  /**
   * The files behind several names, each once, in the order of their paths.
   *
   * @param option the option that the names are from, for messages
   * @throws IllegalArgumentException if there is no picture behind one of the names
   */
  static List<Path> find(List<String> names, String option) throws IOException {
    TreeSet<Path> all = new TreeSet<>();
    for (String name : names) {
      List<Path> found = find(name);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "%s '%s' matches no picture; expected a file, a folder of PNG, BMP or JPEG files, or a"
                    .formatted(option, name)
                + " glob in quotes such as 'frames/*.png'");
      }
      all.addAll(found);
    }
    return List.copyOf(all);
  }

  private static List<Path> find(String name) throws IOException {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      return Pictures.inFolder(path);
    }
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    Matcher glob = GLOB_CHARACTER.matcher(name);
    return glob.find() ? byGlob(name, name.lastIndexOf('/', glob.start()) + 1) : List.of();
  }

  /** Walks from the folder that the name has before its glob, no deeper than the glob reaches. */
  private static List<Path> byGlob(String name, int globStart) throws IOException {
    Path folder = Path.of(name.substring(0, globStart));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    String glob = name.substring(globStart);
    PathPattern wanted = PathPattern.glob(glob);
    int depth = glob.contains("**") ? Integer.MAX_VALUE : glob.split("/").length;
    try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> wanted.matches(relative(folder, file)))
          .filter(Files::isRegularFile)
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(File.separatorChar, '/');
  }
}
