package io.spikelake.quality.nss;

import java.util.Arrays;

/**
 * Quadratic form of the Moore-Penrose inverse of a symmetric matrix, {@code d' pinv(S) d}.
 *
 * <p>By {@link Cholesky} where the matrix is safely positive definite, which those of NIQE are.
 * Others by eigenvalues, found with cyclic Jacobi rotations: slow for large matrices and accurate
 * to the last digits for small ones. Eigenvalues of magnitude up to {@code n * 2^-52} times the
 * largest count as zero, as in MATLAB's {@code pinv}. Golub, Van Loan, "Matrix Computations", 8.5.
 */
public final class PseudoInverse {

  private static final double EPSILON = 0x1p-52;

  /** Six to ten sweeps suffice for any matrix of this kind. */
  private static final int MAX_SWEEPS = 60;

  private PseudoInverse() {}

  /**
   * @param symmetric row-major, {@code d.length} squared; not modified
   * @param d not modified
   * @return the form; NaN if a number of the input is not finite
   */
  public static double quadraticForm(double[] symmetric, double[] d) {
    int n = d.length;
    Planes.check(symmetric.length, n, n);
    if (!Arrays.stream(symmetric).allMatch(Double::isFinite)) {
      return Double.NaN;
    }
    double form = Cholesky.quadraticForm(symmetric, d);
    return Double.isNaN(form) ? byEigenvalues(symmetric, d) : form;
  }

  /** The form, for any symmetric matrix of finite numbers. */
  static double byEigenvalues(double[] symmetric, double[] d) {
    int n = d.length;
    double[] a = symmetric.clone();
    double[] rotated = d.clone();
    diagonalise(a, rotated, n);
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(a[i * n + i]));
    }
    double form = 0;
    for (int i = 0; i < n; i++) {
      double eigenvalue = a[i * n + i];
      if (Math.abs(eigenvalue) > n * EPSILON * largest) {
        form += rotated[i] * rotated[i] / eigenvalue;
      }
    }
    return form;
  }

  /** Rotates a to diagonal form and d with it, so that d ends in the basis of eigenvectors. */
  private static void diagonalise(double[] a, double[] d, int n) {
    for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, n) > 0; sweep++) {
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, d, n, p, q);
        }
      }
    }
  }

  /** One rotation that makes a[p][q] zero. */
  private static void rotate(double[] a, double[] d, int n, int p, int q) {
    double apq = a[p * n + q];
    double app = a[p * n + p];
    double aqq = a[q * n + q];
    if (Math.abs(apq) <= EPSILON * 0x1p-10 * Math.sqrt(Math.abs(app * aqq))) {
      // Below what the eigenvalues can feel; setting it to zero lets the sweeps end.
      a[p * n + q] = 0;
      a[q * n + p] = 0;
      return;
    }
    double theta = (aqq - app) / (2 * apq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < n; k++) {
      double akp = a[k * n + p];
      double akq = a[k * n + q];
      a[k * n + p] = c * akp - s * akq;
      a[k * n + q] = s * akp + c * akq;
    }
    for (int k = 0; k < n; k++) {
      double apk = a[p * n + k];
      double aqk = a[q * n + k];
      a[p * n + k] = c * apk - s * aqk;
      a[q * n + k] = s * apk + c * aqk;
    }
    a[p * n + q] = 0;
    a[q * n + p] = 0;
    double dp = d[p];
    d[p] = c * dp - s * d[q];
    d[q] = s * dp + c * d[q];
  }

  private static double offDiagonal(double[] a, int n) {
    double sum = 0;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < row; column++) {
        sum += Math.abs(a[row * n + column]);
      }
    }
    return sum;
  }
}
