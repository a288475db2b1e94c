package io.spikelake.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.simulate.SpikeCamera.Reset;
import io.spikelake.simulate.SpikeCamera.Start;
import io.spikelake.simulate.scene.CounterRandom;
import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.Scene;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeSimulatorTest {

  private static final double HZ = 20_000;

  private static SpikeCamera camera(double threshold, double gain, Reset reset, Start start) {
    return new SpikeCamera(threshold, gain, reset, start, HZ, SensorNoise.NONE);
  }

  private static SpikeCamera noisy(SensorNoise noise) {
    return CameraPreset.SPIKE_REDS.camera().withNoise(noise);
  }

  /** Luminance of a pixel as a function of place and plane. */
  private interface Light {
    float at(int x, int y, int plane);
  }

  private record TestScene(int width, int height, double durationSeconds, Light light)
      implements Scene {

    static TestScene of(int width, int height, Light light) {
      return new TestScene(width, height, Double.POSITIVE_INFINITY, light);
    }

    @Override
    public String name() {
      return "test";
    }

    @Override
    public void render(double seconds, float[] luminance) {
      int plane = (int) Math.round(seconds * HZ);
      for (int i = 0; i < luminance.length; i++) {
        luminance[i] = light.at(i % width, i / width, plane);
      }
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("scene", "test");
    }
  }

  private static TestScene constant(int width, int height, float luminance) {
    return TestScene.of(width, height, (x, y, plane) -> luminance);
  }

  private static int spikes(SpikeStream stream, int row, int column) {
    int count = 0;
    for (int plane = 0; plane < stream.planes(); plane++) {
      count += stream.spike(plane, row, column) ? 1 : 0;
    }
    return count;
  }

  /**
   * Counts and digests (uint8, time x height x width) from an implementation of the model in numpy
   * 2.4.6, Python 3.11.7, written from the Javadoc of {@link SpikeCamera} and {@link
   * CounterRandom}: 50 planes of 16 rows and 24 columns, light {@code ((7 x + 13 y + 5 t) mod 256)
   * / 255}.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 0.6, SUBTRACT, UNIFORM, 7, 5741,"
        + " 7527544c7eb31ee5fa6042c7bd9abe15dadf35f232ffd60d42cb9633802e6937",
    "2, 1, SUBTRACT, UNIFORM, 7, 4800,"
        + " b5e0d031fbf5ecab0069a6ba9f70438bf1f015cff848a8d3b71834b9a9bbd876",
    "1, 0.45, SUBTRACT, UNIFORM, 8, 4314,"
        + " 33829c2d2004b33fb8f89db946131f987ff7b9cdc2f6c8d31ccdda0423ffd52a",
    "2, 1, ZERO, UNIFORM, 9, 4074,"
        + " 81e8f6f7a3a5c2077ba6db2dec92596648e07b85937b7c1ee25a30b6efe109cc",
    "2, 1, SUBTRACT, ZERO, 9, 4608,"
        + " 90bf794efdc6093b215c88311a5f5c1b869fc868cae6ef47217754dfb873c407",
    "0.5, 1, SUBTRACT, UNIFORM, -3, 17641,"
        + " 3fe9c0d28128a51eb04358349c7cf1d110758236a0c2a5b57a7c2ee66e232e7f",
  })
  void firesLikeAnIndependentImplementation(
      double threshold, double gain, Reset reset, Start start, long seed, long spikes, String sha)
      throws IOException {
    Scene scene =
        TestScene.of(24, 16, (x, y, plane) -> ((7 * x + 13 * y + 5 * plane) % 256) / 255f);
    SpikeStream stream =
        new SpikeSimulator(camera(threshold, gain, reset, start), seed).record(scene, 50);
    assertThat(Spikes.count(stream)).isEqualTo(spikes);
    assertThat(Spikes.sha256(stream)).isEqualTo(sha);
  }

  @ParameterizedTest
  @EnumSource
  void constantLightFiresAtItsRateWithinOneSpike(CameraPreset preset) throws IOException {
    SplittableRandom random = new SplittableRandom(31);
    for (int round = 0; round < 60; round++) {
      float luminance = round == 0 ? 0 : round == 1 ? 1 : (float) random.nextDouble();
      int planes = random.nextInt(1, 700);
      long seed = random.nextLong();
      SpikeStream stream =
          new SpikeSimulator(preset.camera(), seed).record(constant(5, 3, luminance), planes);
      double expected = luminance * preset.camera().whiteRate() * planes;
      for (int p = 0; p < 15; p++) {
        assertThat((double) spikes(stream, p / 5, p % 5))
            .as("luminance %s, %d planes, seed %d, pixel %d", luminance, planes, seed, p)
            .isBetween(Math.floor(expected - 1e-9), Math.ceil(expected + 1e-9));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // 0.75 per plane in ten planes: 7.5 thresholds, or a spike in every second plane.
    "SUBTRACT, 0.75, 7",
    "ZERO, 0.75, 5",
    "SUBTRACT, 0.5, 5",
    "ZERO, 0.5, 5",
    "ZERO, 0.25, 2",
    "SUBTRACT, 1.5, 10",
    "ZERO, 1.5, 10",
  })
  void resetsAsTold(Reset reset, double gain, int spikesInTenPlanes) throws IOException {
    SpikeStream stream =
        new SpikeSimulator(camera(1, gain, reset, Start.ZERO), 1).record(constant(1, 1, 1), 10);
    assertThat(spikes(stream, 0, 0)).isEqualTo(spikesInTenPlanes);
  }

  @ParameterizedTest
  @CsvSource({
    "SUBTRACT, 1, 0.6, 0.6",
    "SUBTRACT, 2, 1, 0.5",
    "SUBTRACT, 1, 3, 1",
    "ZERO, 1, 0.6, 0.5",
    "ZERO, 1, 0.3, 0.25",
    "ZERO, 1, 3, 1",
  })
  void whiteRateIsWhatWhiteFires(Reset reset, double threshold, double gain, double rate)
      throws IOException {
    SpikeCamera camera = camera(threshold, gain, reset, Start.ZERO);
    assertThat(camera.whiteRate()).isEqualTo(rate);
    SpikeStream stream = new SpikeSimulator(camera, 1).record(constant(1, 1, 1), 1000);
    assertThat(spikes(stream, 0, 0)).isBetween((int) (1000 * rate) - 1, (int) (1000 * rate));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 16, 40})
  void planesDoNotDependOnHowTheyAreChunked(int chunk) {
    SensorNoise noise = new SensorNoise(40, 0.01, 0.02, 0.05);
    int pixels = 9001; // Three blocks of pixels, the last byte not full.
    float[][] light = new float[40][pixels];
    for (int i = 0; i < 40; i++) {
      for (int p = 0; p < pixels; p++) {
        light[i][p] = (p % 100 + i) / 140f;
      }
    }
    int planeBytes = (pixels + 7) / 8;
    byte[] whole = new byte[40 * planeBytes];
    new PixelArray(noisy(noise), pixels, new CounterRandom(3)).expose(light, 40, whole);
    PixelArray array = new PixelArray(noisy(noise), pixels, new CounterRandom(3));
    byte[] joined = new byte[whole.length];
    for (int from = 0; from < 40; from += chunk) {
      int count = Math.min(chunk, 40 - from);
      byte[] bits = new byte[count * planeBytes];
      array.expose(Arrays.copyOfRange(light, from, from + count), count, bits);
      System.arraycopy(bits, 0, joined, from * planeBytes, bits.length);
    }
    assertThat(joined).isEqualTo(whole);
  }

  @Test
  void planesDoNotDependOnThreads() throws Exception {
    Scene scene = ProceduralScene.SHAPES.create(160, 120, 2, 1);
    SpikeSimulator simulator = new SpikeSimulator(noisy(new SensorNoise(60, 0, 0.01, 0.02)), 8);
    String expected = Spikes.sha256(simulator.record(scene, 20));
    for (int threads : new int[] {1, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      assertThat(pool.submit(() -> Spikes.sha256(simulator.record(scene, 20))).get())
          .as("%d threads", threads)
          .isEqualTo(expected);
      pool.shutdown();
    }
  }

  @Test
  void seedsChangeTheSpikes() throws IOException {
    SpikeCamera camera = CameraPreset.SPIKE_REDS.camera();
    Scene scene = constant(40, 40, 0.5f);
    assertThat(Spikes.sha256(new SpikeSimulator(camera, 1).record(scene, 20)))
        .isNotEqualTo(Spikes.sha256(new SpikeSimulator(camera, 2).record(scene, 20)));
  }

  /**
   * Shot noise makes the spikes of a pixel in N planes vary like its photons: variance {@code N L
   * photons} photons, that is {@code (gain / photons)^2} of it in spikes, plus at most 1/4 from the
   * phase of firing.
   */
  @Test
  void shotNoiseSpreadsTheCountsAsPoisson() throws IOException {
    double photons = 5;
    int planes = 400;
    float luminance = 0.5f;
    int side = 64;
    SpikeStream stream =
        new SpikeSimulator(noisy(new SensorNoise(photons, 0, 0, 0)), 41)
            .record(constant(side, side, luminance), planes);
    double sum = 0;
    double squares = 0;
    for (int p = 0; p < side * side; p++) {
      int count = spikes(stream, p / side, p % side);
      sum += count;
      squares += (double) count * count;
    }
    double mean = sum / (side * side);
    double variance = squares / (side * side) - mean * mean;
    double expectedVariance = planes * luminance * 0.6 * 0.6 / photons;
    assertThat(mean).isCloseTo(planes * luminance * 0.6, within(0.3));
    // The estimate from 4096 pixels has a relative standard error of 2.2 %.
    assertThat(variance).isBetween(0.9 * expectedVariance, 1.1 * expectedVariance + 0.25);
  }

  @Test
  void darkChargeFiresInTheDarkAndDarkNoiseSpreadsIt() throws IOException {
    int planes = 1000;
    SpikeStream stream =
        new SpikeSimulator(noisy(new SensorNoise(0, 0.05, 0.02, 0)), 42)
            .record(constant(32, 32, 0), planes);
    double sum = 0;
    double squares = 0;
    for (int p = 0; p < 1024; p++) {
      int count = spikes(stream, p / 32, p % 32);
      sum += count;
      squares += (double) count * count;
    }
    double mean = sum / 1024;
    double variance = squares / 1024 - mean * mean;
    assertThat(mean).isCloseTo(50, within(0.15));
    // 1000 * 0.02^2 = 0.4 from the noise; the phase of firing adds up to 1/4.
    assertThat(variance).isBetween(0.35, 0.75);
  }

  @Test
  void gainDiffersFromPixelToPixelAndStays() throws IOException {
    SpikeSimulator simulator = new SpikeSimulator(noisy(new SensorNoise(0, 0, 0, 0.1)), 43);
    SpikeStream stream = simulator.record(constant(32, 32, 1), 2000);
    double sum = 0;
    double squares = 0;
    for (int p = 0; p < 1024; p++) {
      double gain = spikes(stream.window(0, 1000), p / 32, p % 32) / 600.0;
      double later = spikes(stream.window(1000, 1000), p / 32, p % 32) / 600.0;
      assertThat(later).isCloseTo(gain, within(0.004));
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / 1024;
    assertThat(mean).isCloseTo(1, within(0.015));
    assertThat(Math.sqrt(squares / 1024 - mean * mean)).isCloseTo(0.1, within(0.01));
  }

  /** A count of N planes is off by less than one spike, so the error is below 1 / (0.6 N). */
  @Test
  void theMeanOfAStillSceneIsItsGroundTruth() throws IOException {
    Scene still = ProceduralScene.DEAD_LEAVES.create(96, 64, 6, 0);
    SpikeSimulator simulator = new SpikeSimulator(CameraPreset.SPIKE_REDS.camera(), 6);
    SpikeStream stream = simulator.record(still, 300);
    GrayImage truth = simulator.groundTruth(still, 150);
    double squares = 0;
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 96; x++) {
        double error = spikes(stream, y, x) / 300.0 / 0.6 - truth.at(x, y);
        assertThat(error).isBetween(-1 / 180.0, 1 / 180.0);
        squares += error * error;
      }
    }
    assertThat(-10 * Math.log10(squares / (96 * 64))).isGreaterThan(45);
  }

  @Test
  void groundTruthIsTheLightOfItsPlane() throws IOException {
    Scene scene = TestScene.of(2, 1, (x, y, plane) -> (plane + x) / 100f);
    SpikeSimulator simulator = new SpikeSimulator(CameraPreset.SPIKE_ZOO.camera(), 1);
    assertThat(simulator.groundTruth(scene, 37).pixels()).containsExactly(0.37f, 0.38f);
  }

  @ParameterizedTest
  @CsvSource({"7, 240, 584", "3, 20000, 3", "1, 30000, 1", "10, 1000, 200", "9, 7000, 26"})
  void aSequenceLastsForAllPlanesThatBeginInIt(int frames, double fps, long planes) {
    Scene scene = new TestScene(4, 2, frames / fps, (x, y, plane) -> 1);
    SpikeSimulator simulator = new SpikeSimulator(CameraPreset.SPIKE_REDS.camera(), 1);
    assertThat(simulator.planesOf(scene)).isEqualTo(planes);
    assertThat(simulator.planesOf(constant(4, 2, 1))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void refusesToRecordMoreLightThanThereIs() {
    Scene scene = new TestScene(4, 2, 0.01, (x, y, plane) -> 1);
    SpikeSimulator simulator = new SpikeSimulator(CameraPreset.SPIKE_REDS.camera(), 1);
    assertThat(simulator.planesOf(scene)).isEqualTo(200);
    assertThatThrownBy(() -> simulator.record(scene, 201))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Scene test lasts 0.01 s, which is 200 planes at 20000.0 Hz; 201 planes were asked"
                + " for. Use fewer planes, a higher readout rate, or more pictures");
    assertThatThrownBy(() -> simulator.record(scene, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 planes to record of scene test; expected 1 or more");
  }

  @Test
  void refusesImpossibleCameras() {
    assertThatThrownBy(() -> camera(0, 1, Reset.ZERO, Start.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Camera threshold is 0.0; expected a positive number");
    assertThatThrownBy(() -> camera(1, Double.NaN, Reset.ZERO, Start.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Camera gain is NaN; expected a positive number");
    assertThatThrownBy(() -> new SensorNoise(0, 0, -0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Noise parameter darkDeviation is -0.5; expected a number of 0 or more");
    assertThatThrownBy(() -> CameraPreset.of("vidar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown camera preset 'vidar'; there are spike-reds, spike-zoo, spikingsim");
  }
}
