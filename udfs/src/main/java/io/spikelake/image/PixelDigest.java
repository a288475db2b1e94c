package io.spikelake.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fingerprint of an image: two images have the same one if and only if their sizes and the bits of
 * every pixel are the same.
 */
public final class PixelDigest {

  private PixelDigest() {}

  /**
   * SHA-256 over width and height as int32 and the pixels as float32, all little-endian, in lower
   * case hexadecimal.
   */
  public static String of(GrayImage image) {
    float[] pixels = image.pixels();
    int length = Math.addExact(2 * Integer.BYTES, Math.multiplyExact(Float.BYTES, pixels.length));
    byte[] bytes = EncodingSpace.ofThread().symbols(length);
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(image.width()).putInt(image.height()).asFloatBuffer().put(pixels);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes, 0, length);
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
