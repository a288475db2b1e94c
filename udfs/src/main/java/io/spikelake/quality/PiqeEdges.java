package io.spikelake.quality;

import io.spikelake.quality.nss.Plane;
import java.util.Arrays;

/**
 * The smoothest run of six pixels on the edges of the blocks of PIQE. Edges lie side by side, one
 * array per place along them, so that the runs at one place of all edges are computed at once.
 */
final class PiqeEdges {

  private static final int SIDE = PiqeBlocks.SIDE;
  private static final int EDGES = 4;
  private static final int RUN = 6;

  private final double[][] places = new double[SIDE][0];
  private double[] means = new double[0];
  private double[] squares = new double[0];
  private double[] least = new double[0];

  /** Looks at the edges of a row of blocks. */
  void measure(Plane map, int top, int blocks) {
    int edges = EDGES * blocks;
    if (means.length < edges) {
      Arrays.setAll(places, place -> new double[edges]);
      means = new double[edges];
      squares = new double[edges];
      least = new double[edges];
    }
    collect(map, top, blocks);
    Arrays.fill(least, 0, edges, Double.POSITIVE_INFINITY);
    for (int first = 0; first + RUN <= SIDE; first++) {
      double[] a = places[first];
      double[] b = places[first + 1];
      double[] c = places[first + 2];
      double[] d = places[first + 3];
      double[] e = places[first + 4];
      double[] f = places[first + 5];
      means(a, b, c, d, e, f, edges, means);
      squares(a, b, c, d, e, f, means, edges, squares);
      keepLeast(squares, edges, least);
    }
  }

  /** Standard deviation of the smoothest run on the four edges of a block. */
  double smoothest(int block) {
    int at = EDGES * block;
    double ofRows = Math.min(least[at], least[at + 1]);
    double ofColumns = Math.min(least[at + 2], least[at + 3]);
    return Math.sqrt(Math.min(ofRows, ofColumns) / (RUN - 1));
  }

  /** Top row, bottom row, left column and right column of every block. */
  private void collect(Plane map, int top, int blocks) {
    double[] values = map.values();
    int stride = map.stride();
    for (int place = 0; place < SIDE; place++) {
      double[] edge = places[place];
      int topRow = top * stride + place;
      int bottomRow = (top + SIDE - 1) * stride + place;
      int left = (top + place) * stride;
      for (int block = 0; block < blocks; block++) {
        edge[EDGES * block] = values[topRow + block * SIDE];
        edge[EDGES * block + 1] = values[bottomRow + block * SIDE];
        edge[EDGES * block + 2] = values[left + block * SIDE];
        edge[EDGES * block + 3] = values[left + block * SIDE + SIDE - 1];
      }
    }
  }

  private static void means(
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double[] e,
      double[] f,
      int count,
      double[] means) {
    for (int i = 0; i < count; i++) {
      means[i] = (a[i] + b[i] + c[i] + d[i] + e[i] + f[i]) / RUN;
    }
  }

  private static void squares(
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double[] e,
      double[] f,
      double[] means,
      int count,
      double[] squares) {
    for (int i = 0; i < count; i++) {
      double mean = means[i];
      squares[i] =
          square(a[i] - mean)
              + square(b[i] - mean)
              + square(c[i] - mean)
              + square(d[i] - mean)
              + square(e[i] - mean)
              + square(f[i] - mean);
    }
  }

  private static double square(double value) {
    return value * value;
  }

  private static void keepLeast(double[] values, int count, double[] least) {
    for (int i = 0; i < count; i++) {
      least[i] = Math.min(least[i], values[i]);
    }
  }
}
