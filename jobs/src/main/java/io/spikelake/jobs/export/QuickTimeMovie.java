package io.spikelake.jobs.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A QuickTime movie whose frames are PNG files: lossless, and read by FFmpeg and what is built on
 * it. Frames are written as they come, each in an atom of its own, since an object store takes no
 * length that is known later; the tables that say where they are follow.
 *
 * <pre>
 * ftyp
 * mdat   once per frame: the PNG
 * moov
 *   mvhd               time scale, duration
 *   trak
 *     tkhd             size
 *     mdia
 *       mdhd           time scale, duration
 *       hdlr           this is video
 *       minf
 *         vmhd hdlr dinf(dref)
 *         stbl
 *           stsd       codec png, size
 *           stts       all frames last equally long
 *           stsc       a frame per chunk
 *           stsz co64  length and place of each frame
 * atom: its length (4), type (4), content; all numbers big-endian
 * </pre>
 *
 * <p>QuickTime File Format Specification, Apple, 2016. All times of creation are 0.
 */
final class QuickTimeMovie {

  private static final int ATOM_HEADER = 8;

  /** Ticks that a frame lasts: a rate is kept to a thousandth of a frame per second. */
  private static final int TICKS = 1000;

  private static final int LARGEST_SIDE = 0xFFFF;
  private static final int ENABLED_IN_MOVIE = 3;
  private static final int ONE = 1 << 16;
  private static final int DPI_72 = 72 << 16;

  /** The PNG says itself that it is grey; not every reader knows the depth 40 for grey. */
  private static final short MILLIONS_OF_COLOURS = 24;

  private static final byte[] IDENTITY = numbers(ONE, 0, 0, 0, ONE, 0, 0, 0, 1 << 30);

  private final OutputStream out;
  private final int width;
  private final int height;
  private final int ticksPerSecond;
  private final List<Integer> sizes = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private long position;

  /**
   * @param out not closed
   * @param fps frames per second, 0.01 to 100000
   * @throws IllegalArgumentException if the format has no room for a side
   */
  QuickTimeMovie(OutputStream out, int width, int height, double fps) throws IOException {
    if (Math.max(width, height) > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "Frames of %d x %d; a movie holds at most %d x %d"
              .formatted(width, height, LARGEST_SIDE, LARGEST_SIDE));
    }
    this.out = out;
    this.width = width;
    this.height = height;
    this.ticksPerSecond = (int) Math.round(fps * TICKS);
    write(atom("ftyp", type("qt  "), numbers(0), type("qt  ")));
  }

  /**
   * @param png a frame of the movie's size
   */
  void add(byte[] png) throws IOException {
    write(atomHeader("mdat", png.length));
    offsets.add(position);
    sizes.add(png.length);
    write(png);
  }

  /** Writes the tables; the movie is none without. */
  void finish() throws IOException {
    int duration = Math.multiplyExact(sizes.size(), TICKS);
    write(
        atom(
            "moov",
            atom(
                "mvhd",
                numbers(0, 0, 0, ticksPerSecond, duration, ONE),
                shorts(0x0100, 0, 0, 0, 0, 0),
                IDENTITY,
                numbers(0, 0, 0, 0, 0, 0, 2)),
            atom("trak", trackHeader(duration), media(duration))));
  }

  private byte[] trackHeader(int duration) {
    return atom(
        "tkhd",
        numbers(ENABLED_IN_MOVIE, 0, 0, 1, 0, duration, 0, 0),
        shorts(0, 0, 0, 0),
        IDENTITY,
        numbers(width << 16, height << 16));
  }

  private byte[] media(int duration) {
    byte[] here = atom("dref", numbers(0, 1), atom("url ", numbers(1)));
    return atom(
        "mdia",
        atom("mdhd", numbers(0, 0, 0, ticksPerSecond, duration), shorts(0, 0)),
        handler("mhlr", "vide"),
        atom(
            "minf",
            atom("vmhd", numbers(1), shorts(0, 0, 0, 0)),
            handler("dhlr", "url "),
            atom("dinf", here),
            atom("stbl", description(), durations(), chunks(), lengths(), places())));
  }

  private static byte[] handler(String component, String subtype) {
    return atom(
        "hdlr", numbers(0), type(component), type(subtype), numbers(0, 0, 0), new byte[] {0});
  }

  private byte[] description() {
    byte[] compressor = new byte[32];
    byte[] codec =
        atom(
            "png ",
            shorts(0, 0, 0, 1),
            shorts(0, 0),
            numbers(0, 0, 0),
            shorts(width, height),
            numbers(DPI_72, DPI_72, 0),
            shorts(1),
            compressor,
            shorts(MILLIONS_OF_COLOURS, -1));
    return atom("stsd", numbers(0, 1), codec);
  }

  private byte[] durations() {
    return atom("stts", numbers(0, 1, sizes.size(), TICKS));
  }

  private static byte[] chunks() {
    return atom("stsc", numbers(0, 1, 1, 1, 1));
  }

  private byte[] lengths() {
    ByteBuffer table = ByteBuffer.allocate(Integer.BYTES * sizes.size());
    sizes.forEach(table::putInt);
    return atom("stsz", numbers(0, 0, sizes.size()), table.array());
  }

  private byte[] places() {
    ByteBuffer table = ByteBuffer.allocate(Long.BYTES * offsets.size());
    offsets.forEach(table::putLong);
    return atom("co64", numbers(0, offsets.size()), table.array());
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  private static byte[] atom(String type, byte[]... content) {
    int length = Arrays.stream(content).mapToInt(part -> part.length).sum();
    ByteBuffer atom = ByteBuffer.allocate(ATOM_HEADER + length).put(atomHeader(type, length));
    for (byte[] part : content) {
      atom.put(part);
    }
    return atom.array();
  }

  private static byte[] atomHeader(String type, int contentLength) {
    return ByteBuffer.allocate(ATOM_HEADER)
        .putInt(Math.addExact(ATOM_HEADER, contentLength))
        .put(type(type))
        .array();
  }

  private static byte[] type(String type) {
    return type.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] numbers(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }
}
