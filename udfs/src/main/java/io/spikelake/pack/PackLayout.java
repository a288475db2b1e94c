package io.spikelake.pack;

import java.util.List;
import java.util.regex.Pattern;

/** Which files make a pack. */
public final class PackLayout {

  /** Levels of folders to look at. */
  static final int DEPTH = 2;

  static final String GOLDEN_INPUT = "golden/input.npy";
  static final String GOLDEN_REFERENCE = "golden/input1.npy";
  static final String GOLDEN_OUTPUT = "golden/output.npy";

  /** What a pack with an ONNX network has at least. */
  static final List<String> REQUIRED_OF_ONNX =
      List.of(PackManifest.FILE, PackFormat.ONNX.modelFile(), GOLDEN_INPUT, GOLDEN_OUTPUT);

  private static final Pattern BELONGS =
      Pattern.compile(
          "pack\\.json|model\\.(onnx|pt)|serving\\.properties|(golden/)?[\\w-][\\w.-]*\\.npy"
              + "|LICENSE[\\w.-]*|[\\w-][\\w.-]*\\.md");

  private PackLayout() {}

  /**
   * Whether a file belongs to a pack: the manifest, the network, arrays, licences and notes. What
   * else lies beside them, such as the checkpoint that a network was exported from, is not read.
   *
   * @param path path in the pack, with {@code /} between names
   */
  public static boolean belongs(String path) {
    return BELONGS.matcher(path).matches();
  }
}
