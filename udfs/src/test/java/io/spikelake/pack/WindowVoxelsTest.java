package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import io.spikelake.variant.VariantId;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowVoxelsTest {

  private static final VariantId METHOD = VariantId.of("net", "test", 1, Map.of());
  private static final long SEED = 20240611;

  /** Sizes with whole and broken bytes and words, one row, one column. */
  private static final int[][] SIZES = {{1, 1}, {1, 9}, {7, 1}, {3, 5}, {8, 8}, {13, 17}, {5, 64}};

  @ParameterizedTest
  @EnumSource(Binning.class)
  void isWhatAPlainLoopMakes(Binning binning) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int[] size : SIZES) {
      // One instance for several windows, whose work space is used again.
      WindowContract contract = contract(random, binning, size[0], size[1]);
      WindowVoxels voxels = new WindowVoxels(contract, METHOD);
      for (RowOrder order : RowOrder.values()) {
        long seed = random.nextLong();
        int extra = random.nextInt(4);
        SpikeStream stream =
            Spikes.random(seed, 0.4, contract.frames() + extra, size[0], size[1], order);
        int key = contract.before() + random.nextInt(extra + 1);
        int offset = random.nextInt(3);
        float[] tensor = new float[offset + contract.values(size[0], size[1]) + 2];
        Arrays.fill(tensor, 77);
        voxels.fill(stream, key, tensor, offset);
        assertThat(tensor)
            .as("seed %d, spikes %d, %s, %s, %dx%d", SEED, seed, contract, order, size[0], size[1])
            .containsExactly(plain(contract, stream, key, tensor.length, offset));
      }
    }
  }

  private static WindowContract contract(
      SplittableRandom random, Binning binning, int height, int width) {
    int steps = 1 + random.nextInt(3);
    int channels = 1 + random.nextInt(4);
    int run = binning.planeByPlane() ? 1 : 1 + random.nextInt(40);
    int frames = steps * channels * run;
    Padding.Rule[] rules = Padding.Rule.values();
    Padding.Rule rule = rules[random.nextInt(rules.length)];
    Padding padding =
        new Padding(
            rule,
            side(random, rule, height),
            side(random, rule, height),
            side(random, rule, width),
            side(random, rule, width),
            random.nextInt(4) == 0);
    return new WindowContract(
        "IN", frames, random.nextInt(frames), channels, binning, steps, 0, 0, 1, 1, padding);
  }

  /** As much as the rule can fill. */
  private static int side(SplittableRandom random, Padding.Rule rule, int size) {
    int most = rule == Padding.Rule.REFLECT ? size - 1 : size;
    return random.nextInt(Math.min(most, 4) + 1);
  }

  private static float[] plain(
      WindowContract contract, SpikeStream stream, int key, int length, int offset) {
    float[] tensor = new float[length];
    Arrays.fill(tensor, 77);
    Padding padding = contract.padding();
    boolean padded = !padding.inGraph() && padding.rule() != Padding.Rule.NONE;
    int top = padded ? padding.top() : 0;
    int bottom = padded ? padding.bottom() : 0;
    int left = padded ? padding.left() : 0;
    int right = padded ? padding.right() : 0;
    int channels = contract.steps() * contract.channels();
    int run = contract.frames() / channels;
    int at = offset;
    for (int channel = 0; channel < channels; channel++) {
      int first = key - contract.before() + channel * run;
      for (int row = -top; row < stream.height() + bottom; row++) {
        for (int column = -left; column < stream.width() + right; column++) {
          int y = padding.source(row, stream.height());
          int x = padding.source(column, stream.width());
          int count = 0;
          for (int plane = first; plane < first + run; plane++) {
            count += y >= 0 && x >= 0 && stream.spike(plane, y, x) ? 1 : 0;
          }
          tensor[at++] =
              switch (contract.binning()) {
                case SPIKES, SUM -> count;
                case SIGNED -> 2 * count - 1;
                case MEAN -> (float) count / run;
              };
        }
      }
    }
    return tensor;
  }

  /** numpy 2.4.6: {@code numpy.pad([[1, 2, 3], [4, 5, 6]], ((1, 2), (3, 0)), "symmetric")}. */
  @Test
  void padsTwoAxesAsNumpyDoes() {
    byte[] spikes = new byte[6 * 6];
    for (int plane = 0; plane < 6; plane++) {
      for (int p = plane; p < 6; p++) {
        spikes[plane * 6 + p] = 1;
      }
    }
    Padding padding = new Padding(Padding.Rule.MIRROR, 1, 2, 3, 0, false);
    WindowContract contract =
        new WindowContract("IN", 6, 0, 1, Binning.SUM, 1, 0, 0, 1, 1, padding);
    for (RowOrder order : RowOrder.values()) {
      float[] tensor = new float[contract.values(2, 3)];
      new WindowVoxels(contract, METHOD).fill(Spikes.pack(spikes, 6, 2, 3, order), 0, tensor, 0);
      assertThat(tensor)
          .containsExactly(
              3, 2, 1, 1, 2, 3, //
              3, 2, 1, 1, 2, 3, //
              6, 5, 4, 4, 5, 6, //
              6, 5, 4, 4, 5, 6, //
              3, 2, 1, 1, 2, 3);
    }
  }

  @Test
  void theWindowMustBeInTheStream() {
    WindowContract contract =
        new WindowContract("IN", 4, 1, 4, Binning.SPIKES, 1, 0, 0, 1, 1, Padding.NONE);
    SpikeStream stream = Spikes.random(SEED, 0.5, 6, 2, 2, RowOrder.TOP_DOWN);
    WindowVoxels voxels = new WindowVoxels(contract, METHOD);
    float[] tensor = new float[16];
    voxels.fill(stream, 1, tensor, 0);
    voxels.fill(stream, 3, tensor, 0);
    for (int key : new int[] {0, 4}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> voxels.fill(stream, key, tensor, 0))
          .withMessageContaining("net/test@1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 5, net takes frames of 4x6 (height x width) only; these are 4x5",
    "6, 4, net takes frames of 4x6 (height x width) only; these are 6x4"
  })
  void framesOfAFixedSizeMustHaveIt(int height, int width, String message) {
    WindowContract contract =
        new WindowContract("IN", 2, 1, 2, Binning.SIGNED, 1, 4, 6, 1, 1, Padding.NONE);
    contract.requireSize(4, 6, "net");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contract.requireSize(height, width, "net"))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "3, 5", "7, 6"})
  void theSizeThatMustBeAMultipleIsThatOfTheTensor(int height, int width) {
    Padding padding = new Padding(Padding.Rule.ZERO, 1, 0, 0, 2, false);
    WindowContract contract =
        new WindowContract("IN", 2, 1, 2, Binning.SIGNED, 1, 0, 0, 4, 3, padding);
    contract.requireSize(3, 4, "net");
    contract.requireSize(7, 1, "net");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contract.requireSize(height, width, "net"))
        .withMessage(
            "net takes tensors whose height is a multiple of 4 and whose width one of 3; frames of"
                + " %dx%d make %dx%d".formatted(height, width, height + 1, width + 2));
  }
}
