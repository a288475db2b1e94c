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
}
