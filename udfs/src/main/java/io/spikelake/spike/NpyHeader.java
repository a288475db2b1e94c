package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} array, versions 1 to 3.
 *
 * <pre>
 *  0  u1 0x93, "NUMPY"
 *  6  u1 major version, u1 minor version
 *  8  header bytes: u2 in version 1, u4 in versions 2 and 3
 * 10  or 12: header, the text of a Python dictionary; Latin-1, in version 3 UTF-8
 *     {'descr': '|u1', 'fortran_order': False, 'shape': (200, 250, 250), }
 * </pre>
 *
 * @param descr type of an element: byte order, kind, size; such as {@code |u1} or {@code <U19}
 * @param fortranOrder first axis fastest, instead of the last
 * @param shape lengths of the axes; none for a scalar
 * @param dataOffset where the elements start
 */
public record NpyHeader(String descr, boolean fortranOrder, List<Long> shape, long dataOffset) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int PREFIX_BYTES = 12;
  private static final int MAX_TEXT_BYTES = 1 << 16;

  /** As many as numpy allows. */
  private static final int MAX_AXES = 64;

  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");

  /** No pattern for what is inside: repeats in repeats take a hostile header for ever. */
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^()]*)\\)");

  /** Python 2 wrote an L after a long number. */
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,18})L?");

  /**
   * Reads the header of an array in memory.
   *
   * @param name the file, for messages
   * @throws MalformedSpikeStreamException as {@link #read}
   */
  public static NpyHeader of(byte[] content, String name) throws IOException {
    return read(new ArraySource(content, name));
  }

  /** Whether a file that begins with these bytes is an array, be it whole or not. */
  static boolean looksLike(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads the header at the start of an array file.
   *
   * @throws MalformedSpikeStreamException if there is none, it is cut, or of a later version
   */
  static NpyHeader read(ByteSource bytes) throws IOException {
    if (bytes.length() == 0) {
      throw malformed(bytes, -1, Reason.EMPTY, "the array has no bytes; export it again");
    }
    byte[] prefix = new byte[PREFIX_BYTES];
    if (bytes.length() < PREFIX_BYTES) {
      throw malformed(
          bytes,
          bytes.length(),
          Reason.TRUNCATED,
          "the file ends inside the header of an .npy array; copy or export it again");
    }
    bytes.readFully(0, prefix, 0, PREFIX_BYTES);
    if (!looksLike(prefix)) {
      throw malformed(
          bytes,
          0,
          Reason.NOT_THE_FORMAT,
          "this is no .npy array; give the right --format, or export it with numpy.save");
    }
    int version = prefix[6];
    if (version < 1 || version > 3) {
      throw malformed(
          bytes,
          6,
          Reason.NOT_THE_FORMAT,
          "version %d of the .npy format is not known; versions 1 to 3 are"
              .formatted(version & 0xFF));
    }
    int textStart = version == 1 ? 10 : PREFIX_BYTES;
    long textBytes = version == 1 ? LittleEndian.u2(prefix, 8) : LittleEndian.u4(prefix, 8);
    if (textBytes > MAX_TEXT_BYTES) {
      throw malformed(
          bytes,
          8,
          Reason.NOT_THE_FORMAT,
          "a header of %d bytes is none of a plain array; export it with numpy.save"
              .formatted(textBytes));
    }
    if (textStart + textBytes > bytes.length()) {
      throw malformed(
          bytes,
          bytes.length(),
          Reason.TRUNCATED,
          "the file ends inside the header of an .npy array; copy or export it again");
    }
    return parse(
        bytes, text(bytes, prefix, version, textStart, (int) textBytes), textStart + textBytes);
  }

  /** The prefix holds the first two bytes of a version 1 text, and no byte is read twice. */
  private static String text(ByteSource bytes, byte[] prefix, int version, int start, int length)
      throws IOException {
    byte[] text = new byte[length];
    int known = Math.min(length, PREFIX_BYTES - start);
    System.arraycopy(prefix, start, text, 0, known);
    bytes.readFully(PREFIX_BYTES, text, known, length - known);
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return new String(text, charset);
  }

  private static NpyHeader parse(ByteSource bytes, String text, long dataOffset)
      throws MalformedSpikeStreamException {
    Matcher descr = DESCR.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!order.find() || !shape.find()) {
      throw malformed(
          bytes,
          PREFIX_BYTES,
          Reason.NOT_THE_FORMAT,
          "the header names no order and shape: %s; export it again with numpy.save"
              .formatted(Quoted.start(text.strip())));
    }
    if (!descr.find()) {
      throw malformed(
          bytes,
          PREFIX_BYTES,
          Reason.BAD_VALUES,
          "an array of records holds no spikes: %s; export the field alone as uint8"
              .formatted(Quoted.start(text.strip())));
    }
    return new NpyHeader(
        descr.group(1),
        Boolean.parseBoolean(order.group(1)),
        lengths(bytes, shape.group(1)),
        dataOffset);
  }

  /**
   * @param axes what is between the parentheses: numbers and commas, the last comma optional
   */
  private static List<Long> lengths(ByteSource bytes, String axes)
      throws MalformedSpikeStreamException {
    List<Long> lengths = new ArrayList<>();
    String stripped = axes.strip();
    String numbers =
        stripped.endsWith(",") ? stripped.substring(0, stripped.length() - 1) : stripped;
    for (String axis : numbers.isEmpty() ? new String[0] : numbers.split(",", -1)) {
      Matcher length = LENGTH.matcher(axis.strip());
      if (!length.matches() || lengths.size() == MAX_AXES) {
        throw malformed(
            bytes,
            PREFIX_BYTES,
            Reason.NOT_THE_FORMAT,
            "the shape (%s) is not at most %d lengths below 10^18; export it again with numpy.save"
                .formatted(Quoted.start(axes), MAX_AXES));
      }
      lengths.add(Long.valueOf(length.group(1)));
    }
    return List.copyOf(lengths);
  }

  /** Kind of an element: {@code u}, {@code i}, {@code b}, {@code f}, {@code U}, ... */
  char kind() {
    return descr.length() < 2 ? '?' : descr.charAt(1);
  }

  /**
   * Size of an element in the header's own unit: bytes, or characters for kind {@code U}; 0 if
   * unknown.
   */
  long size() {
    String digits = descr.length() < 3 ? "" : descr.substring(2);
    return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : 0;
  }

  boolean bigEndian() {
    return descr.startsWith(">");
  }

  private static MalformedSpikeStreamException malformed(
      ByteSource bytes, long position, Reason reason, String message) {
    return new MalformedSpikeStreamException(bytes.name(), position, reason, message);
  }
}
