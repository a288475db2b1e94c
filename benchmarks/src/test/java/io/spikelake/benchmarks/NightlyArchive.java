package io.spikelake.benchmarks;

import io.spikelake.simulate.CameraPreset;
import io.spikelake.simulate.RecordingPlan;
import io.spikelake.simulate.SimulationArchive;
import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.SceneSource;
import io.spikelake.spike.SpikeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recordings of {@value #PLANES} planes, of which each has {@value #SAMPLES} key frames whose
 * windows overlap; of these, folders with as many as are asked for.
 */
final class NightlyArchive {

  static final int SAMPLES = 100;
  static final int FIRST = 20;
  static final int HEIGHT = 250;
  static final int WIDTH = 400;

  /** So that no later window fits. */
  private static final int PLANES = FIRST + SAMPLES + 20;

  private static final long SEED = 5;

  private final Path root;
  private final List<Path> pool;

  private NightlyArchive(Path root, List<Path> pool) {
    this.root = root;
    this.pool = pool;
  }

  static NightlyArchive simulate(Path root, int recordings) throws IOException {
    SimulationArchive archive =
        new SimulationArchive(
            root.resolve("pool"),
            CameraPreset.SPIKE_REDS.camera(),
            RecordingPlan.middle(PLANES, SpikeFormat.DAT));
    List<SceneSource> scenes =
        Arrays.stream(ProceduralScene.values())
            .map(scene -> scene.source(WIDTH, HEIGHT, 1))
            .toList();
    archive.write(scenes, (recordings + scenes.size() - 1) / scenes.size(), SEED, written -> {});
    try (Stream<Path> files = Files.list(root.resolve("pool/input"))) {
      return new NightlyArchive(root, files.sorted().limit(recordings).toList());
    }
  }

  /** A folder with the first of the recordings, as links; further calls add to it. */
  Path folder(String name, int recordings) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    for (Path recording : pool.subList(0, recordings)) {
      Path link = folder.resolve(recording.getFileName());
      if (!Files.exists(link)) {
        Files.createLink(link, recording);
      }
    }
    return folder;
  }
}
