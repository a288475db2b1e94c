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
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + Float.BYTES * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(image.width()).putInt(image.height());
    bytes.asFloatBuffer().put(pixels);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
