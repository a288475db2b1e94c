package io.spikelake.testing.plain;

import io.spikelake.spike.SpikeStream;
import java.util.ArrayList;
import java.util.List;

/** The spiking neural model for a moving camera, from lists of intervals. */
public final class PlainSpikingNeuralModel {

  private PlainSpikingNeuralModel() {}

  /** Brightness of one pixel at plane {@code key} of all planes given. */
  public static double brightness(boolean[] spikes, int key) {
    List<Integer> intervals = new ArrayList<>();
    int previous = 0;
    for (int t = 0; t < spikes.length; t++) {
      if (spikes[t]) {
        intervals.add(t - previous);
        previous = t;
      }
    }
    intervals.add(spikes.length - previous);
    int j = 0;
    int sum = intervals.get(0);
    while (sum < key) {
      j++;
      sum += intervals.get(j);
    }
    int a = intervals.get(j == 0 ? intervals.size() - 1 : j - 1);
    int b = intervals.get(j);
    int c = j + 1 < intervals.size() ? intervals.get(j + 1) : b;
    int tau = key - (sum - b);
    int v = b;
    if ((a > b && b > c) || (a < b && b < c)) {
      v = tau <= (double) a * (c - b) / (c - a) ? a : c;
    }
    double da = a == 0 ? 1 : a;
    double dv = v == 0 ? 1 : v;
    double dc = c == 0 ? 1 : c;
    if (dv != b) {
      return 1 / dv;
    }
    double[] x = {da / 2, da + dv / 2, da + dv + dc / 2};
    double[] y = {1 / da, 1 / dv, 1 / dc};
    return Math.max(0, line(x, y, da + tau));
  }

  /** The least-squares line at a point. */
  private static double line(double[] x, double[] y, double at) {
    double meanX = (x[0] + x[1] + x[2]) / 3;
    double meanY = (y[0] + y[1] + y[2]) / 3;
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < 3; i++) {
      covariance += (x[i] - meanX) * (y[i] - meanY);
      variance += (x[i] - meanX) * (x[i] - meanX);
    }
    return meanY + covariance / variance * (at - meanX);
  }

  /** Brightness of every pixel, upright, over the first planes. */
  public static double[] brightness(SpikeStream stream, int key, int planes) {
    double[] brightness = new double[stream.pixels()];
    boolean[] spikes = new boolean[planes];
    for (int p = 0; p < brightness.length; p++) {
      for (int t = 0; t < planes; t++) {
        spikes[t] = stream.spike(t, p / stream.width(), p % stream.width());
      }
      brightness[p] = brightness(spikes, key);
    }
    return brightness;
  }

  /**
   * The frame, as grey levels 0..255.
   *
   * @param brightness (Input, Output) upright
   */
  public static void display(double[] brightness, int width) {
    int height = brightness.length / width;
    double largest = max(brightness);
    if (largest == 0) {
      return;
    }
    double[][] rows = new double[height][width];
    for (int p = 0; p < brightness.length; p++) {
      rows[height - 1 - p / width][p % width] =
          StrictMath.pow(255 * (brightness[p] / largest), 1 / 3.5);
    }
    for (int round = 0; round < 3; round++) {
      for (int[] start : new int[][] {{1, 1}, {2, 2}, {1, 2}, {2, 1}}) {
        for (int y = start[0]; y < height - 1; y += 2) {
          for (int x = start[1]; x < width - 1; x += 2) {
            rows[y][x] += change(rows, y, x);
          }
        }
      }
    }
    for (int p = 0; p < brightness.length; p++) {
      brightness[p] = rows[height - 1 - p / width][p % width];
    }
    double min = -max(negated(brightness));
    double range = max(brightness) - min;
    for (int p = 0; p < brightness.length; p++) {
      brightness[p] = range == 0 ? 0 : Math.floor((brightness[p] - min) * (255 / range) + 0.5);
    }
  }

  private static double change(double[][] i, int y, int x) {
    double[] proposals = {
      (i[y - 1][x] + i[y + 1][x]) / 2,
      (i[y][x - 1] + i[y][x + 1]) / 2,
      (i[y - 1][x - 1] + i[y + 1][x + 1]) / 2,
      (i[y - 1][x + 1] + i[y + 1][x - 1]) / 2,
      i[y - 1][x] + i[y][x - 1] - i[y - 1][x - 1],
      i[y - 1][x] + i[y][x + 1] - i[y - 1][x + 1],
      i[y][x - 1] + i[y + 1][x] - i[y + 1][x - 1],
      i[y][x + 1] + i[y + 1][x] - i[y + 1][x + 1]
    };
    double change = Double.POSITIVE_INFINITY;
    for (double proposal : proposals) {
      // Proposals that differ by rounding alone are equal, and the earlier one is kept.
      if (Math.abs(proposal - i[y][x]) < Math.abs(change) - 1e-9) {
        change = proposal - i[y][x];
      }
    }
    return change;
  }

  private static double[] negated(double[] values) {
    double[] negated = values.clone();
    for (int i = 0; i < negated.length; i++) {
      negated[i] = -negated[i];
    }
    return negated;
  }

  private static double max(double[] values) {
    double max = values[0];
    for (double value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
