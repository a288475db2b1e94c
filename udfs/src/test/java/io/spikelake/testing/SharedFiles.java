package io.spikelake.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference recordings, goldens and calibration images, which lie beside the project and are not
 * part of it. A test that asks for one is skipped, with a message, where the folder is absent.
 */
public final class SharedFiles {

  private SharedFiles() {}

  /** The project's root folder. */
  public static Path projectRoot() {
    String root = System.getProperty("spikelake.root");
    return root == null ? Path.of("").toAbsolutePath().getParent() : Path.of(root);
  }

  /**
   * A file or folder of the shared reference material.
   *
   * @param relative path below {@code ../shared}, such as {@code spikes/data.dat}
   */
  public static Path require(String relative) {
    Path path = projectRoot().resolveSibling("shared").resolve(relative).normalize();
    Assumptions.assumeTrue(
        Files.exists(path), () -> "Skipped: needs ../shared/" + relative + " beside the project");
    return path;
  }
}
