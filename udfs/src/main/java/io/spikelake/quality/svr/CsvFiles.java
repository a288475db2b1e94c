package io.spikelake.quality.svr;

import java.util.ArrayList;
import java.util.List;

/**
 * Models as comma-separated numbers.
 *
 * <p>Support vectors: one row each, the coefficient and then the components, without header; gamma
 * and rho are not in the file. Ranges: a header, then per feature its index from 1, minimum and
 * maximum.
 */
public final class CsvFiles {

  private static final String RANGES_HEADER = "feature_index";

  private CsvFiles() {}

  /** Whether a text may be ranges. */
  public static boolean recognisesRanges(String text) {
    return text.startsWith(RANGES_HEADER);
  }

  /**
   * @param gamma width of the kernel of the model
   * @param rho offset of the model
   * @param dimension numbers per support vector
   * @throws IllegalArgumentException if a row has another number of values or one is not a number;
   *     the message lacks the name of the file
   */
  public static SupportVectorRegression readRegression(
      String text, double gamma, double rho, int dimension) {
    List<String> rows = text.lines().filter(row -> !row.isBlank()).toList();
    double[] coefficients = new double[rows.size()];
    double[] vectors = new double[rows.size() * dimension];
    for (int i = 0; i < coefficients.length; i++) {
      String[] values = rows.get(i).split(",", -1);
      if (values.length != dimension + 1) {
        throw new IllegalArgumentException(
            "row %d has %d values, expected a coefficient and %d components"
                .formatted(i + 1, values.length, dimension));
      }
      coefficients[i] = Numbers.parse(values[0], "the coefficient in row %d", i + 1);
      for (int k = 0; k < dimension; k++) {
        vectors[i * dimension + k] =
            Numbers.parse(values[k + 1], "component %d in row %d", k + 1, i + 1);
      }
    }
    return new SupportVectorRegression(gamma, rho, coefficients, vectors);
  }

  /**
   * @throws IllegalArgumentException if the text is not ranges; the message lacks the name of the
   *     file
   */
  public static FeatureRanges readRanges(String text) {
    if (!recognisesRanges(text)) {
      throw new IllegalArgumentException("the first line does not start with " + RANGES_HEADER);
    }
    List<double[]> rows = new ArrayList<>();
    for (String line : text.lines().skip(1).filter(row -> !row.isBlank()).toList()) {
      rows.add(RangeRows.parse(line.split(",", -1), rows.size() + 1));
    }
    return RangeRows.toRanges(rows);
  }
}
