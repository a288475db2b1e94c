package io.spikelake.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Puts a file in its place so that readers see the old one or the new one, never a part. */
public final class AtomicFile {

  /** How the name of a file ends that is not in its place yet. */
  public static final String PART = ".part";

  private AtomicFile() {}

  /** Writes or checks the file aside, before it gets its place. */
  public interface Step {
    void at(Path part) throws IOException;
  }

  /** Replaces what is at the target by these bytes. */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, part -> Files.write(part, content));
  }

  /**
   * Replaces what is at the target by what a step writes; changes nothing if the step fails.
   *
   * @param made writes the file, at the path that it is given
   */
  public static void write(Path target, Step made) throws IOException {
    // A name alone has no folder to make.
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PART);
    try {
      made.at(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
