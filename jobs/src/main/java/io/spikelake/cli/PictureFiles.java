package io.spikelake.cli;

import io.spikelake.dataset.PathPattern;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The local picture files that a user means by a file, a folder or a glob, in the order of their
 * file names, then of their paths.
 *
 * <p>A folder means the PNG, BMP and JPEG files in it, not in folders below. A glob, as {@link
 * PathPattern#glob} has it, means every file that it matches. What exists as it is written is no
 * glob.
 */
final class PictureFiles {

  private static final List<String> SUFFIXES = List.of(".png", ".bmp", ".jpg", ".jpeg");
  private static final Pattern GLOB_CHARACTER = Pattern.compile("[*?\\[{]");

  private PictureFiles() {}

  /**
   * @throws IllegalArgumentException if there is no such picture
   */
  static List<Path> matching(String pattern) throws IOException {
    List<Path> found = find(pattern);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "No picture matches '%s'; give a picture, a folder of PNG, BMP or JPEG files, or a glob in quotes"
              .formatted(pattern));
    }
    return found.stream()
        .sorted(
            Comparator.comparing((Path file) -> file.getFileName().toString())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static List<Path> find(String pattern) throws IOException {
    Path path = Path.of(pattern);
    if (Files.isDirectory(path)) {
      return inFolder(path);
    }
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    Matcher glob = GLOB_CHARACTER.matcher(pattern);
    return glob.find() ? byGlob(pattern, pattern.lastIndexOf('/', glob.start()) + 1) : List.of();
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(PictureFiles::isPicture).filter(Files::isRegularFile).toList();
    }
  }

  /** Walks from the folder that the pattern names without a glob, no deeper than it reaches. */
  private static List<Path> byGlob(String pattern, int globStart) throws IOException {
    Path folder = Path.of(pattern.substring(0, globStart));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    String glob = pattern.substring(globStart);
    PathPattern wanted = PathPattern.glob(glob);
    int depth = glob.contains("**") ? Integer.MAX_VALUE : glob.split("/").length;
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> wanted.matches(relative(folder, file)))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }
}
