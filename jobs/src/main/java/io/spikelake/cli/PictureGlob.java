package io.spikelake.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Local picture files that a user names: a file; a folder, meaning the PNG, BMP and JPEG files
 * directly in it; or a glob with {@code *}, {@code ?}, {@code [...]}, <code>{a,b}</code>, and
 * {@code **} for any number of folders, none included. Folders behind symbolic links are followed.
 */
final class PictureGlob {

  private static final List<String> ENDINGS = List.of(".png", ".bmp", ".jpg", ".jpeg");

  private PictureGlob() {}

  /**
   * The files behind several names, each once, in the order of their paths.
   *
   * @param option the option that the names are from, for messages
   * @throws IllegalArgumentException if a name matches nothing
   */
  static List<Path> expand(List<String> names, String option) throws IOException {
    TreeSet<Path> all = new TreeSet<>();
    for (String name : names) {
      List<Path> files = expand(name);
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            "%s '%s' matches no picture; expected a file, a folder or a glob such as 'frames/*.png'"
                .formatted(option, name));
      }
      all.addAll(files);
    }
    return List.copyOf(all);
  }

  private static List<Path> expand(String name) throws IOException {
    if (!isGlob(name) || exists(name)) {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        return walk(path, 1, PictureGlob::hasPictureEnding);
      }
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    int slash = name.lastIndexOf('/', firstGlobCharacter(name));
    String folder = slash < 0 ? "" : name.substring(0, Math.max(slash, 1));
    String pattern = name.substring(slash + 1);
    PathMatcher matcher = matcher(pattern);
    // "**/" of the JDK takes at least one folder.
    PathMatcher shallow = matcher(pattern.replace("**/", ""));
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/").length;
    Path base = Path.of(folder);
    return walk(
        base,
        depth,
        file -> {
          Path relative = folder.isEmpty() ? file : base.relativize(file);
          return matcher.matches(relative) || shallow.matches(relative);
        });
  }

  private static List<Path> walk(Path folder, int depth, java.util.function.Predicate<Path> wanted)
      throws IOException {
    Path start = folder.toString().isEmpty() ? Path.of(".") : folder;
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start, depth, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.toString().isEmpty() ? start.relativize(file) : file)
          .filter(wanted)
          .toList();
    }
  }

  private static boolean hasPictureEnding(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** A file may have a name that looks like a glob. */
  private static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isGlob(String name) {
    return firstGlobCharacter(name) >= 0;
  }

  private static int firstGlobCharacter(String name) {
    for (int i = 0; i < name.length(); i++) {
      if ("*?[{".indexOf(name.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }
}
