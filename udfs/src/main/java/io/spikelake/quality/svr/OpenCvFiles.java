package io.spikelake.quality.svr;

/**
 * Models as OpenCV's machine-learning module saves them, in YAML.
 *
 * <p>A regression: {@code svmType} EPS_SVR or NU_SVR, {@code kernel} of {@code type} RBF with
 * {@code gamma}, {@code var_count} numbers per vector, {@code sv_total} {@code support_vectors},
 * and a decision function with {@code rho} and a list {@code alpha} of the coefficients.
 *
 * <p>Ranges: a matrix of two rows, minima above maxima.
 */
public final class OpenCvFiles {

  private static final int MAX_VECTORS = 1_000_000;
  private static final int MAX_DIMENSION = 10_000;

  private OpenCvFiles() {}

  /** Whether a text may be either of the two. */
  public static boolean recognises(String text) {
    return OpenCvYaml.recognises(text);
  }

  /** Whether a recognised text is a matrix rather than a regression. */
  public static boolean isMatrix(String text) {
    return text.contains("!!opencv-matrix");
  }

  /**
   * @throws IllegalArgumentException if the text is not such a model; the message lacks the name of
   *     the file
   */
  public static SupportVectorRegression readRegression(String text) {
    OpenCvYaml document = OpenCvYaml.parse(text);
    String type = document.text("svmType");
    if (!type.equals("EPS_SVR") && !type.equals("NU_SVR")) {
      throw new IllegalArgumentException(
          "svmType is '%s', expected EPS_SVR or NU_SVR".formatted(type));
    }
    if (!document.text("type").equals("RBF")) {
      throw new IllegalArgumentException(
          "the kernel is '%s', expected RBF".formatted(document.text("type")));
    }
    int vectors = Numbers.parseInteger(document.text("sv_total"), 1, MAX_VECTORS, "'sv_total'");
    int dimension =
        Numbers.parseInteger(document.text("var_count"), 1, MAX_DIMENSION, "'var_count'");
    return new SupportVectorRegression(
        document.number("gamma"),
        document.number("rho"),
        document.numbers("alpha", vectors),
        document.numbers("support_vectors", Math.multiplyExact(vectors, dimension)));
  }

  /**
   * @throws IllegalArgumentException if the text is not a matrix of two rows; the message lacks the
   *     name of the file
   */
  public static FeatureRanges readRanges(String text) {
    OpenCvYaml document = OpenCvYaml.parse(text);
    Numbers.parseInteger(document.text("rows"), 2, 2, "'rows'");
    int columns = Numbers.parseInteger(document.text("cols"), 1, MAX_DIMENSION, "'cols'");
    double[] numbers = document.numbers("data", 2 * columns);
    double[] min = new double[columns];
    double[] max = new double[columns];
    System.arraycopy(numbers, 0, min, 0, columns);
    System.arraycopy(numbers, columns, max, 0, columns);
    return new FeatureRanges(min, max);
  }
}
