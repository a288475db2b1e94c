package io.spikelake.reconstruct;

/**
 * The synapse with short-term plasticity behind texture from short-term plasticity (TFSTP): every
 * pixel feeds its spikes to one, and how much the synapse has adapted tells how bright the pixel
 * is.
 *
 * <p>R is the share of resources left, u that of them which a spike uses. Both move with the
 * interval d between spikes, in planes:
 *
 * <pre>
 * R &lt;- 1 - (1 - R (1 - u)) exp(-d / D)
 * u &lt;- u0 + (u + f (1 - u) - u0) exp(-d / F)
 * </pre>
 *
 * with the old R and u on the right, and the brightness is what the steady state of a regular spike
 * train would give as its rate, once for u and once for R, summed:
 *
 * <pre>
 * rho = -1 / (F ln((u - u0) / (F - u0 + u (1 - f)))) - 1 / (D ln((1 - R) / (1 - R (1 - u))))
 * </pre>
 *
 * u0 = f = 0.15, D = 1 and F = 10 planes. A term whose logarithm is that of 0 is 0, so a synapse
 * that never moved is black.
 *
 * <p>Single precision throughout, in the order written, because it shows: for d above 16 exp(-d) is
 * lost against 1, R becomes 1, and its term 0. In double precision up to 29 % of the pixels of a
 * reference frame differ, by up to 0.064. Logarithms are rounded to single precision before they
 * are used.
 *
 * <p>Zheng, Zheng, Yu, Shi, Tian, Huang, "High-speed Image Reconstruction through Short-term
 * Plasticity for Spiking Cameras", CVPR 2021; constants and order are those of public code.
 */
final class ShortTermPlasticity {

  /** u of a synapse at rest. */
  static final float U0 = 0.15f;

  /** R of a synapse at rest. */
  static final float R0 = 1f;

  /** Share of what is left of u that a spike adds. */
  static final float STEP = 0.15f;

  private static final float D = 1f;
  private static final float F = 10f;

  /** Beyond this many planes both factors are 0 in single precision: exp(-104) is. */
  private static final int LONGEST = 1041;

  private static final float[] RECOVERY = decay(D);
  private static final float[] FACILITATION = decay(F);

  private ShortTermPlasticity() {}

  /**
   * exp(-d / tau) by d, each rounded once from the exponential of the single-precision quotient.
   */
  private static float[] decay(float tau) {
    float[] decay = new float[LONGEST + 1];
    for (int d = 0; d < decay.length; d++) {
      decay[d] = (float) StrictMath.exp(-d / tau);
    }
    return decay;
  }

  /** exp(-d / D), the factor of R. */
  static float recovery(int interval) {
    return RECOVERY[Math.min(interval, LONGEST)];
  }

  /** exp(-d / F), the factor of u. */
  static float facilitation(int interval) {
    return FACILITATION[Math.min(interval, LONGEST)];
  }

  /** The next R, from the old R and u. */
  static float nextR(float r, float u, float recovery) {
    return 1f - (1f - r * (1f - u)) * recovery;
  }

  /** The next u, from the old u. */
  static float nextU(float u, float facilitation) {
    return U0 + (u + STEP * (1f - u) - U0) * facilitation;
  }

  /** The brightness rho that a synapse shows, in spikes per plane, not calibrated. */
  static float rho(float r, float u) {
    return rate(F, (u - U0) / (F - U0 + u * (1f - STEP))) + rate(D, (1f - r) / (1f - r * (1f - u)));
  }

  private static float rate(float tau, float remaining) {
    return remaining == 0 ? 0 : -1f / (tau * FloatLogarithm.ln(remaining));
  }
}
