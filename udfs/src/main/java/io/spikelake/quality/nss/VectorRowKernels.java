package io.spikelake.quality.nss;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowKernels} by the Vector API. The lanes are columns, which have nothing to do with each
 * other; columns that fill no vector are computed one by one with the same operations.
 */
final class VectorRowKernels implements RowKernels {

  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

  @Override
  public void down(
      double[][] rows, int length, double w0, double w1, double w2, double w3, double[] sums) {
    double[] r0 = rows[0];
    double[] r1 = rows[1];
    double[] r2 = rows[2];
    double[] r3 = rows[3];
    double[] r4 = rows[4];
    double[] r5 = rows[5];
    double[] r6 = rows[6];
    DoubleVector v0 = DoubleVector.broadcast(LANES, w0);
    DoubleVector v1 = DoubleVector.broadcast(LANES, w1);
    DoubleVector v2 = DoubleVector.broadcast(LANES, w2);
    int x = 0;
    for (int end = LANES.loopBound(length); x < end; x += LANES.length()) {
      DoubleVector sum = at(r3, x).mul(w3);
      sum = at(r2, x).add(at(r4, x)).fma(v2, sum);
      sum = at(r1, x).add(at(r5, x)).fma(v1, sum);
      at(r0, x).add(at(r6, x)).fma(v0, sum).intoArray(sums, x);
    }
    for (; x < length; x++) {
      double sum = r3[x] * w3;
      sum = Math.fma(r2[x] + r4[x], w2, sum);
      sum = Math.fma(r1[x] + r5[x], w1, sum);
      sums[x] = Math.fma(r0[x] + r6[x], w0, sum);
    }
  }

  @Override
  public void across(
      double[] row, int length, double w0, double w1, double w2, double w3, double[] sums) {
    DoubleVector v0 = DoubleVector.broadcast(LANES, w0);
    DoubleVector v1 = DoubleVector.broadcast(LANES, w1);
    DoubleVector v2 = DoubleVector.broadcast(LANES, w2);
    int x = 0;
    for (int end = LANES.loopBound(length); x < end; x += LANES.length()) {
      DoubleVector sum = at(row, x + 3).mul(w3);
      sum = at(row, x + 2).add(at(row, x + 4)).fma(v2, sum);
      sum = at(row, x + 1).add(at(row, x + 5)).fma(v1, sum);
      at(row, x).add(at(row, x + 6)).fma(v0, sum).intoArray(sums, x);
    }
    for (; x < length; x++) {
      double sum = row[x + 3] * w3;
      sum = Math.fma(row[x + 2] + row[x + 4], w2, sum);
      sum = Math.fma(row[x + 1] + row[x + 5], w1, sum);
      sums[x] = Math.fma(row[x] + row[x + 6], w0, sum);
    }
  }

  @Override
  public void addAcross(
      double[] row, int length, double w0, double w1, double w2, double w3, double[] sums) {
    DoubleVector v0 = DoubleVector.broadcast(LANES, w0);
    DoubleVector v1 = DoubleVector.broadcast(LANES, w1);
    DoubleVector v2 = DoubleVector.broadcast(LANES, w2);
    DoubleVector v3 = DoubleVector.broadcast(LANES, w3);
    int x = 0;
    for (int end = LANES.loopBound(length); x < end; x += LANES.length()) {
      DoubleVector sum = at(row, x + 3).fma(v3, at(sums, x));
      sum = at(row, x + 2).add(at(row, x + 4)).fma(v2, sum);
      sum = at(row, x + 1).add(at(row, x + 5)).fma(v1, sum);
      at(row, x).add(at(row, x + 6)).fma(v0, sum).intoArray(sums, x);
    }
    for (; x < length; x++) {
      double sum = Math.fma(row[x + 3], w3, sums[x]);
      sum = Math.fma(row[x + 2] + row[x + 4], w2, sum);
      sum = Math.fma(row[x + 1] + row[x + 5], w1, sum);
      sums[x] = Math.fma(row[x] + row[x + 6], w0, sum);
    }
  }

  @Override
  public void addProducts(
      SignedRows rows,
      int count,
      int up,
      int shift,
      boolean rounded,
      int length,
      ColumnMoments sums) {
    double[][] values = rows.values;
    double[][] signs = rows.signs;
    int x = 1;
    for (; x + LANES.length() < length; x += LANES.length()) {
      DoubleVector lefts = at(sums.left, x);
      DoubleVector rights = at(sums.right, x);
      DoubleVector magnitudes = at(sums.magnitudes, x);
      DoubleVector differences = at(sums.signs, x);
      DoubleVector counts = at(sums.counts, x);
      for (int row = 1; row <= count; row++) {
        DoubleVector product = at(values[row], x).mul(at(values[row - up], x + shift));
        if (rounded) {
          DoubleVector scaled = product.mul(ScalarRowKernels.SPLITTER);
          product = scaled.sub(scaled.sub(product));
        }
        DoubleVector sign = at(signs[row], x).mul(at(signs[row - up], x + shift));
        DoubleVector magnitude = product.abs();
        DoubleVector left = magnitude.sub(product);
        DoubleVector right = magnitude.add(product);
        lefts = left.fma(left, lefts);
        rights = right.fma(right, rights);
        magnitudes = magnitudes.add(magnitude);
        differences = differences.add(sign);
        counts = sign.fma(sign, counts);
      }
      lefts.intoArray(sums.left, x);
      rights.intoArray(sums.right, x);
      magnitudes.intoArray(sums.magnitudes, x);
      differences.intoArray(sums.signs, x);
      counts.intoArray(sums.counts, x);
    }
    for (; x < length - 1; x++) {
      for (int row = 1; row <= count; row++) {
        double product = values[row][x] * values[row - up][x + shift];
        if (rounded) {
          double scaled = product * ScalarRowKernels.SPLITTER;
          product = scaled - (scaled - product);
        }
        add(product, signs[row][x] * signs[row - up][x + shift], sums, x);
      }
    }
  }

  @Override
  public void addValues(SignedRows rows, int count, int length, ColumnMoments sums) {
    double[][] values = rows.values;
    double[][] signs = rows.signs;
    int x = 1;
    for (; x + LANES.length() < length; x += LANES.length()) {
      DoubleVector lefts = at(sums.left, x);
      DoubleVector rights = at(sums.right, x);
      DoubleVector magnitudes = at(sums.magnitudes, x);
      DoubleVector differences = at(sums.signs, x);
      DoubleVector counts = at(sums.counts, x);
      for (int row = 1; row <= count; row++) {
        DoubleVector value = at(values[row], x);
        DoubleVector sign = at(signs[row], x);
        DoubleVector magnitude = value.abs();
        DoubleVector left = magnitude.sub(value);
        DoubleVector right = magnitude.add(value);
        lefts = left.fma(left, lefts);
        rights = right.fma(right, rights);
        magnitudes = magnitudes.add(magnitude);
        differences = differences.add(sign);
        counts = sign.fma(sign, counts);
      }
      lefts.intoArray(sums.left, x);
      rights.intoArray(sums.right, x);
      magnitudes.intoArray(sums.magnitudes, x);
      differences.intoArray(sums.signs, x);
      counts.intoArray(sums.counts, x);
    }
    for (; x < length - 1; x++) {
      for (int row = 1; row <= count; row++) {
        add(values[row][x], signs[row][x], sums, x);
      }
    }
  }

  private static DoubleVector at(double[] values, int x) {
    return DoubleVector.fromArray(LANES, values, x);
  }

  private static void add(double value, double sign, ColumnMoments sums, int x) {
    double magnitude = Math.abs(value);
    double left = magnitude - value;
    double right = magnitude + value;
    sums.left[x] = Math.fma(left, left, sums.left[x]);
    sums.right[x] = Math.fma(right, right, sums.right[x]);
    sums.magnitudes[x] += magnitude;
    sums.signs[x] += sign;
    sums.counts[x] = Math.fma(sign, sign, sums.counts[x]);
  }
}
