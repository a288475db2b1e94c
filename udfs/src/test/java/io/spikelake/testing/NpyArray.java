package io.spikelake.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A numpy array file in the one form that the reference material uses: version 1, little-endian, C
 * order. Of the tests, so that goldens are not read by the code under test.
 *
 * @param type numpy's type, such as {@code <f4} or {@code |u1}
 * @param shape lengths of the axes
 * @param data the values, little-endian
 */
public record NpyArray(String type, int[] shape, ByteBuffer data) {

  private static final Pattern HEADER =
      Pattern.compile("'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([^)]*)\\)");
  private static final int PREFIX_BYTES = 10;

  public static NpyArray read(InputStream in) throws IOException {
    byte[] bytes = in.readAllBytes();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerBytes = file.getShort(8) & 0xFFFF;
    String text = new String(bytes, PREFIX_BYTES, headerBytes, StandardCharsets.ISO_8859_1);
    Matcher header = HEADER.matcher(text);
    if (!header.find()) {
      throw new IOException("Not an array of the expected form: " + text);
    }
    int[] shape =
        Arrays.stream(header.group(2).split(","))
            .map(String::strip)
            .filter(length -> !length.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    ByteBuffer data =
        file.position(PREFIX_BYTES + headerBytes).slice().order(ByteOrder.LITTLE_ENDIAN);
    return new NpyArray(header.group(1), shape, data);
  }

  /** The values of a uint8 array. */
  public byte[] bytes() {
    byte[] values = new byte[data.remaining()];
    data.duplicate().get(values);
    return values;
  }
}
