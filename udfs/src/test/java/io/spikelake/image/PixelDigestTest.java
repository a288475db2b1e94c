package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelDigestTest {

  /** Python 3.11: hashlib.sha256(struct.pack('<iifff', 3, 1, 0.5, -0.0, 1 / 3)).hexdigest(). */
  @Test
  void isTheSha256OfSizeAndPixels() {
    GrayImage image = new GrayImage(3, 1, new float[] {0.5f, -0f, 1 / 3f});
    assertThat(PixelDigest.of(image))
        .isEqualTo("89a66eba645b4a7924d2f20b6f551ac0cb6ba9ce18ea145d7d6aa88de40f8478");
  }

  @Test
  void tellsShapesAndZerosApart() {
    String row = PixelDigest.of(new GrayImage(2, 1, new float[2]));
    assertThat(PixelDigest.of(new GrayImage(1, 2, new float[2]))).isNotEqualTo(row);
    assertThat(PixelDigest.of(new GrayImage(2, 1, new float[] {0f, -0f}))).isNotEqualTo(row);
  }

  /** Python 3.11: hashlib.sha256(struct.pack('<iiII', 2, 1, 0x7FC12345, 0xFFFFFFFF)). */
  @Test
  void keepsTheBitsOfWhatIsNoNumber() {
    float[] pixels = {Float.intBitsToFloat(0x7FC12345), Float.intBitsToFloat(0xFFFFFFFF)};
    assertThat(PixelDigest.of(new GrayImage(2, 1, pixels)))
        .isEqualTo("525dda198ff3c245552bb41bd61202f848db69ee63b46da73993daf2f9a99551");
  }
}
