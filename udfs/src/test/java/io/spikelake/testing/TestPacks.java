package io.spikelake.testing;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFiles;
import io.spikelake.pack.PackLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The tiny packs on the class path of tests, whose weights are random. */
public final class TestPacks {

  /** Sums of two planes; the graph pads. */
  public static final String ONNX = "tiny-onnx";

  /** Spikes; two rows are mirrored below before the network sees them. */
  public static final String TORCHSCRIPT = "tiny-torchscript";

  /** Spikes as -1 and 1; output from -1 to 1. */
  public static final String SIGNED = "tiny-signed";

  /** Three steps, two tensors of state. */
  public static final String RECURRENT = "tiny-recurrent";

  /** Frames of 12x10 only; output from 0 to 255. */
  public static final String FIXED = "tiny-fixed";

  /** One image, one number. */
  public static final String METRIC = "tiny-metric";

  /** An image and its reference, three channels, one number. */
  public static final String PAIR_METRIC = "tiny-pair-metric";

  /** An image, resized to 8x8, and three classes. */
  public static final String CLASSIFIER = "tiny-classifier";

  /** Those whose frames are made with the default engine. */
  public static final List<String> ONNX_RECONSTRUCTORS = List.of(ONNX, SIGNED, RECURRENT, FIXED);

  private static final List<String> FILES =
      List.of(
          "pack.json",
          "model.onnx",
          "model.pt",
          "serving.properties",
          "classes.npy",
          "golden/input.npy",
          "golden/input1.npy",
          "golden/output.npy");

  private TestPacks() {}

  /** A pack by name. */
  public static ModelPack pack(String name) {
    return pack(name, Map.of());
  }

  /**
   * A pack by name, with other content in some of its files.
   *
   * @param changed content by path in the pack
   */
  public static ModelPack pack(String name, Map<String, byte[]> changed) {
    Map<String, byte[]> files = new TreeMap<>(files(name));
    files.putAll(changed);
    try {
      return PackFiles.zip(zip(files), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs as a library. */
  public static PackLibrary library(String... names) {
    PackLibrary library = PackLibrary.empty();
    for (String name : names) {
      library = library.with(pack(name));
    }
    return library;
  }

  /** The files of a pack by path in it. */
  public static Map<String, byte[]> files(String name) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String file : FILES) {
      String resource = "/packs/" + name + "/" + file;
      try (InputStream in = TestPacks.class.getResourceAsStream(resource)) {
        if (in != null) {
          files.put(file, in.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("No test pack " + name + " on the class path");
    }
    return files;
  }

  /** A zip of files by path. */
  public static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
