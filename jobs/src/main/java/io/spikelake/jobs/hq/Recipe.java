package io.spikelake.jobs.hq;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A published way to choose images for training. */
public enum Recipe {
  /**
   * SpikeCLIP (arXiv 2501.04477): of the simulated set what WGSE makes, of the real low-light sets
   * the best of five by NIQE.
   */
  SPIKECLIP(
      List.of(
          new Part(List.of("spike-reds"), List.of("wgse")),
          new Part(
              List.of("u-caltech", "u-cifar"),
              List.of("tfp", "tfi", "spk2imgnet", "ssml", "wgse"))));

  /**
   * Whose samples are chosen how.
   *
   * @param datasets names in the catalogue
   * @param methods as typed on a command line, of equal scores the first is taken
   */
  public record Part(List<String> datasets, List<String> methods) {}

  private final List<Part> parts;

  Recipe(List<Part> parts) {
    this.parts = parts;
  }

  /** As options name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public List<Part> parts() {
    return parts;
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Recipe parse(String id) {
    return Arrays.stream(values())
        .filter(recipe -> recipe.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No recipe '%s'; there are %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Recipe::id)
                                .collect(Collectors.joining(", ")))));
  }
}
