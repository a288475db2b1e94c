package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaddingTest {

  /**
   * What numpy 2.4.6 makes of {@code numpy.pad(numpy.arange(1, 6), (4, 4), mode)} with the modes
   * constant, reflect, edge and symmetric.
   */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ZERO,    0 0 0 0 1 2 3 4 5 0 0 0 0
          REFLECT, 5 4 3 2 1 2 3 4 5 4 3 2 1
          EDGE,    1 1 1 1 1 2 3 4 5 5 5 5 5
          MIRROR,  4 3 2 1 1 2 3 4 5 5 4 3 2
          """)
  void fillsAsNumpyDoes(Padding.Rule rule, String expected) {
    Padding padding = new Padding(rule, 4, 4, 4, 4, false);
    assertThat(
            IntStream.range(-4, 9)
                .map(i -> padding.source(i, 5) + 1)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  /** A mirror shows at most what is there; numpy goes round and round. */
  @ParameterizedTest
  @CsvSource({
    "REFLECT, 5, -5, reflect",
    "REFLECT, 5, 9, reflect",
    "MIRROR, 5, -6, mirror",
    "REFLECT, 1, 1, reflect"
  })
  void aMirrorLargerThanThePictureIsRefused(Padding.Rule rule, int size, int place, String word) {
    Padding padding = new Padding(rule, 9, 9, 9, 9, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> padding.source(place, size))
        .withMessage(
            "Padding by %s needs more than the %d pixels that are there".formatted(word, size));
  }

  @ParameterizedTest
  @EnumSource(Padding.Rule.class)
  void whatIsInsideStays(Padding.Rule rule) {
    Padding padding = new Padding(rule, 1, 1, 1, 1, false);
    assertThat(Arrays.stream(new int[] {0, 1, 2}).map(i -> padding.source(i, 3)).toArray())
        .containsExactly(0, 1, 2);
  }

  @Test
  void isDoneOnlyWhereThereIsSomethingToDo() {
    assertThat(Padding.NONE.onHost()).isFalse();
    assertThat(new Padding(Padding.Rule.EDGE, 0, 0, 0, 0, false).onHost()).isFalse();
    assertThat(new Padding(Padding.Rule.EDGE, 0, 0, 0, 1, false).onHost()).isTrue();
    assertThat(new Padding(Padding.Rule.EDGE, 1, 1, 1, 1, true).onHost()).isFalse();
    assertThat(new Padding(Padding.Rule.NONE, 1, 1, 1, 1, false).onHost()).isFalse();
  }

  @Test
  void cannotBeNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Padding(Padding.Rule.EDGE, 0, -1, 0, 0, false))
        .withMessage("Padding of 0, -1, 0, 0; expected numbers from 0");
  }
}
