package io.spikelake.jobs.published;

import java.math.BigDecimal;

/**
 * One figure of a published table: what was printed, and what it means in our ids.
 *
 * @param source publication
 * @param table of the publication
 * @param dataset its word for the data set; empty where the figure is not one of a data set
 * @param method its word for the method
 * @param metric its word for the metric or the figure of cost
 * @param printed the figure as printed, such as {@code 13.460}
 * @param unit unit or direction, as the data set of published results states it
 * @param note what is known of its protocol
 */
public record PublishedResult(
    String source,
    String table,
    String dataset,
    String method,
    String metric,
    String printed,
    String unit,
    String note,
    Meaning meaning) {

  /**
   * The figure as a number.
   *
   * @throws NumberFormatException if it is none, which the constructor refuses
   */
  public BigDecimal value() {
    return new BigDecimal(printed);
  }

  public PublishedResult {
    if (!printed.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw new IllegalArgumentException(
          "'%s' is no printed figure; expected digits with or without a point".formatted(printed));
    }
  }

  /** Half a unit of the last printed digit: 0.0005 of 13.276. */
  public BigDecimal halfUnit() {
    return BigDecimal.ONE.scaleByPowerOfTen(-value().scale()).divide(BigDecimal.valueOf(2));
  }

  /** How many of our units one of its units is: 1 of scores. */
  BigDecimal factor() {
    return meaning.cost() == null ? BigDecimal.ONE : meaning.cost().factor(unit);
  }
}
