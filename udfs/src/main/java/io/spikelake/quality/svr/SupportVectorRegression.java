package io.spikelake.quality.svr;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Support-vector regression with a Gaussian kernel:
 *
 * <pre>{@code f(x) = sum_i c_i exp(-gamma |v_i - x|^2) - rho}</pre>
 *
 * <p>Immutable; the arrays are copied on the way in and out.
 */
public final class SupportVectorRegression implements Serializable {

  private static final long serialVersionUID = 2;

  private final double gamma;
  private final double rho;
  private final double[] coefficients;
  private final int dimension;

  /** The vectors component by component, so that the distances to all of them grow side by side. */
  private final double[] components;

  /**
   * @param gamma width of the kernel, positive
   * @param coefficients the c, one per support vector
   * @param vectors the v, row-major: one row of {@code vectors.length / coefficients.length}
   *     numbers per support vector
   * @throws IllegalArgumentException if the sizes do not fit, gamma is not positive or a number is
   *     not finite
   */
  public SupportVectorRegression(
      double gamma, double rho, double[] coefficients, double[] vectors) {
    if (coefficients.length == 0
        || vectors.length == 0
        || vectors.length % coefficients.length != 0) {
      throw new IllegalArgumentException(
          "%d coefficients and %d numbers are not a set of support vectors"
              .formatted(coefficients.length, vectors.length));
    }
    if (!(gamma > 0) || Double.isInfinite(gamma) || !Double.isFinite(rho)) {
      throw new IllegalArgumentException("Gamma is %s and rho %s".formatted(gamma, rho));
    }
    this.gamma = gamma;
    this.rho = rho;
    this.coefficients = coefficients.clone();
    this.dimension = vectors.length / coefficients.length;
    requireFinite(this.coefficients, "coefficient");
    requireFinite(vectors, "component of a support vector");
    this.components = transposed(vectors, coefficients.length, dimension);
  }

  public double gamma() {
    return gamma;
  }

  public double rho() {
    return rho;
  }

  /** Numbers per support vector and of an input. */
  public int dimension() {
    return dimension;
  }

  /** How many support vectors there are. */
  public int size() {
    return coefficients.length;
  }

  public double[] coefficients() {
    return coefficients.clone();
  }

  /** The support vectors, row-major. */
  public double[] vectors() {
    return transposed(components, dimension, coefficients.length);
  }

  /**
   * The regression at a point.
   *
   * @param x as many numbers as {@link #dimension()}; not modified
   * @return NaN if a number of x is
   */
  public double predict(double[] x) {
    requireDimension(x.length);
    double[] squaredDistances = new double[coefficients.length];
    for (int k = 0; k < dimension; k++) {
      addSquares(components, k * squaredDistances.length, x[k], squaredDistances);
    }
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * StrictMath.exp(-gamma * squaredDistances[i]);
    }
    return sum - rho;
  }

  private static void addSquares(double[] components, int at, double x, double[] squares) {
    for (int i = 0; i < squares.length; i++) {
      double difference = components[at + i] - x;
      squares[i] += difference * difference;
    }
  }

  private static double[] transposed(double[] matrix, int rows, int columns) {
    double[] transposed = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      transposed[i % columns * rows + i / columns] = matrix[i];
    }
    return transposed;
  }

  private void requireDimension(int length) {
    if (length != dimension) {
      throw new IllegalArgumentException(
          "A point of %d numbers does not fit support vectors of %d".formatted(length, dimension));
    }
  }

  private static void requireFinite(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Number %d, a %s, is %s".formatted(i + 1, what, values[i]));
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SupportVectorRegression model
        && gamma == model.gamma
        && rho == model.rho
        && Arrays.equals(coefficients, model.coefficients)
        && Arrays.equals(components, model.components);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(coefficients) + Arrays.hashCode(components);
  }

  @Override
  public String toString() {
    return "SupportVectorRegression[%d x %d]".formatted(coefficients.length, dimension);
  }
}
