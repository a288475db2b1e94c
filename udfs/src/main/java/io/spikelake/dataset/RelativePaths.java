package io.spikelake.dataset;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths relative to the input root, as text: elements separated by {@code /}, no root. */
final class RelativePaths {

  private RelativePaths() {}

  /**
   * One spelling per path: {@code /} between elements, no {@code .} and no empty elements. A
   * backslash is a separator, so that a tree listed on Windows has the same paths.
   *
   * @throws IllegalArgumentException if nothing is left, or the path is absolute or leads out of
   *     the root
   */
  static String slashed(String path) {
    StringBuilder clean = new StringBuilder(path.length());
    String text = path.replace('\\', '/');
    for (String element : text.split("/", -1)) {
      if (element.equals("..")) {
        throw notRelative(path);
      }
      if (!element.isEmpty() && !element.equals(".")) {
        clean.append(clean.length() == 0 ? "" : "/").append(element);
      }
    }
    if (clean.length() == 0 || text.startsWith("/")) {
      throw notRelative(path);
    }
    return clean.toString();
  }

  /**
   * The spelling that identity and patterns see: {@link #slashed} in Unicode normal form C, because
   * one file system stores an accent as a part of the letter and the next as a letter of its own.
   */
  static String canonical(String path) {
    return Normalizer.normalize(slashed(path), Normalizer.Form.NFC);
  }

  /** The folder of a slashed path with a {@code /} at its end, or nothing for the root. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The last element of a slashed path. */
  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The last element of a slashed path without its last extension. */
  static String stem(String path) {
    String name = fileName(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /**
   * Goes from a folder along a path that may contain {@code ..}; empty where it leaves the root.
   */
  static Optional<String> resolve(String folder, String relative) {
    Deque<String> elements = new ArrayDeque<>();
    for (String element : (folder + relative).split("/", -1)) {
      if (element.equals("..")) {
        if (elements.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!element.isEmpty() && !element.equals(".")) {
        elements.addLast(element);
      }
    }
    return Optional.of(String.join("/", elements));
  }

  private static IllegalArgumentException notRelative(String path) {
    return new IllegalArgumentException(
        "Not a path below the input root: '%s'; expected elements separated by '/', without '..'"
            .formatted(path));
  }
}
