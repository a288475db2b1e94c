package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spikelake.reconstruct.OutputScale;
import org.junit.jupiter.api.Test;

class FrameContractTest {

  /** Two images of 3x4 after one another; the second is cut by a row above and a column right. */
  private static final float[] OUTPUT = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, //
    -1, -1, -1, -1, 0, 51, 255, -1, 102, 127.5f, 510, -1
  };

  @Test
  void cutsAndMapsTheRange() {
    FrameContract contract = new FrameContract("", 0, 255, OutputScale.DISPLAY, 1, 0, 0, 1);
    float[] frame = new float[6];
    contract.frame(OUTPUT, 12, 4, 2, 3, frame);
    assertThat(frame).containsExactly(0, 51 / 255f, 1, 102 / 255f, 127.5f / 255, 2);
  }

  @Test
  void aRangeMayBeginBelowZero() {
    FrameContract contract = new FrameContract("", -1, 1, OutputScale.DISPLAY, 0, 1, 0, 2);
    float[] frame = new float[4];
    contract.frame(OUTPUT, 12, 4, 2, 2, frame);
    assertThat(frame).containsExactly(0, 0, 0.5f, 26);
  }

  @Test
  void withoutRangeValuesStayAsTheyAre() {
    FrameContract contract = new FrameContract("", 0, 1, OutputScale.RELATIVE, 0, 0, 0, 0);
    float[] values = {Float.MIN_VALUE, -0f, Float.NaN, 1e30f};
    float[] frame = new float[4];
    contract.frame(values, 0, 2, 2, 2, frame);
    assertThat(frame).containsExactly(values);
  }

  @Test
  void refusesRangesAndCropsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameContract("", 1, 0, OutputScale.DISPLAY, 0, 0, 0, 0))
        .withMessage("Output range 1.0 to 0.0; expected a lower and a higher number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameContract("", 0, 1, OutputScale.DISPLAY, 0, 0, -2, 0))
        .withMessage("Crop of 0, 0, -2, 0; expected numbers from 0");
  }
}
