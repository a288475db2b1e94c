package io.spikelake.quality;

import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores of the calibration images by independent programs; the files beside them say by which. */
final class ReferenceScores {

  private ReferenceScores() {}

  /** One row of {@code calibration_reference_scores.csv} for each of the ten images. */
  static List<Row> calibration() {
    List<String> lines = lines("iqa/calibration_reference_scores.csv");
    String[] header = lines.get(0).split(",");
    return lines.stream().skip(1).map(line -> row(header, line.split(","))).toList();
  }

  /**
   * @param image such as {@code dist_dir/I04}
   * @param metric such as {@code niqe}
   */
  static double official(String image, String metric) {
    return lines("iqa/official_scores.csv").stream()
        .map(line -> line.split(","))
        .filter(cells -> cells[0].equals(image + ".bmp") && cells[1].equals(metric))
        .mapToDouble(cells -> Double.parseDouble(cells[2]))
        .findFirst()
        .orElseThrow();
  }

  /** Scores of one image by column. */
  record Row(String image, Map<String, Double> values) {
    double of(String column) {
      return values.get(column);
    }

    boolean flatFree() {
      return of("flat_fraction_scale1") < 1e-4;
    }
  }

  private static Row row(String[] header, String[] cells) {
    Map<String, Double> values = new HashMap<>();
    for (int i = 1; i < header.length; i++) {
      values.put(header[i], Double.valueOf(cells[i]));
    }
    return new Row(cells[0], values);
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(SharedFiles.require(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
