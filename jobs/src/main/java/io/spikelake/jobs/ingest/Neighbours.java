package io.spikelake.jobs.ingest;

import io.spikelake.hadoop.InputFile;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Which files lie beside recordings. Where an input is a folder its listing answers; where it is a
 * single file or a glob the storage is asked.
 */
final class Neighbours implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Map<URI, Set<String>> listedFolders;

  private Neighbours(Map<URI, Set<String>> listedFolders) {
    this.listedFolders = listedFolders;
  }

  /**
   * @param inputs the inputs as given
   * @param files what was listed below them
   */
  static Neighbours of(List<String> inputs, List<InputFile> files, Configuration conf)
      throws IOException {
    Map<URI, Set<String>> folders = new HashMap<>();
    for (String input : inputs) {
      Path path = new Path(input);
      URI uri = path.getFileSystem(conf).makeQualified(path).toUri();
      folders.put(uri, new HashSet<>());
    }
    for (InputFile file : files) {
      Set<String> listed = folders.get(file.root());
      if (listed != null) {
        listed.add(file.relativePath());
      }
    }
    return new Neighbours(folders);
  }

  /** Whether a path relative to a root exists. */
  Predicate<String> below(URI root, Configuration conf) {
    Set<String> listed = listedFolders.get(root);
    return listed != null ? listed::contains : path -> exists(uri(root, path), conf);
  }

  /** The file at a path relative to a root. */
  static URI uri(URI root, String relativePath) {
    return new Path(new Path(root), relativePath).toUri();
  }

  private static boolean exists(URI uri, Configuration conf) {
    try {
      Path path = new Path(uri);
      return path.getFileSystem(conf).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not ask whether %s exists".formatted(uri), e);
    }
  }
}
