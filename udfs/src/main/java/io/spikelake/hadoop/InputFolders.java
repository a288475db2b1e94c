package io.spikelake.hadoop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What lies beside recordings: ground truth and descriptions, looked for by name. Each folder is
 * listed once, when it is first asked about, so that a question per recording, or per plane of a
 * recording, does not become a request per question.
 */
public final class InputFolders {

  private static final int MAX_TEXT_BYTES = 1 << 20;

  private final Configuration conf;
  private final Map<Path, Map<String, Long>> fileLengths = new HashMap<>();
  private final Map<Path, String> texts = new HashMap<>();

  public InputFolders(Configuration conf) {
    this.conf = conf;
  }

  /**
   * Whether a file is there.
   *
   * @param root the folder that the path is relative to, see {@link InputFile#root}
   * @throws IllegalArgumentException if {@code ..} is in the path
   * @throws UncheckedIOException if its folder exists and cannot be listed
   */
  public boolean exists(URI root, String relativePath) {
    Path path = resolve(root, relativePath);
    return lengths(path.getParent()).containsKey(path.getName());
  }

  private Map<String, Long> lengths(Path folder) {
    return fileLengths.computeIfAbsent(folder, this::list);
  }

  /**
   * The text of a UTF-8 file, or empty if it is not there.
   *
   * @param root the folder that the path is relative to, see {@link InputFile#root}
   * @throws IllegalArgumentException if it is longer than a description can be
   */
  public Optional<String> text(URI root, String relativePath) throws IOException {
    if (!exists(root, relativePath)) {
      return Optional.empty();
    }
    Path path = resolve(root, relativePath);
    if (!texts.containsKey(path)) {
      requireShort(path);
      try (FSDataInputStream stream = OpenableFiles.of(path, conf).open(path)) {
        texts.put(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return Optional.of(texts.get(path));
  }

  /** The file at a path below a root. */
  public static URI uri(URI root, String relativePath) {
    return resolve(root, relativePath).toUri();
  }

  private static Path resolve(URI root, String relativePath) {
    if (Arrays.asList(relativePath.split("/")).contains("..")) {
      throw new IllegalArgumentException(
          "'%s' would lead out of %s; expected a path below it, without '..'"
              .formatted(relativePath, root));
    }
    Path folder = new Path(root);
    String parent = folder.toUri().getPath();
    // Not new Path(folder, relativePath): that takes a name with a colon for a URI.
    return new Path(
        folder.toUri().getScheme(),
        folder.toUri().getAuthority(),
        (parent.endsWith("/") ? parent : parent + "/") + relativePath);
  }

  private void requireShort(Path path) {
    long length = lengths(path.getParent()).get(path.getName());
    if (length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "%s has %d bytes; a description has at most %d".formatted(path, length, MAX_TEXT_BYTES));
    }
  }

  private Map<String, Long> list(Path folder) {
    try {
      FileSystem fs = folder.getFileSystem(conf);
      return Arrays.stream(fs.listStatus(folder))
          .filter(FileStatus::isFile)
          .collect(
              Collectors.toUnmodifiableMap(
                  status -> status.getPath().getName(), FileStatus::getLen));
    } catch (FileNotFoundException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder + ": " + e.getMessage(), e);
    }
  }
}
