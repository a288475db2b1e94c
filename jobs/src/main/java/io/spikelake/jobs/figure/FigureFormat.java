package io.spikelake.jobs.figure;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a figure is written as; the name of the file says which. */
public enum FigureFormat {
  PNG,
  PDF,
  SVG;

  /**
   * @param known those that this figure can be written as
   * @throws IllegalArgumentException if the file's name ends in none of them
   */
  public static FigureFormat of(Path file, List<FigureFormat> known) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(format -> name.endsWith(format.ending()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot tell how to write %s; expected a name that ends in %s"
                        .formatted(
                            file,
                            known.stream()
                                .map(FigureFormat::ending)
                                .collect(Collectors.joining(" or ")))));
  }

  private String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
