package io.spikelake.simulate;

import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.SceneSource;
import io.spikelake.spike.SpikeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Three small recordings to try everything on, laid out like Spike-REDS: slow dead leaves, on which
 * a mean over many planes does best; fast shapes and text, on which intervals do; and a fan that
 * has both, fast blades and a still wall.
 */
public final class DemoArchive {

  private static final int HEIGHT = 250;
  private static final int WIDTH = 400;
  private static final int PLANES = 301;
  private static final long SEED = 1;

  private DemoArchive() {}

  /**
   * Writes three recordings of 301 planes, 250 rows and 400 columns, with the ground truth of plane
   * 150; white fires 0.6 times per plane. Always the same bytes.
   *
   * @param folder made if missing; files of the same names are replaced
   */
  public static List<SimulatedRecording> write(Path folder) throws IOException {
    SimulationArchive archive =
        new SimulationArchive(
            folder,
            CameraPreset.SPIKE_REDS.camera(),
            RecordingPlan.middle(PLANES, SpikeFormat.DAT));
    List<SceneSource> sources =
        Stream.of(ProceduralScene.DEAD_LEAVES, ProceduralScene.FAN, ProceduralScene.SHAPES)
            .map(scene -> scene.source(WIDTH, HEIGHT, 1))
            .toList();
    return archive.write(sources, 1, SEED, written -> {});
  }
}
