package io.spikelake.simulate.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProceduralSceneTest {

  private static float[] at(Scene scene, double seconds) throws IOException {
    float[] luminance = new float[scene.width() * scene.height()];
    scene.render(seconds, luminance);
    return luminance;
  }

  @ParameterizedTest
  @EnumSource
  void anInstantLooksTheSameWhateverWasRenderedBefore(ProceduralScene kind) throws IOException {
    Scene scene = kind.create(97, 61, 3, 1);
    float[] first = at(scene, 0.004);
    at(scene, 0.5);
    assertThat(at(scene, 0.004)).isEqualTo(first);
    assertThat(at(kind.create(97, 61, 3, 1), 0.004)).isEqualTo(first);
    assertThat(at(kind.create(97, 61, 4, 1), 0.004)).isNotEqualTo(first);
    assertThat(at(scene, 0.0045)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void luminanceFillsMostOfTheRangeAndStaysInIt(ProceduralScene kind) throws IOException {
    float min = 1;
    float max = 0;
    for (float value : at(kind.create(200, 125, 9, 1), 0.01)) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    assertThat(min).isBetween(0f, 0.12f);
    assertThat(max).isBetween(0.75f, 1f);
  }

  @ParameterizedTest
  @EnumSource
  void withoutSpeedNothingMoves(ProceduralScene kind) throws IOException {
    Scene scene = kind.create(64, 48, 5, 0);
    assertThat(at(scene, 1)).isEqualTo(at(scene, 0));
  }

  /**
   * Digests of the big-endian floats of one instant. They hold on every platform; a change of them
   * changes every recording that anyone has made.
   */
  @ParameterizedTest
  @CsvSource({
    "DEAD_LEAVES, 566f85182fab34b2d3fe7eedfdb40f03774ed60e6bd8e024d86bad01d3d10be7",
    "SHAPES, 65906e876a7f95df32e580d051136f32b1f5f2ada54e5a1ccce58babeafa0e0e",
    "CHART, 32774efb176ab90a4c73eba59952460e5de30976771a8e00a8b0fb398e3b357b",
    "FAN, bb6669f091f90e068bb3296567f8a19e6575c28c80d293cf79b5a5be6b3d182d",
  })
  void pixelsAreTheSameEverywhere(ProceduralScene kind, String sha256) throws Exception {
    float[] luminance = at(kind.create(64, 48, 2024, 1), 0.003);
    ByteBuffer bytes = ByteBuffer.allocate(4 * luminance.length);
    bytes.asFloatBuffer().put(luminance);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
        .isEqualTo(sha256);
  }

  @Test
  void refusesWhatItCannotDraw() {
    assertThatThrownBy(() -> ProceduralScene.of("sunset"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown scene 'sunset'; there are dead-leaves, shapes, chart, fan");
    assertThatThrownBy(() -> ProceduralScene.FAN.create(400, 15, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Scene fan at 15x400 (height x width): both sides must be 16 or more");
    assertThatThrownBy(() -> ProceduralScene.FAN.create(400, 250, 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Speed -1.0 of scene fan must be a number of 0 or more");
  }
}
