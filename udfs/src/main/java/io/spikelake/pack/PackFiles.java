package io.spikelake.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads packs from where they lie: a folder, a zip of one, or the jar. */
public final class PackFiles {

  /** Most bytes that the files of a pack may have together: it is sent to every executor. */
  public static final int MAX_BYTES = 1 << 30;

  /** Folder of the packs in the jar. */
  private static final String BUNDLED = "/packs/";

  private PackFiles() {}

  /**
   * Reads a pack from a folder, or a zip of one.
   *
   * @throws IOException if it cannot be read or is no pack
   */
  public static ModelPack at(Path path) throws IOException {
    return ModelPack.of(files(path), path.toString());
  }

  /**
   * Reads a pack from a zip, with or without a folder around its files.
   *
   * @param location where it is from, for messages
   * @throws IOException if it is no zip or no pack
   */
  public static ModelPack zip(byte[] content, String location) throws IOException {
    return ModelPack.of(PackZip.files(content, location), location);
  }

  /**
   * Takes files that were read elsewhere.
   *
   * @param files content by path in the pack; those that {@link PackLayout#belongs do not belong to
   *     a pack} are left out
   * @param location where they are from, for messages
   * @throws IOException if they are no pack
   */
  public static ModelPack of(Map<String, byte[]> files, String location) throws IOException {
    return ModelPack.of(files, location);
  }

  /**
   * What the manifest of a pack says, without reading its network.
   *
   * @throws IOException if there is no manifest or it cannot be read; a damaged network is not
   *     noticed
   */
  static PackManifest manifestAt(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      try (InputStream in = open(path)) {
        return ModelPack.manifest(PackZip.manifest(in, path.toString()), path.toString());
      }
    }
    Path file = path.resolve(PackManifest.FILE);
    byte[] content = null;
    if (Files.isRegularFile(file)) {
      PackBudget budget = new PackBudget(path.toString());
      try (InputStream in = Files.newInputStream(file)) {
        content = budget.read(in);
      }
    }
    return ModelPack.manifest(
        content == null ? Map.of() : Map.of(PackManifest.FILE, content), path.toString());
  }

  private static Map<String, byte[]> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      try (InputStream in = open(path)) {
        return PackZip.files(in, new PackBudget(path.toString()));
      }
    }
    List<Path> found;
    try (Stream<Path> walk = Files.walk(path, PackLayout.DEPTH)) {
      found = walk.filter(Files::isRegularFile).toList();
    }
    PackBudget budget = new PackBudget(path.toString());
    Map<String, byte[]> files = new HashMap<>();
    for (Path file : found) {
      String name = path.relativize(file).toString().replace('\\', '/');
      if (PackLayout.belongs(name)) {
        try (InputStream in = Files.newInputStream(file)) {
          files.put(name, budget.read(in));
        }
      }
    }
    return files;
  }

  private static InputStream open(Path path) throws IOException {
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no model pack at " + path, e);
    }
  }

  /**
   * Reads a pack that comes with SpikeLake.
   *
   * @param name its folder
   * @throws IOException if it is damaged or there is none of that name
   */
  static ModelPack bundled(String name) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (String file : PackLayout.REQUIRED_OF_ONNX) {
      try (InputStream in = PackFiles.class.getResourceAsStream(BUNDLED + name + "/" + file)) {
        if (in != null) {
          files.put(file, in.readAllBytes());
        }
      }
    }
    return ModelPack.of(files, "bundled " + name);
  }

  /** Writes a pack as a zip that {@link #zip} reads; equal packs give equal bytes. */
  static void writeZip(ModelPack pack, OutputStream out) throws IOException {
    PackZip.write(pack.files(), out);
  }
}
