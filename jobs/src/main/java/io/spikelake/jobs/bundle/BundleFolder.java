package io.spikelake.jobs.bundle;

import io.spikelake.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of files with their checksums, and as one zip. */
final class BundleFolder {

  static final String SUMS = "SHA256SUMS";

  /** The first that a zip can say. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private BundleFolder() {}

  /** Writes the checksums of some files of a folder into it, as {@code sha256sum} does. */
  static void seal(Path folder, List<Path> files) throws IOException {
    StringBuilder sums = new StringBuilder();
    for (Path file : files) {
      sums.append(sha256(file)).append("  ").append(name(folder, file)).append('\n');
    }
    Files.writeString(folder.resolve(SUMS), sums);
  }

  /** All files below a folder, sorted by name. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
          .toList();
    }
  }

  /** Packs all files below a folder, without a time. */
  static void zip(Path folder, Path target) throws IOException {
    AtomicFile.write(
        target,
        part -> {
          try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
            for (Path file : files(folder)) {
              ZipEntry entry = new ZipEntry(name(folder, file));
              entry.setTimeLocal(NO_TIME);
              zip.putNextEntry(entry);
              Files.copy(file, zip);
              zip.closeEntry();
            }
          }
        });
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
