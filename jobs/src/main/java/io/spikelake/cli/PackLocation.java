package io.spikelake.cli;

import io.spikelake.files.Download;
import io.spikelake.hadoop.HadoopPacks;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFiles;
import io.spikelake.secrets.Locations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Reads packs from wherever a user says that they are. */
final class PackLocation {

  private static final String SPARK_HADOOP = "spark.hadoop.";

  private PackLocation() {}

  /**
   * Reads a pack.
   *
   * @param location a path or file URL of a folder or zip, an http or https URL of a zip, or a URI
   *     of any Hadoop file system, such as {@code s3a://bucket/pack.zip}
   * @throws IOException if there is nothing, it cannot be read, or it is no pack
   */
  static ModelPack read(String location) throws IOException {
    return switch (Download.scheme(location)) {
      case "" -> PackFiles.at(Path.of(location));
      case "file" -> PackFiles.at(Path.of(uri(location)));
      case "http", "https" ->
          PackFiles.zip(Download.read(location, PackFiles.MAX_BYTES), Locations.shown(location));
      default -> OnHadoop.read(uri(location));
    };
  }

  private static URI uri(String location) {
    try {
      return URI.create(location);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is not a URI: %s".formatted(location, e.getMessage()), e);
    }
  }

  /** Loads the classes of Hadoop, which takes a second, only when it is used. */
  private static final class OnHadoop {

    static ModelPack read(URI uri) throws IOException {
      return HadoopPacks.read(configuration(), uri);
    }

    /** What Spark would be told: {@code --conf spark.hadoop.KEY=VALUE} reaches us as properties. */
    private static Configuration configuration() {
      Configuration conf = new Configuration();
      for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
        String key = property.getKey().toString();
        if (key.startsWith(SPARK_HADOOP)) {
          conf.set(key.substring(SPARK_HADOOP.length()), property.getValue().toString());
        }
      }
      return conf;
    }
  }
}
