package io.spikelake.quality.svr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Models in the text formats of libsvm.
 *
 * <p>A regression ({@code svm-train}): header lines of a word and its value, the line {@code SV},
 * then one line per support vector: coefficient, then {@code index:value} with indices from 1,
 * those that are left out being 0.
 *
 * <p>Ranges ({@code svm-scale -s}): the line {@code x}, the target range, which must be -1 1, then
 * one line per feature: index from 1, minimum, maximum.
 */
public final class LibsvmFiles {

  private static final int MAX_VECTORS = 1_000_000;

  private LibsvmFiles() {}

  /** Whether a text may be a regression. */
  public static boolean recognisesRegression(String text) {
    return text.startsWith("svm_type");
  }

  /** Whether a text may be ranges. */
  public static boolean recognisesRanges(String text) {
    return text.startsWith("x\n") || text.startsWith("x\r\n");
  }

  /**
   * @param dimension numbers per support vector
   * @throws IllegalArgumentException if the text is not a regression with a Gaussian kernel in that
   *     dimension; the message lacks the name of the file
   */
  public static SupportVectorRegression readRegression(String text, int dimension) {
    List<String> lines = text.lines().toList();
    Map<String, String> header = new HashMap<>();
    int next = 0;
    while (next < lines.size() && !lines.get(next).strip().equals("SV")) {
      String[] words = lines.get(next++).strip().split("\\s+", 2);
      header.put(words[0], words.length == 2 ? words[1] : "");
    }
    if (next == lines.size()) {
      throw new IllegalArgumentException(
          "the line SV, after which support vectors follow, is missing");
    }
    if (!header.getOrDefault("svm_type", "").endsWith("_svr")) {
      throw new IllegalArgumentException(
          "svm_type is '%s', expected epsilon_svr or nu_svr".formatted(header.get("svm_type")));
    }
    if (!"rbf".equals(header.get("kernel_type"))) {
      throw new IllegalArgumentException(
          "kernel_type is '%s', expected rbf".formatted(header.get("kernel_type")));
    }
    List<String> rows =
        lines.subList(next + 1, lines.size()).stream().filter(r -> !r.isBlank()).toList();
    int total = Numbers.parseInteger(required(header, "total_sv"), 1, MAX_VECTORS, "total_sv");
    if (rows.size() != total) {
      throw new IllegalArgumentException(
          "total_sv is %d, but %d support vectors follow".formatted(total, rows.size()));
    }
    double[] coefficients = new double[total];
    double[] vectors = new double[total * dimension];
    for (int i = 0; i < total; i++) {
      coefficients[i] = readVector(rows.get(i), i, dimension, vectors);
    }
    return new SupportVectorRegression(
        Numbers.parse(required(header, "gamma"), "gamma"),
        Numbers.parse(required(header, "rho"), "rho"),
        coefficients,
        vectors);
  }

  /**
   * @throws IllegalArgumentException if the text is not ranges scaled to -1..1; the message lacks
   *     the name of the file
   */
  public static FeatureRanges readRanges(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 3 || !lines.get(0).strip().equals("x")) {
      throw new IllegalArgumentException("expected the line x, the target range, and features");
    }
    if (!lines.get(1).strip().matches("-1(\\.0*)?\\s+1(\\.0*)?")) {
      throw new IllegalArgumentException(
          "the target range is '%s', expected '-1 1'".formatted(lines.get(1)));
    }
    List<double[]> rows = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      rows.add(RangeRows.parse(line.strip().split("\\s+"), rows.size() + 1));
    }
    return RangeRows.toRanges(rows);
  }

  private static double readVector(String row, int index, int dimension, double[] vectors) {
    int number = index + 1;
    String[] words = row.strip().split("\\s+");
    for (int w = 1; w < words.length; w++) {
      int colon = words[w].indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "support vector %d has '%s', expected index:value".formatted(number, words[w]));
      }
      int component =
          Numbers.parseInteger(
              words[w].substring(0, colon), 1, dimension, "an index of support vector %d", number);
      vectors[index * dimension + component - 1] =
          Numbers.parse(
              words[w].substring(colon + 1),
              "component %d of support vector %d",
              component,
              number);
    }
    return Numbers.parse(words[0], "the coefficient of support vector %d", number);
  }

  private static String required(Map<String, String> header, String key) {
    String value = header.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the header line '%s' is missing".formatted(key));
    }
    return value;
  }
}
