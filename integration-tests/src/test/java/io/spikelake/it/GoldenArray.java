package io.spikelake.it;

import io.spikelake.image.GrayImage;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A float32 array of {@code ../shared/goldens}, as the reference code computed it. */
final class GoldenArray {

  private static final Pattern SHAPE = Pattern.compile("\\((\\d+), (\\d+)\\)");
  private static final int PREAMBLE = 10;

  private GoldenArray() {}

  static GrayImage load(String name) throws IOException {
    byte[] file = Files.readAllBytes(SharedFiles.require("goldens/" + name + ".npy"));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = bytes.getShort(PREAMBLE - 2);
    String header = new String(file, PREAMBLE, headerLength, StandardCharsets.US_ASCII);
    Matcher shape = SHAPE.matcher(header);
    if (!header.contains("'<f4'") || !shape.find()) {
      throw new IOException("Not a float32 picture: " + header);
    }
    int height = Integer.parseInt(shape.group(1));
    int width = Integer.parseInt(shape.group(2));
    float[] pixels = new float[height * width];
    bytes
        .position(PREAMBLE + headerLength)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(pixels);
    return new GrayImage(width, height, pixels);
  }
}
