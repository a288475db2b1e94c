package io.spikelake.bench;

import io.spikelake.simulate.CameraPreset;
import io.spikelake.simulate.SpikeSimulator;
import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.Scene;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;

/**
 * Planes in memory that methods are measured on: those of {@link BenchRecording}, of any size and
 * number, bottom row first as in most archives.
 *
 * @param keyFrame the plane in the middle
 */
public record BenchWindow(SpikeStream planes, int keyFrame) {

  /** Scenes have no smaller sides. */
  private static final int SMALLEST_SIDE = 16;

  /**
   * Simulates the planes, which takes a second or two for 301 planes of 250x400.
   *
   * @param height rows of a plane
   * @param width columns of a plane
   * @param planes how many
   */
  public static BenchWindow simulate(int height, int width, int planes) throws IOException {
    SpikeSimulator simulator =
        new SpikeSimulator(CameraPreset.SPIKE_REDS.camera(), BenchRecording.SEED);
    Scene scene =
        ProceduralScene.DEAD_LEAVES.create(
            Math.max(width, SMALLEST_SIDE),
            Math.max(height, SMALLEST_SIDE),
            BenchRecording.SEED,
            1);
    SpikeStream all = simulator.record(scene, planes);
    SpikeStream cut =
        all.height() == height && all.width() == width ? all : all.crop(0, 0, width, height);
    return new BenchWindow(cut.inRowOrder(RowOrder.BOTTOM_UP), planes / 2);
  }
}
