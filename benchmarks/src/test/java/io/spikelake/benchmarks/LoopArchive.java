package io.spikelake.benchmarks;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.simulate.CameraPreset;
import io.spikelake.simulate.RecordingPlan;
import io.spikelake.simulate.SimulatedRecording;
import io.spikelake.simulate.SimulationArchive;
import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.SceneSource;
import io.spikelake.spike.SpikeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The recordings of {@link LoopComparison}: two of every procedural scene, as Spike-REDS would have
 * them, always the same spikes. Windows of {@value #WINDOW} planes lie side by side in them, so
 * that no two samples share a plane.
 *
 * @param folder where they are
 * @param keyFrames of each of them
 */
record LoopArchive(Path folder, KeyFrameRule keyFrames, List<LoopSample> samples) {

  static final int WINDOW = 61;

  private static final int PARTS = 2;
  private static final int RECORDINGS = PARTS * ProceduralScene.values().length;
  private static final long SEED = 1;

  /** The samples that there are when some are asked for: as many in every recording. */
  static int rounded(int samples) {
    return (samples + RECORDINGS - 1) / RECORDINGS * RECORDINGS;
  }

  /**
   * Simulates the recordings, a second for every dozen samples.
   *
   * @param folder made if missing
   * @param samples how many there are to be at least
   */
  static LoopArchive simulate(Path folder, int height, int width, int samples) throws IOException {
    long windows = rounded(samples) / RECORDINGS;
    SimulationArchive archive =
        new SimulationArchive(
            folder,
            CameraPreset.SPIKE_REDS.camera(),
            RecordingPlan.middle(windows * WINDOW, SpikeFormat.DAT));
    List<SceneSource> scenes =
        Arrays.stream(ProceduralScene.values())
            .map(scene -> scene.source(width, height, 1))
            .toList();
    List<LoopSample> all = new ArrayList<>();
    for (SimulatedRecording recording : archive.write(scenes, PARTS, SEED, written -> {})) {
      String name = recording.file().getFileName().toString();
      LongStream.range(0, windows)
          .forEach(i -> all.add(new LoopSample(name, i * WINDOW + WINDOW / 2)));
    }
    return new LoopArchive(
        folder.resolve("input"), new KeyFrameRule.Grid(WINDOW / 2, WINDOW), List.copyOf(all));
  }
}
