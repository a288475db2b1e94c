package io.spikelake.hadoop;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackBudget;
import io.spikelake.pack.PackFiles;
import io.spikelake.pack.PackLayout;
import io.spikelake.secrets.Locations;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Model packs on any Hadoop file system: a zip, or a folder of its files. */
public final class HadoopPacks {

  private HadoopPacks() {}

  /**
   * Reads a pack.
   *
   * @throws IllegalArgumentException if the URI carries a credential
   * @throws IOException if there is nothing at the place, it cannot be read or is no pack
   */
  public static ModelPack read(Configuration conf, URI uri) throws IOException {
    Path path = new Path(Locations.requireNoCredentials(uri.toString()));
    FileSystem fs = path.getFileSystem(conf);
    FileStatus status;
    try {
      status = fs.getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw new IOException("There is no model pack at " + uri, e);
    }
    PackBudget budget = new PackBudget(uri.toString());
    if (!status.isDirectory()) {
      try (InputStream in = fs.open(path)) {
        return PackFiles.zip(budget.read(in), uri.toString());
      }
    }
    Map<String, byte[]> files = new HashMap<>();
    read(fs, path, "", budget, files);
    return PackFiles.of(files, uri.toString());
  }

  /** A pack has one level of folders. */
  private static void read(
      FileSystem fs, Path folder, String prefix, PackBudget budget, Map<String, byte[]> files)
      throws IOException {
    for (FileStatus status : fs.listStatus(folder)) {
      String name = prefix + status.getPath().getName();
      if (status.isDirectory() && prefix.isEmpty()) {
        read(fs, status.getPath(), name + "/", budget, files);
      } else if (status.isFile() && PackLayout.belongs(name)) {
        try (InputStream in = fs.open(status.getPath())) {
          files.put(name, budget.read(in));
        }
      }
    }
  }
}
