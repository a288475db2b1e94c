package io.spikelake.simulate;

import io.spikelake.image.GrayImage;
import io.spikelake.simulate.scene.CounterRandom;
import io.spikelake.simulate.scene.Scene;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Records scenes with a simulated spike camera.
 *
 * <p>Plane {@code i} integrates the luminance of the instant {@code i / readoutHz}, held for the
 * whole plane. The same scene, camera and seed give the same spikes on every platform and with any
 * number of threads.
 */
public final class SpikeSimulator {

  /** Takes recorded planes. */
  @FunctionalInterface
  public interface PlaneSink {
    void accept(SpikeStream planes) throws IOException;
  }

  /** Pictures held in memory at once. */
  private static final int CHUNK = 16;

  private final SpikeCamera camera;
  private final CounterRandom random;

  /**
   * @param seed of the start charge and of all noise; the scene has a seed of its own
   */
  public SpikeSimulator(SpikeCamera camera, long seed) {
    this.camera = Objects.requireNonNull(camera, "camera");
    // A scene may draw from the same seed: the camera's numbers are kept apart from it.
    this.random = new CounterRandom(seed).stream(-1);
  }

  public SpikeCamera camera() {
    return camera;
  }

  /**
   * Planes whose instants lie before the end of a scene.
   *
   * @return at most {@link Long#MAX_VALUE}, which stands for no end
   */
  public long planesOf(Scene scene) {
    // A duration such as 7/240 s has no exact double; it must not give a plane more for that.
    return (long) Math.ceil(scene.durationSeconds() * camera.readoutHz() - 1e-6);
  }

  /**
   * Records the first planes of a scene.
   *
   * @return all planes, upright, the top row first
   * @throws IllegalArgumentException if the scene ends before, or the packed planes take more than
   *     2 GiB
   */
  public SpikeStream record(Scene scene, int planes) throws IOException {
    int planeBytes = SpikeStream.planeBytes(scene.height(), scene.width());
    long bytes = (long) planes * planeBytes;
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "%d planes of %dx%d take %d bytes, which is more than one array holds; record into a sink"
              .formatted(planes, scene.height(), scene.width(), bytes));
    }
    byte[] bits = new byte[Math.max(0, (int) bytes)];
    record(
        scene,
        planes,
        chunk -> {
          for (int i = 0; i < chunk.planes(); i++) {
            chunk.copyPlane(i, bits, ((int) chunk.firstPlane() + i) * planeBytes);
          }
        });
    return SpikeStream.ofPacked(bits, planes, scene.height(), scene.width(), RowOrder.TOP_DOWN, 0);
  }

  /**
   * Records the first planes of a scene, a few at a time, in bounded memory.
   *
   * @param sink gets all planes in order, upright, the top row first
   * @throws IllegalArgumentException if the scene ends before
   */
  public void record(Scene scene, long planes, PlaneSink sink) throws IOException {
    check(scene, planes);
    int pixels = scene.width() * scene.height();
    int planeBytes = SpikeStream.planeBytes(scene.height(), scene.width());
    PixelArray array = new PixelArray(camera, pixels, random);
    float[][] luminance = new float[(int) Math.min(CHUNK, planes)][pixels];
    for (long from = 0; from < planes; from += CHUNK) {
      int count = (int) Math.min(CHUNK, planes - from);
      render(scene, from, count, luminance);
      byte[] bits = new byte[count * planeBytes];
      array.expose(luminance, count, bits);
      sink.accept(
          SpikeStream.ofPacked(
              bits, count, scene.height(), scene.width(), RowOrder.TOP_DOWN, from));
    }
  }

  /**
   * @throws IllegalArgumentException if {@link #record} would refuse; nothing is rendered
   */
  void check(Scene scene, long planes) {
    if (planes <= 0) {
      throw new IllegalArgumentException(
          "%d planes to record of scene %s; expected 1 or more".formatted(planes, scene.name()));
    }
    if (planes > planesOf(scene)) {
      throw new IllegalArgumentException(
          "Scene %s lasts %s s, which is %d planes at %s Hz; %d planes were asked for. Use fewer"
                  .formatted(
                      scene.name(),
                      scene.durationSeconds(),
                      planesOf(scene),
                      camera.readoutHz(),
                      planes)
              + " planes, a higher readout rate, or more pictures");
    }
  }

  private void render(Scene scene, long from, int count, float[][] luminance) throws IOException {
    try {
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i -> {
                try {
                  scene.render((from + i) / camera.readoutHz(), luminance[i]);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The noise-free luminance that one plane integrates: its ground truth. */
  public GrayImage groundTruth(Scene scene, long plane) throws IOException {
    float[] luminance = new float[scene.width() * scene.height()];
    scene.render(plane / camera.readoutHz(), luminance);
    return new GrayImage(scene.width(), scene.height(), luminance);
  }
}
