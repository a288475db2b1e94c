package io.spikelake.simulate;

import io.spikelake.simulate.scene.Scene;
import io.spikelake.simulate.scene.SceneSource;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeStream;
import io.spikelake.spike.SpikeWriter;
import io.spikelake.spike.SpikeWriters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of simulated recordings with ground truth, laid out and named like Spike-REDS:
 *
 * <pre>
 * input/SCENE_partK_key_idN.dat   recordings; .npz or .npy in other formats
 * gt/SCENE_partK_key_idN.png      ground truth of plane N - 1, one file per key plane
 * simulation.json                 every parameter and seed, and the digest of every file
 * </pre>
 *
 * <p>The ground truth of a plane is the noise-free luminance at its instant, which is what the
 * plane integrates, as 8-bit grey {@code round(255 * luminance)}. A {@code .dat} has the bottom row
 * first; a UHSR archive has the number of its scene as label and its own name as label name. The
 * same parameters give the same {@code .dat} and ground truth on every platform, and the same
 * archives where zlib is the same. {@code simulation.json} is written last: where it is missing,
 * the folder is not complete.
 */
public final class SimulationArchive {

  private static final String MANIFEST = "simulation.json";

  private final Path folder;
  private final SpikeCamera camera;
  private final RecordingPlan plan;

  public SimulationArchive(Path folder, SpikeCamera camera, RecordingPlan plan) {
    this.folder = folder;
    this.camera = camera;
    this.plan = plan;
  }

  /**
   * Makes the recordings and writes them. Part {@code k} of a scene has the seed {@code seed + k -
   * 1}, for the scene and for the camera. Files of the same names are replaced, others stay.
   *
   * @param sources of the scenes; each gives {@code count} recordings
   * @param count parts per scene, 1 or more
   * @param progress told of each recording once it is written
   * @return what was written, scene by scene
   * @throws IllegalArgumentException before anything is written, if there is nothing to write, two
   *     scenes have one name, a scene is too short, or the format cannot hold its planes
   */
  public List<SimulatedRecording> write(
      List<SceneSource> sources, int count, long seed, Consumer<SimulatedRecording> progress)
      throws IOException {
    check(sources, count, seed);
    Files.createDirectories(folder.resolve("input"));
    Files.createDirectories(folder.resolve("gt"));
    Files.deleteIfExists(folder.resolve(MANIFEST));
    List<SimulatedRecording> written = new ArrayList<>();
    for (int label = 0; label < sources.size(); label++) {
      for (int part = 1; part <= count; part++) {
        long partSeed = seed + part - 1;
        SimulatedRecording recording =
            write(sources.get(label).open(partSeed), part, partSeed, label);
        written.add(recording);
        progress.accept(recording);
      }
    }
    Files.writeString(
        folder.resolve(MANIFEST), new SimulationManifest(folder, camera, plan).write(written));
    return List.copyOf(written);
  }

  /** Whether the folder has recordings already. */
  public boolean hasRecordings() throws IOException {
    Path input = folder.resolve("input");
    if (!Files.isDirectory(input)) {
      return false;
    }
    try (Stream<Path> files = Files.list(input)) {
      return files.findAny().isPresent();
    }
  }

  /** Parts of a scene differ by their seed only, so that the first stands for all. */
  private void check(List<SceneSource> sources, int count, long seed) throws IOException {
    if (sources.isEmpty() || count < 1) {
      throw new IllegalArgumentException(
          "%d scenes with %d recordings each; expected at least one of both"
              .formatted(sources.size(), count));
    }
    Set<String> names = new HashSet<>();
    for (SceneSource source : sources) {
      Scene scene = source.open(seed);
      new SpikeSimulator(camera, seed).check(scene, plan.planes());
      if (!names.add(scene.name())) {
        throw new IllegalArgumentException(
            "Two scenes have the name %s, which would name their files; ask for one of them"
                .formatted(scene.name()));
      }
      long pixels = (long) scene.height() * scene.width();
      if (plan.format() == SpikeFormat.DAT && pixels % Byte.SIZE != 0) {
        throw new IllegalArgumentException(
            "A plane of %dx%d (height x width) has %d pixels, which is no multiple of 8 and has no agreed form as .dat; change a side or use another format"
                .formatted(scene.height(), scene.width(), pixels));
      }
    }
  }

  private SimulatedRecording write(Scene scene, int part, long seed, int label) throws IOException {
    SpikeSimulator simulator = new SpikeSimulator(camera, seed);
    List<Path> groundTruth = new ArrayList<>();
    for (long key : plan.keyPlanes()) {
      Path file = folder.resolve("gt").resolve(stem(scene, part, key) + ".png");
      Files.write(file, GreyPng.encode(simulator.groundTruth(scene, key)));
      groundTruth.add(file);
    }
    String stem = stem(scene, part, plan.namingKey());
    Path file = folder.resolve("input").resolve(stem + extension());
    MessageDigest sha256 = SimulationManifest.sha256();
    long[] spikes = {0};
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256);
        SpikeWriter writer =
            SpikeWriters.create(out, header(scene, stem, label), SpikeLayout.UNKNOWN)) {
      simulator.record(
          scene,
          plan.planes(),
          planes -> {
            writer.append(planes);
            spikes[0] += count(planes);
          });
    }
    return new SimulatedRecording(
        scene.name(),
        part,
        seed,
        scene.height(),
        scene.width(),
        scene.parameters(),
        file,
        HexFormat.of().formatHex(sha256.digest()),
        spikes[0],
        spikes[0] / ((double) plan.planes() * scene.height() * scene.width()),
        List.copyOf(groundTruth));
  }

  /** The convention of Spike-REDS, in which planes count from 1. */
  private static String stem(Scene scene, int part, long keyPlane) {
    return "%s_part%d_key_id%d".formatted(scene.name(), part, keyPlane + 1);
  }

  private static long count(SpikeStream planes) {
    long count = 0;
    for (int i = 0; i < planes.planes(); i++) {
      count += planes.count(i);
    }
    return count;
  }

  private SpikeHeader header(Scene scene, String stem, int label) {
    boolean labelled = plan.format() == SpikeFormat.UHSR;
    return new SpikeHeader(
        plan.format(),
        plan.planes(),
        scene.height(),
        scene.width(),
        labelled ? OptionalLong.of(label) : OptionalLong.empty(),
        labelled ? Optional.of(stem) : Optional.empty(),
        false);
  }

  private String extension() {
    return switch (plan.format()) {
      case DAT -> ".dat";
      case NPY -> ".npy";
      case UHSR, TIME_PACKED, ARR0 -> ".npz";
    };
  }
}
