package io.spikelake.testing.plain;

import io.spikelake.quality.PristineModel;
import java.util.ArrayList;
import java.util.List;

/** NIQE, step by step. */
public final class PlainNiqe {

  private static final int PATCH = 96;
  private static final int FEATURES = 36;
  private static final int[][] SHIFTS = {{1, 0}, {0, 1}, {1, 1}, {-1, 1}};

  private final PristineModel model;
  private final PlainArithmetic arithmetic;

  private PlainNiqe(PristineModel model, PlainArithmetic arithmetic) {
    this.model = model;
    this.arithmetic = arithmetic;
  }

  public static PlainNiqe matlab(PristineModel model) {
    return new PlainNiqe(model, PlainArithmetic.MATLAB);
  }

  public static PlainNiqe pyiqa(PristineModel model) {
    return new PlainNiqe(model, PlainArithmetic.PYIQA_NIQE);
  }

  /**
   * @param grey whole levels, row-major
   * @return NaN with fewer than two patches that have all features
   */
  public double score(double[] grey, int width, int height) {
    int cutWidth = width - width % PATCH;
    int cutHeight = height - height % PATCH;
    double[] cut = cut(grey, width, 0, 0, cutWidth, cutHeight);
    double[] full = arithmetic.mscn(cut, cutWidth, cutHeight, true);
    double[] half = arithmetic.half(cut, cutWidth, cutHeight);
    double[] coarse = arithmetic.mscn(half, cutWidth / 2, cutHeight / 2, true);
    List<double[]> rows = new ArrayList<>();
    for (int y = 0; y < cutHeight; y += PATCH) {
      for (int x = 0; x < cutWidth; x += PATCH) {
        double[] row = new double[FEATURES];
        fill(row, 0, cut(full, cutWidth, x, y, PATCH, PATCH), PATCH);
        int side = PATCH / 2;
        fill(row, FEATURES / 2, cut(coarse, cutWidth / 2, x / 2, y / 2, side, side), side);
        rows.add(row);
      }
    }
    return distance(rows);
  }

  private static double[] cut(double[] plane, int stride, int x, int y, int width, int height) {
    double[] cut = new double[width * height];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = plane[(y + i / width) * stride + x + i % width];
    }
    return cut;
  }

  private static void fill(double[] row, int offset, double[] patch, int side) {
    PlainFits.Asymmetric fit = PlainFits.Asymmetric.of(patch);
    int next = offset;
    row[next++] = fit.alpha();
    row[next++] = (fit.leftScale() + fit.rightScale()) / 2;
    for (int[] shift : SHIFTS) {
      double[] products = PlainFits.products(patch, side, side, shift[0], shift[1]);
      PlainFits.Asymmetric pair = PlainFits.Asymmetric.of(products);
      row[next++] = pair.alpha();
      row[next++] = pair.mean();
      row[next++] = pair.leftScale();
      row[next++] = pair.rightScale();
    }
  }

  private double distance(List<double[]> rows) {
    List<double[]> complete = new ArrayList<>();
    for (double[] row : rows) {
      boolean missing = false;
      for (double feature : row) {
        missing |= Double.isNaN(feature);
      }
      if (!missing) {
        complete.add(row);
      }
    }
    if (complete.size() < 2) {
      return Double.NaN;
    }
    double[] mean = mean(rows);
    double[] completeMean = mean(complete);
    double[] modelMean = model.mean();
    double[] modelCovariance = model.covariance();
    double[][] system = new double[FEATURES][FEATURES + 1];
    for (int i = 0; i < FEATURES; i++) {
      for (int j = 0; j < FEATURES; j++) {
        double sum = 0;
        for (double[] row : complete) {
          sum += (row[i] - completeMean[i]) * (row[j] - completeMean[j]);
        }
        double covariance = sum / (complete.size() - 1);
        system[i][j] = (modelCovariance[i * FEATURES + j] + covariance) / 2;
      }
      system[i][FEATURES] = modelMean[i] - mean[i];
    }
    double form = 0;
    double[] solution = solve(system);
    for (int i = 0; i < FEATURES; i++) {
      form += (modelMean[i] - mean[i]) * solution[i];
    }
    return Math.sqrt(form);
  }

  private static double[] mean(List<double[]> rows) {
    double[] mean = new double[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      int count = 0;
      for (double[] row : rows) {
        if (!Double.isNaN(row[i])) {
          mean[i] += row[i];
          count++;
        }
      }
      mean[i] /= count;
    }
    return mean;
  }

  /**
   * Gauss-Jordan elimination with pivots from the rows below; the last column is the right side.
   */
  private static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(rows[i][k]) > Math.abs(rows[pivot][k]) ? i : pivot;
      }
      double[] row = rows[pivot];
      rows[pivot] = rows[k];
      rows[k] = row;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : rows[i][k] / row[k];
        for (int j = k; j <= n; j++) {
          rows[i][j] -= factor * row[j];
        }
      }
    }
    double[] solution = new double[n];
    for (int k = 0; k < n; k++) {
      solution[k] = rows[k][n] / rows[k][k];
    }
    return solution;
  }
}
