package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateTensorTest {

  /** Axis, its length for a batch of 3 tensors of 250x401. */
  @ParameterizedTest
  @CsvSource({
    "N, 3",
    "64, 64",
    "H, 250",
    "W, 401",
    "H/8, 32",
    "W/8, 51",
    "W/400, 2",
    "W/401, 1",
    "H/999, 1",
    "H/1, 250"
  })
  void aQuotientRoundsUp(String axis, long length) {
    assertThat(new StateTensor("S", "T", List.of(axis)).shape(3, 250, 401)).containsExactly(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "C",
        "n",
        "N/2",
        "H/",
        "H/0",
        "/2",
        "H/2/2",
        "8/2",
        "H/W",
        "1.5",
        "H / 2",
        "9999999999"
      })
  void anythingElseIsNoAxis(String axis) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StateTensor("S", "T", List.of("N", axis)))
        .withMessage("Axis '" + axis + "' of a state; expected a number, N, H, W, H/k or W/k");
  }
}
