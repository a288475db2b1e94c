package io.spikelake.bench;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Tone;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.simulate.CameraPreset;
import io.spikelake.simulate.SpikeSimulator;
import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.Scene;
import io.spikelake.spike.MappedByteSource;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import io.spikelake.spike.SpikeStream;
import io.spikelake.spike.SpikeWriter;
import io.spikelake.spike.SpikeWriters;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The recording that everything is measured on: simulated, always the same spikes, 301 planes of
 * moving dead leaves as Spike-REDS would have them. It went through a {@code .dat} file, which
 * stays open, so that its rows lie in memory as those of real recordings do, bottom first.
 */
public final class BenchRecording implements Closeable {

  public static final int PLANES = 301;
  public static final int KEY_FRAME = PLANES / 2;

  static final long SEED = 1;

  private final Path file;
  private final SpikeRecording recording;
  private final SpikeStream planes;
  private final GrayImage groundTruth;
  private final double whiteRate;

  private BenchRecording(
      Path file,
      SpikeRecording recording,
      SpikeStream planes,
      GrayImage groundTruth,
      double whiteRate) {
    this.file = file;
    this.recording = recording;
    this.planes = planes;
    this.groundTruth = groundTruth;
    this.whiteRate = whiteRate;
  }

  /**
   * Simulates the recording, which takes a second or two, into a temporary file.
   *
   * @param height rows, 16 or more; height times width must be a multiple of 8
   * @param width columns, not fewer than rows
   */
  public static BenchRecording simulate(int height, int width) throws IOException {
    SpikeSimulator simulator = new SpikeSimulator(CameraPreset.SPIKE_REDS.camera(), SEED);
    Scene scene = ProceduralScene.DEAD_LEAVES.create(width, height, SEED, 1);
    Path file = Files.createTempFile("spikelake-bench", ".dat");
    file.toFile().deleteOnExit();
    SpikeLayout layout = SpikeLayout.of(height, width);
    try (SpikeWriter writer = SpikeWriters.dat(Files.newOutputStream(file), layout)) {
      writer.append(simulator.record(scene, PLANES));
    }
    SpikeRecording recording = SpikeRecordings.open(MappedByteSource.open(file), null, layout);
    return new BenchRecording(
        file,
        recording,
        recording.read(0, PLANES),
        simulator.groundTruth(scene, KEY_FRAME),
        simulator.camera().whiteRate());
  }

  /** The file that the recording is in. */
  public Path file() {
    return file;
  }

  /** The file, mapped into memory. */
  public SpikeRecording recording() {
    return recording;
  }

  /** All planes. */
  public SpikeStream planes() {
    return planes;
  }

  /** The noise-free picture at the key frame, 0..1. */
  public GrayImage groundTruth() {
    return groundTruth;
  }

  /** What makes an image with white at 1 of a method's frames. */
  Tone toneOf(Reconstructor method) {
    return method.scale().defaultTone(OptionalDouble.of(whiteRate));
  }

  /** What a method makes of the key frame, toned. */
  public GrayImage tonedFrame(String method) {
    Reconstructor reconstructor = MethodKernels.create(method);
    return toneOf(reconstructor).apply(reconstructor.reconstruct(planes, KEY_FRAME));
  }

  /** The middle of a frame, as wide as it is high: 250x250 is the size of another data set. */
  public static GrayImage square(GrayImage frame) {
    int side = frame.height();
    return frame.crop((frame.width() - side) / 2, 0, side, side);
  }

  @Override
  public void close() throws IOException {
    recording.close();
    Files.deleteIfExists(file);
  }
}
