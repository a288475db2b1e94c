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
  public void addProducts(SignedRow a, SignedRow b, int shift, int length, ColumnMoments sums) {
    int x = 1;
    for (; x + LANES.length() < length; x += LANES.length()) {
      DoubleVector product = at(a.values, x).mul(at(b.values, x + shift));
      add(product, at(a.signs, x).mul(at(b.signs, x + shift)), sums, x);
    }
    for (; x < length - 1; x++) {
      add(a.values[x] * b.values[x + shift], a.signs[x] * b.signs[x + shift], sums, x);
    }
  }

  @Override
  public void addRoundedProducts(
      SignedRow a, SignedRow b, int shift, int length, ColumnMoments sums) {
    double splitter = ScalarRowKernels.SPLITTER;
    int x = 1;
    for (; x + LANES.length() < length; x += LANES.length()) {
      DoubleVector product = at(a.values, x).mul(at(b.values, x + shift));
      DoubleVector scaled = product.mul(splitter);
      product = scaled.sub(scaled.sub(product));
      add(product, at(a.signs, x).mul(at(b.signs, x + shift)), sums, x);
    }
    for (; x < length - 1; x++) {
      double product = a.values[x] * b.values[x + shift];
      double scaled = product * splitter;
      product = scaled - (scaled - product);
      add(product, a.signs[x] * b.signs[x + shift], sums, x);
    }
  }

  @Override
  public void addValues(SignedRow row, int length, ColumnMoments sums) {
    int x = 1;
    for (; x + LANES.length() < length; x += LANES.length()) {
      add(at(row.values, x), at(row.signs, x), sums, x);
    }
    for (; x < length - 1; x++) {
      add(row.values[x], row.signs[x], sums, x);
    }
  }

  private static DoubleVector at(double[] values, int x) {
    return DoubleVector.fromArray(LANES, values, x);
  }

  private static void add(DoubleVector value, DoubleVector sign, ColumnMoments sums, int x) {
    DoubleVector magnitude = value.abs();
    DoubleVector left = magnitude.sub(value);
    DoubleVector right = magnitude.add(value);
    left.fma(left, at(sums.left, x)).intoArray(sums.left, x);
    right.fma(right, at(sums.right, x)).intoArray(sums.right, x);
    at(sums.magnitudes, x).add(magnitude).intoArray(sums.magnitudes, x);
    at(sums.signs, x).add(sign).intoArray(sums.signs, x);
    sign.fma(sign, at(sums.counts, x)).intoArray(sums.counts, x);
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
