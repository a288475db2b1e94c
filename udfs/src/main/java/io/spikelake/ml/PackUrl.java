package io.spikelake.ml;

import io.spikelake.files.Download;
import io.spikelake.hadoop.HadoopPacks;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFiles;
import io.spikelake.pack.PackLibrary;
import io.spikelake.secrets.Locations;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads the pack that {@code modelUrl} names, with the addresses that DJL has where they fit. */
final class PackUrl {

  private static final String BUNDLED = "jar:///packs/";

  private PackUrl() {}

  /**
   * @param conf of the file systems of the session
   * @throws IllegalArgumentException if the URL cannot be one, or no pack of that name comes with
   *     SpikeLake
   * @throws IOException if there is nothing, it cannot be read, or it is no pack
   */
  static ModelPack read(String url, Configuration conf) throws IOException {
    return switch (Download.scheme(url)) {
      case "http", "https" ->
          PackFiles.zip(Download.read(url, PackFiles.MAX_BYTES), Locations.shown(url));
      case "jar" -> bundled(url);
      // A path that holds no scheme belongs to the default file system, as in all of Spark.
      default -> HadoopPacks.read(conf, uri(url));
    };
  }

  private static URI uri(String url) {
    return new Path(url).toUri();
  }

  private static ModelPack bundled(String url) {
    List<ModelPack> packs = PackLibrary.bundled().packs();
    return packs.stream()
        .filter(pack -> url.equals(BUNDLED + pack.manifest().name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No pack %s comes with SpikeLake; there are %s"
                        .formatted(
                            url,
                            packs.stream()
                                .map(pack -> BUNDLED + pack.manifest().name())
                                .toList())));
  }
}
