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
import java.util.Set;
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

  private final Configuration conf;
  private final Map<Path, Set<String>> fileNames = new HashMap<>();
  private final Map<Path, String> texts = new HashMap<>();

  public InputFolders(Configuration conf) {
    this.conf = conf;
  }

  /**
   * Whether a file is there.
   *
   * @param root the folder that the path is relative to, see {@link InputFile#root}
   * @throws UncheckedIOException if its folder exists and cannot be listed
   */
  public boolean exists(URI root, String relativePath) {
    Path path = resolve(root, relativePath);
    return fileNames.computeIfAbsent(path.getParent(), this::list).contains(path.getName());
  }

  /**
   * The text of a UTF-8 file, or empty if it is not there.
   *
   * @param root the folder that the path is relative to, see {@link InputFile#root}
   */
  public Optional<String> text(URI root, String relativePath) throws IOException {
    if (!exists(root, relativePath)) {
      return Optional.empty();
    }
    Path path = resolve(root, relativePath);
    if (!texts.containsKey(path)) {
      try (FSDataInputStream stream = path.getFileSystem(conf).open(path)) {
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
    Path folder = new Path(root);
    String parent = folder.toUri().getPath();
    // Not new Path(folder, relativePath): that takes a name with a colon for a URI.
    return new Path(
        folder.toUri().getScheme(),
        folder.toUri().getAuthority(),
        (parent.endsWith("/") ? parent : parent + "/") + relativePath);
  }

  private Set<String> list(Path folder) {
    try {
      FileSystem fs = folder.getFileSystem(conf);
      return Arrays.stream(fs.listStatus(folder))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .collect(Collectors.toUnmodifiableSet());
    } catch (FileNotFoundException e) {
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder + ": " + e.getMessage(), e);
    }
  }
}
