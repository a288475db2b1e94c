package io.spikelake.quality.opencv;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link BlurKernels} by the Vector API; columns that fill no vector are computed as in scalar
 * code.
 */
final class VectorBlurKernels implements BlurKernels {

  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  @Override
  public void along(float[] row, int width, float[] taps, float[] sums) {
    FloatVector t1 = FloatVector.broadcast(LANES, taps[1]);
    FloatVector t2 = FloatVector.broadcast(LANES, taps[2]);
    FloatVector t3 = FloatVector.broadcast(LANES, taps[3]);
    FloatVector t4 = FloatVector.broadcast(LANES, taps[4]);
    FloatVector t5 = FloatVector.broadcast(LANES, taps[5]);
    FloatVector t6 = FloatVector.broadcast(LANES, taps[6]);
    int x = 0;
    for (int end = LANES.loopBound(width); x < end; x += LANES.length()) {
      FloatVector sum = at(row, x).mul(taps[0]);
      sum = at(row, x + 1).fma(t1, sum);
      sum = at(row, x + 2).fma(t2, sum);
      sum = at(row, x + 3).fma(t3, sum);
      sum = at(row, x + 4).fma(t4, sum);
      sum = at(row, x + 5).fma(t5, sum);
      at(row, x + 6).fma(t6, sum).intoArray(sums, x);
    }
    for (; x < width; x++) {
      sums[x] = ScalarBlurKernels.along(row, x, taps);
    }
  }

  @Override
  public void down(float[][] rows, int width, float[] taps, float[] sums, int to) {
    float[] r0 = rows[0];
    float[] r1 = rows[1];
    float[] r2 = rows[2];
    float[] r3 = rows[3];
    float[] r4 = rows[4];
    float[] r5 = rows[5];
    float[] r6 = rows[6];
    FloatVector t4 = FloatVector.broadcast(LANES, taps[4]);
    FloatVector t5 = FloatVector.broadcast(LANES, taps[5]);
    FloatVector t6 = FloatVector.broadcast(LANES, taps[6]);
    int x = 0;
    for (int end = LANES.loopBound(width); x < end; x += LANES.length()) {
      FloatVector sum = at(r3, x).mul(taps[3]);
      sum = at(r4, x).add(at(r2, x)).fma(t4, sum);
      sum = at(r5, x).add(at(r1, x)).fma(t5, sum);
      at(r6, x).add(at(r0, x)).fma(t6, sum).intoArray(sums, to + x);
    }
    for (; x < width; x++) {
      float sum = r3[x] * taps[3];
      sum = Math.fma(r4[x] + r2[x], taps[4], sum);
      sum = Math.fma(r5[x] + r1[x], taps[5], sum);
      sums[to + x] = Math.fma(r6[x] + r0[x], taps[6], sum);
    }
  }

  private static FloatVector at(float[] values, int x) {
    return FloatVector.fromArray(LANES, values, x);
  }
}
