package io.spikelake.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a comparison was started with.
 *
 * @param words in order, of which the last ones may be missing
 * @param save whether the figures go into {@link ResultsFile}
 */
record BenchArguments(List<String> words, boolean save) {

  private static final String SAVE = "--save";

  static BenchArguments of(String... arguments) {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    boolean save = words.remove(SAVE);
    return new BenchArguments(List.copyOf(words), save);
  }

  String text(int place) {
    if (place >= words.size()) {
      throw new IllegalArgumentException(
          "Argument %d is missing after %s; benchmarks/README.md tells which there are"
              .formatted(place + 1, words));
    }
    return words.get(place);
  }

  /** A number of 1 or more. */
  int number(int place, int byDefault) {
    if (place >= words.size()) {
      return byDefault;
    }
    if (!words.get(place).matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          "'%s' is no number from 1; benchmarks/README.md tells what is expected"
              .formatted(words.get(place)));
    }
    return Integer.parseInt(words.get(place));
  }
}
