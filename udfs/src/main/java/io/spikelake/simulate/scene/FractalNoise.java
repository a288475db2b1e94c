package io.spikelake.simulate.scene;

/**
 * Seeded texture with detail at every scale: a sum of smooth random fields whose cell sizes are 2,
 * 4, 8, ... 128 pixels and whose amplitudes grow with a power of the cell size, as in pictures of
 * natural surfaces.
 *
 * <p>Periodic with {@link #SIZE} in both directions; mean 0 and standard deviation 1.
 */
final class FractalNoise {

  /** Pixels after which the texture repeats. */
  static final int SIZE = 512;

  private static final int MASK = SIZE - 1;

  private final float[] values;

  /**
   * @param roughness 0 gives every scale the same amplitude, 1 an amplitude in proportion to the
   *     cell size, which is smoother
   */
  FractalNoise(CounterRandom random, double roughness) {
    double[] sum = new double[SIZE * SIZE];
    for (int octave = 1; octave <= 7; octave++) {
      int cell = 1 << octave;
      add(sum, random.stream(octave), cell, StrictMath.pow(cell, roughness));
    }
    values = standardised(sum);
  }

  private static float[] standardised(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(squares / values.length - mean * mean);
    float[] standard = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      standard[i] = (float) ((values[i] - mean) / deviation);
    }
    return standard;
  }

  private static void add(double[] sum, CounterRandom random, int cell, double amplitude) {
    int cells = SIZE / cell;
    double[] lattice = new double[cells * cells];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = amplitude * random.uniform(i, -1, 1);
    }
    for (int y = 0; y < SIZE; y++) {
      int top = y / cell * cells;
      int bottom = (y / cell + 1) % cells * cells;
      double v = smooth((double) (y % cell) / cell);
      for (int x = 0; x < SIZE; x++) {
        int left = x / cell;
        int right = (left + 1) % cells;
        double u = smooth((double) (x % cell) / cell);
        double above = lattice[top + left] + u * (lattice[top + right] - lattice[top + left]);
        double below =
            lattice[bottom + left] + u * (lattice[bottom + right] - lattice[bottom + left]);
        sum[y * SIZE + x] += above + v * (below - above);
      }
    }
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  /** The texture at any point, bilinear between its pixels. */
  float at(double x, double y) {
    double floorX = Math.floor(x);
    double floorY = Math.floor(y);
    float u = (float) (x - floorX);
    float v = (float) (y - floorY);
    int left = (int) floorX & MASK;
    int right = (left + 1) & MASK;
    int top = ((int) floorY & MASK) * SIZE;
    int bottom = (((int) floorY + 1) & MASK) * SIZE;
    float above = values[top + left] + u * (values[top + right] - values[top + left]);
    float below = values[bottom + left] + u * (values[bottom + right] - values[bottom + left]);
    return above + v * (below - above);
  }
}
