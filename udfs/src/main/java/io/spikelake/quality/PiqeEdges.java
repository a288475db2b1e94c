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
      Arrays.fill(means, 0, edges, 0);
      Arrays.fill(squares, 0, edges, 0);
      for (int place = first; place < first + RUN; place++) {
        add(places[place], edges, means);
      }
      divide(means, edges);
      for (int place = first; place < first + RUN; place++) {
        addSquares(places[place], means, edges, squares);
      }
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

  private static void add(double[] values, int count, double[] sums) {
    for (int i = 0; i < count; i++) {
      sums[i] += values[i];
    }
  }

  private static void divide(double[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] /= RUN;
    }
  }

  private static void addSquares(double[] values, double[] means, int count, double[] squares) {
    for (int i = 0; i < count; i++) {
      double difference = values[i] - means[i];
      squares[i] += difference * difference;
    }
  }

  private static void keepLeast(double[] values, int count, double[] least) {
    for (int i = 0; i < count; i++) {
      least[i] = Math.min(least[i], values[i]);
    }
  }
}
