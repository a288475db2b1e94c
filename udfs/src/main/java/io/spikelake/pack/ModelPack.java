package io.spikelake.pack;

import io.spikelake.files.Sha256;
import io.spikelake.pack.MetricContract.Classifier;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A pack in memory, whose manifest has been read and whose model file has the digest that the
 * manifest says. Travels from the driver to the executors as it is.
 *
 * <p>A pack is data, not code. A network in ONNX is a list of arithmetic operations; TorchScript is
 * a program, which PyTorch runs with all rights of the process. So it runs only once the user has
 * allowed it, see {@link #mayRun}.
 */
public final class ModelPack implements Serializable {

  private static final long serialVersionUID = 1;

  /** The parameter of an id that names the pack. */
  public static final String PACK = "pack";

  /** Hexadecimal digits of a digest that stand in an id. */
  private static final int ID_DIGITS = 12;

  private static final int MAX_MANIFEST_BYTES = 1 << 20;

  /** Why {@link #mayRun} is false, and what to do. */
  static final String NOT_ALLOWED =
      "it is TorchScript, a program that would run with all rights of this process; export it as"
          + " ONNX, or, if you trust whom it is from, allow it: --allow-torchscript on the command"
          + " line, engine PyTorch in a pipeline";

  private final PackManifest manifest;
  private final SortedMap<String, byte[]> files;
  private final String digest;
  private final String location;
  private final boolean torchScriptAllowed;

  private ModelPack(
      PackManifest manifest,
      SortedMap<String, byte[]> files,
      String digest,
      String location,
      boolean torchScriptAllowed) {
    this.manifest = manifest;
    this.files = files;
    this.digest = digest;
    this.location = location;
    this.torchScriptAllowed = torchScriptAllowed;
  }

  /**
   * @param files content by path in the pack
   * @param location where they are from, for messages
   * @throws IOException if a file that must be there is missing, the manifest is not one, the model
   *     file is another than it names, or an array does not fit the contract
   */
  static ModelPack of(Map<String, byte[]> files, String location) throws IOException {
    PackManifest manifest = manifest(files, location);
    String model = manifest.format().modelFile();
    SortedMap<String, byte[]> kept = new TreeMap<>(files);
    kept.keySet().removeIf(name -> !PackLayout.belongs(name));
    for (PackFormat other : PackFormat.values()) {
      if (other != manifest.format()) {
        kept.remove(other.modelFile());
      }
    }
    String found = Sha256.of(require(kept, model, location));
    if (!found.equals(manifest.sha256())) {
      throw new IOException(
          "%s/%s has SHA-256 %s, its manifest says %s; the pack is damaged or was changed by hand"
              .formatted(location, model, found, manifest.sha256()));
    }
    ModelPack pack =
        new ModelPack(manifest, kept, digest(manifest, kept, location), location, false);
    pack.requireArrays();
    return pack;
  }

  /**
   * What the manifest says, whatever the other files are.
   *
   * @throws IOException if it is missing, or is not one
   */
  static PackManifest manifest(Map<String, byte[]> files, String location) throws IOException {
    byte[] content = require(files, PackManifest.FILE, location);
    if (content.length > MAX_MANIFEST_BYTES) {
      throw new IOException(
          "%s/%s has %d bytes; a manifest has at most %d"
              .formatted(location, PackManifest.FILE, content.length, MAX_MANIFEST_BYTES));
    }
    String json = new String(content, StandardCharsets.UTF_8);
    try {
      return PackJson.parse(json, location + "/" + PackManifest.FILE);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Depends on what decides the numbers that come out: the network and its contract. */
  private static String digest(PackManifest manifest, Map<String, byte[]> files, String location)
      throws IOException {
    StringBuilder text = new StringBuilder(ContractText.of(manifest));
    Classifier classifier = manifest.classifier();
    if (classifier != null) {
      byte[] features = require(files, classifier.features(), location);
      text.append("features=").append(Sha256.of(features)).append('\n');
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void requireArrays() throws IOException {
    goldenOutput();
    if (manifest.contract() instanceof ReconstructorContract reconstructor) {
      WindowContract window = reconstructor.window();
      requireImages(PackLayout.GOLDEN_INPUT, window.steps(), window.channels());
      return;
    }
    MetricContract metric = manifest.metric();
    requireImages(PackLayout.GOLDEN_INPUT, 1, metric.channels());
    if (metric.images() == 2) {
      requireImages(PackLayout.GOLDEN_REFERENCE, 1, metric.channels());
    }
    if (metric.classifier() != null) {
      requireFeatures(metric.classifier(), metric.values());
    }
  }

  private void requireImages(String name, int items, int channels) throws IOException {
    long[] shape = array(name).shape();
    if (shape.length != 4 || shape[0] != items || shape[1] != channels) {
      throw new IOException(
          "%s/%s has the shape %s; expected [%d, %d, height, width], as the manifest says"
              .formatted(location, name, Arrays.toString(shape), items, channels));
    }
  }

  private void requireFeatures(Classifier classifier, int values) throws IOException {
    long[] shape = array(classifier.features()).shape();
    long[] expected = {classifier.classes().size(), values};
    if (!Arrays.equals(shape, expected)) {
      throw new IOException(
          "%s/%s has the shape %s; expected %s, classes x values, as the manifest says"
              .formatted(
                  location,
                  classifier.features(),
                  Arrays.toString(shape),
                  Arrays.toString(expected)));
    }
  }

  private static byte[] require(Map<String, byte[]> files, String name, String location)
      throws IOException {
    byte[] content = files.get(name);
    if (content == null) {
      throw new IOException(
          "%s is no model pack: it lacks %s; it has %s"
              .formatted(location, name, new TreeSet<>(files.keySet())));
    }
    return content;
  }

  public PackManifest manifest() {
    return manifest;
  }

  /** This pack, whose network the user allows to run should it be TorchScript. */
  public ModelPack allowingTorchScript() {
    return new ModelPack(manifest, files, digest, location, true);
  }

  /** Whether the network is data, or a program that the user has allowed to run. */
  public boolean mayRun() {
    return torchScriptAllowed || manifest.format() != PackFormat.TORCHSCRIPT;
  }

  /**
   * @throws IllegalArgumentException unless it {@link #mayRun}; says why and what to do
   */
  public void requireMayRun() {
    if (!mayRun()) {
      throw new IllegalArgumentException("Pack %s may not run: %s".formatted(this, NOT_ALLOWED));
    }
  }

  /** SHA-256 over the digest of the model file and the contract, in hexadecimal. */
  public String digest() {
    return digest;
  }

  /** What of the digest stands in the id. */
  public String shortDigest() {
    return digest.substring(0, ID_DIGITS);
  }

  /** Where it was read from. */
  public String location() {
    return location;
  }

  /** The complete id: {@code name/release@version:pack=digest}. */
  public VariantId id() {
    return id(manifest, digest);
  }

  private static VariantId id(PackManifest manifest, String digest) {
    return VariantId.of(
        manifest.name(),
        manifest.release(),
        manifest.version(),
        Map.of(PACK, digest.substring(0, ID_DIGITS)));
  }

  /**
   * The id of the pack that a manifest describes, without its network.
   *
   * @throws IOException if the id depends on a file that is not there
   */
  static VariantId id(PackManifest manifest, Map<String, byte[]> files, String location)
      throws IOException {
    return id(manifest, digest(manifest, files, location));
  }

  /** The network; not to be modified. */
  public byte[] model() {
    return files.get(manifest.format().modelFile());
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.values().stream().mapToLong(content -> content.length).sum();
  }

  /** All files by path; not to be modified. */
  public SortedMap<String, byte[]> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /**
   * What the network can be fed, one item of a batch: (steps, channels, rows, columns), or an image
   * as (1, channels, rows, columns).
   */
  public Tensor goldenInput() throws IOException {
    return array(PackLayout.GOLDEN_INPUT);
  }

  /** The second image of a metric that compares, (1, channels, rows, columns). */
  public Tensor goldenReference() throws IOException {
    return array(PackLayout.GOLDEN_REFERENCE);
  }

  /** What came out of it when the pack was made. */
  public Tensor goldenOutput() throws IOException {
    return array(PackLayout.GOLDEN_OUTPUT);
  }

  /**
   * An array of the pack.
   *
   * @throws IOException if it is not there or no array of single precision
   */
  public Tensor array(String name) throws IOException {
    return Tensor.ofNpy(require(files, name, location), location + "/" + name);
  }

  @Override
  public String toString() {
    return id() + " from " + location;
  }
}
