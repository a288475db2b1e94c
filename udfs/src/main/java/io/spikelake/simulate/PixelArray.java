package io.spikelake.simulate;

import io.spikelake.simulate.SpikeCamera.Reset;
import io.spikelake.simulate.SpikeCamera.Start;
import io.spikelake.simulate.scene.CounterRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pixels of a camera while they record: light in, spikes out, charge kept in between.
 *
 * <p>Every random number belongs to a pixel and a plane, so that the spikes depend neither on how
 * the planes are divided into calls nor on the threads that work on a call. One call at a time.
 */
final class PixelArray {

  /** A multiple of 8, so that no two threads share a byte of a plane. */
  private static final int BLOCK = 4096;

  private final SpikeCamera camera;
  private final SensorNoise noise;
  private final int pixels;
  private final double[] charge;
  private final double[] gain;
  private final CounterRandom photons;
  private final CounterRandom dark;
  private long plane;

  /**
   * @param pixels of one plane
   * @param random of the start charge and of all noise
   */
  PixelArray(SpikeCamera camera, int pixels, CounterRandom random) {
    this.camera = camera;
    this.noise = camera.noise();
    this.pixels = pixels;
    this.charge = new double[pixels];
    this.gain = new double[pixels];
    this.photons = random.stream(2);
    this.dark = random.stream(3);
    if (camera.start() == Start.UNIFORM) {
      CounterRandom start = random.stream(0);
      Arrays.setAll(charge, p -> camera.threshold() * start.uniform(p));
    }
    CounterRandom spread = random.stream(1);
    Arrays.setAll(
        gain,
        p ->
            noise.gainDeviation() == 0
                ? camera.gain()
                : camera.gain() * Math.max(0, 1 + noise.gainDeviation() * spread.normal(p)));
  }

  /**
   * Records the next planes.
   *
   * @param luminance (Input) one row-major picture per plane, 0..1; not modified
   * @param planes how many of the pictures are used
   * @param bits (Output) packed planes, pixel {@code p} at bit {@code p % 8} of byte {@code p / 8};
   *     must be zero
   */
  void expose(float[][] luminance, int planes, byte[] bits) {
    int planeBytes = (pixels + 7) / 8;
    IntStream.range(0, (pixels + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block -> {
              int from = block * BLOCK;
              int to = Math.min(pixels, from + BLOCK);
              for (int i = 0; i < planes; i++) {
                expose(plane + i, luminance[i], from, to, bits, i * planeBytes);
              }
            });
    plane += planes;
  }

  private void expose(long at, float[] luminance, int from, int to, byte[] bits, int offset) {
    double threshold = camera.threshold();
    boolean subtract = camera.reset() == Reset.SUBTRACT;
    for (int p = from; p < to; p++) {
      double filled = charge[p] + added(at, p, luminance[p]);
      if (filled >= threshold) {
        bits[offset + (p >>> 3)] |= (byte) (1 << (p & 7));
        filled = subtract ? filled - threshold : 0;
      }
      charge[p] = filled;
    }
  }

  /** Charge that a pixel gains in one plane. */
  private double added(long at, int p, float luminance) {
    long n = at * pixels + p;
    double light = luminance;
    if (noise.photonsAtWhite() > 0) {
      light = photons.poisson(n, luminance * noise.photonsAtWhite()) / noise.photonsAtWhite();
    }
    double added = gain[p] * light + noise.darkCharge();
    if (noise.darkDeviation() > 0) {
      added += noise.darkDeviation() * dark.normal(n);
    }
    return added;
  }
}
