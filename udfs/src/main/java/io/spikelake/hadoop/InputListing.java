package io.spikelake.hadoop;

import io.spikelake.secrets.Locations;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files below some inputs, each a file, a folder or a glob on any Hadoop file system.
 *
 * <p>Files and folders whose name starts with {@code _} or {@code .} are skipped, unless an input
 * names them without a glob. A name that contains glob characters and exists as it is, is taken as
 * it is. A file below two inputs is listed once, for the input that comes first. The result is in
 * the order of the URIs, whatever the order of the inputs. Links on a disk of this machine are
 * followed, but not round in circles; one that leads nowhere is listed as a file without bytes.
 */
public final class InputListing {

  private static final String GLOB_CHARACTERS = "*?[]{}\\";

  private final List<String> inputs;
  private final String pathGlobFilter;
  private final boolean recursive;

  private InputListing(List<String> inputs, String pathGlobFilter, boolean recursive) {
    this.inputs = List.copyOf(inputs);
    this.pathGlobFilter = pathGlobFilter;
    this.recursive = recursive;
  }

  /** Everything below the inputs, at any depth. */
  public static InputListing of(Collection<String> inputs) {
    return new InputListing(List.copyOf(inputs), null, true);
  }

  /**
   * Only files whose name matches a glob, as Spark's option {@code pathGlobFilter}.
   *
   * @param glob pattern for the last part of the path; null for every file
   */
  public InputListing withPathGlobFilter(String glob) {
    return new InputListing(inputs, glob, recursive);
  }

  /** Only files that lie in an input folder itself, not in folders below it. */
  public InputListing topLevelOnly() {
    return new InputListing(inputs, pathGlobFilter, false);
  }

  /**
   * Asks the file systems.
   *
   * @throws IllegalArgumentException if an input does not exist or carries a credential, a glob
   *     matches nothing, or the filter is no glob
   */
  public List<InputFile> list(Configuration conf) throws IOException {
    GlobFilter filter = filter();
    Map<URI, InputFile> files = new LinkedHashMap<>();
    for (String input : inputs) {
      Path path = path(input);
      FileSystem fs = path.getFileSystem(conf);
      for (Match match : matches(fs, fs.makeQualified(path), input)) {
        list(fs, match, filter, files);
      }
    }
    return files.values().stream().sorted(Comparator.comparing(InputFile::uri)).toList();
  }

  /**
   * The folders whose content {@link #list} finds whole: inputs that are folders, and folders that
   * globs match.
   *
   * @throws IllegalArgumentException if an input does not exist, or a glob matches nothing
   */
  public List<URI> folders(Configuration conf) throws IOException {
    List<URI> folders = new ArrayList<>();
    for (String input : inputs) {
      Path path = path(input);
      FileSystem fs = path.getFileSystem(conf);
      for (Match match : matches(fs, fs.makeQualified(path), input)) {
        if (match.status().isDirectory()) {
          folders.add(match.status().getPath().toUri());
        }
      }
    }
    return List.copyOf(folders);
  }

  private GlobFilter filter() {
    try {
      return new GlobFilter(pathGlobFilter == null ? "*" : pathGlobFilter);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "pathGlobFilter '%s' is not a glob: %s".formatted(pathGlobFilter, e.getMessage()), e);
    }
  }

  private static Path path(String input) {
    if (input.isBlank()) {
      throw new IllegalArgumentException("An input is empty; give a file, a folder or a glob");
    }
    return new Path(Locations.requireNoCredentials(input));
  }

  /** What an input stands for: a file or folder, and the folder that relative paths start at. */
  private record Match(FileStatus status, Path root) {}

  private static List<Match> matches(FileSystem fs, Path path, String input) throws IOException {
    try {
      FileStatus status = fs.getFileStatus(path);
      return List.of(new Match(status, status.isDirectory() ? path : path.getParent()));
    } catch (FileNotFoundException e) {
      List<Match> found = isGlob(path.toString()) ? globMatches(fs, path) : List.of();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "Input '%s' does not exist; give an existing file or folder, or a glob that matches"
                .formatted(input),
            e);
      }
      return found;
    }
  }

  private static List<Match> globMatches(FileSystem fs, Path glob) throws IOException {
    Path root = fixedPart(glob);
    FileStatus[] found = fs.globStatus(glob);
    return Stream.of(found == null ? new FileStatus[0] : found)
        .filter(status -> !isHidden(relative(root, status.getPath())))
        .map(status -> new Match(status, root))
        .toList();
  }

  private static Path fixedPart(Path glob) {
    Path fixed = glob;
    while (isGlob(fixed.toString())) {
      fixed = fixed.getParent();
    }
    return fixed;
  }

  private void list(FileSystem fs, Match match, GlobFilter filter, Map<URI, InputFile> files)
      throws IOException {
    FileStatus status = match.status();
    if (!status.isDirectory()) {
      add(fs, status, match.root(), filter, files);
      return;
    }
    if (fs.getUri().getScheme().equals("file")) {
      for (FileStatus file : LocalTree.files(fs, status.getPath(), recursive)) {
        addVisible(fs, match, file, filter, files);
      }
      return;
    }
    RemoteIterator<LocatedFileStatus> found = fs.listFiles(status.getPath(), recursive);
    while (found.hasNext()) {
      addVisible(fs, match, found.next(), filter, files);
    }
  }

  private static void addVisible(
      FileSystem fs, Match match, FileStatus file, GlobFilter filter, Map<URI, InputFile> files)
      throws IOException {
    if (!isHidden(relative(match.status().getPath(), file.getPath()))) {
      add(fs, file, match.root(), filter, files);
    }
  }

  private static void add(
      FileSystem fs, FileStatus file, Path root, GlobFilter filter, Map<URI, InputFile> files)
      throws IOException {
    if (!filter.accept(file.getPath())) {
      return;
    }
    URI uri = file.getPath().toUri();
    files.putIfAbsent(
        uri,
        new InputFile(
            root.toUri(),
            relative(root, file.getPath()),
            uri,
            file.getLen(),
            file.getModificationTime(),
            file instanceof EtagSource tagged ? tagged.getEtag() : null,
            blocks(fs, file)));
  }

  private static List<InputFile.Block> blocks(FileSystem fs, FileStatus file) throws IOException {
    BlockLocation[] locations =
        file instanceof LocatedFileStatus located
            ? located.getBlockLocations()
            : fs.getFileBlockLocations(file, 0, file.getLen());
    List<InputFile.Block> blocks = new ArrayList<>();
    if (locations != null) {
      for (BlockLocation location : locations) {
        // A file system without locations says localhost, which no scheduler can use.
        List<String> hosts =
            Arrays.stream(location.getHosts()).filter(host -> !host.equals("localhost")).toList();
        if (!hosts.isEmpty()) {
          blocks.add(new InputFile.Block(location.getOffset(), location.getLength(), hosts));
        }
      }
    }
    return List.copyOf(blocks);
  }

  private static String relative(Path root, Path path) {
    String prefix = root.toUri().getPath();
    String full = path.toUri().getPath();
    if (full.equals(prefix)) {
      return "";
    }
    return full.substring(prefix.endsWith("/") ? prefix.length() : prefix.length() + 1);
  }

  private static boolean isHidden(String relativePath) {
    return Stream.of(relativePath.split("/"))
        .anyMatch(name -> name.startsWith("_") || name.startsWith("."));
  }

  private static boolean isGlob(String text) {
    return text.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }
}
