package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The directory of a zip archive, read by position: the end of the file, then the directory. Zip64
 * sizes are understood, encryption and other methods than store and deflate are refused. The
 * directory is kept in memory, at most {@value #MAX_DIRECTORY_BYTES} bytes of it.
 *
 * <pre>
 * end record             directory entry          local header          zip64 end record
 *  0  u4 0x06054b50       0  u4 0x02014b50         0  u4 0x04034b50      0  u4 0x06064b50
 * 10  u2 entries          8  u2 flags             26  u2 name bytes     32  u8 entries
 * 12  u4 directory bytes 10  u2 method            28  u2 extra bytes    40  u8 directory bytes
 * 16  u4 its position    16  u4 crc               30  name, extra, data 48  u8 its position
 * 20  u2 comment bytes   20  u4 compressed bytes
 * 22  comment            24  u4 bytes             zip64 locator, 20 bytes before the end record
 *                        28  u2 name bytes         0  u4 0x07064b50
 *                        30  u2 extra bytes        8  u8 position of the zip64 end record
 *                        32  u2 comment bytes
 *                        42  u4 local header     zip64 extra: u2 1, u2 bytes, then u8 bytes,
 *                        46  name, extra, comment compressed bytes, position where u4 is all ones
 * </pre>
 */
final class ZipArchive {

  private static final long LOCAL = 0x04034b50L;
  private static final long ENTRY = 0x02014b50L;
  private static final long END = 0x06054b50L;
  private static final long END_64 = 0x06064b50L;
  private static final long LOCATOR_64 = 0x07064b50L;

  private static final int LOCAL_BYTES = 30;
  private static final int ENTRY_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int END_64_BYTES = 56;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int MAX_COMMENT_BYTES = 0xFFFF;
  private static final int MAX_DIRECTORY_BYTES = 1 << 20;

  /** A deflated byte stands for at most 1032: two bits can mean a run of 258. */
  private static final long LARGEST_EXPANSION = 1032;

  private static final long IN_ZIP64 = 0xFFFFFFFFL;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final ByteSource source;
  private final Map<String, Entry> entries;

  private record Entry(
      long position,
      int flags,
      int method,
      long crc,
      long compressedBytes,
      long bytes,
      long local) {}

  private ZipArchive(ByteSource source, Map<String, Entry> entries) {
    this.source = source;
    this.entries = entries;
  }

  /** Whether a file that begins with these bytes is an archive, be it whole or not. */
  static boolean looksLike(byte[] start) {
    if (start.length < Integer.BYTES) {
      return false;
    }
    long signature = LittleEndian.u4(start, 0);
    return signature == LOCAL || signature == END;
  }

  /**
   * Reads the directory.
   *
   * @throws MalformedSpikeStreamException if this is no archive, or not all of one
   */
  static ZipArchive open(ByteSource source) throws IOException {
    if (source.length() == 0) {
      throw malformed(source, -1, Reason.EMPTY, "the file has no bytes; copy or export it again");
    }
    if (!looksLike(SpikeRecordings.start(source))) {
      throw malformed(
          source,
          0,
          Reason.NOT_THE_FORMAT,
          "this is no zip archive, which an .npz is; give the right --format, or export it again");
    }
    return new ZipArchive(source, readDirectory(source));
  }

  /** Names in the archive, in the order of its directory. */
  Set<String> names() {
    return entries.keySet();
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /**
   * Opens a member for reading.
   *
   * @throws IllegalArgumentException if the archive has no such member
   * @throws MalformedSpikeStreamException if it is encrypted, compressed in another way than
   *     deflate, or lies outside of the file
   */
  ArrayBytes member(String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("%s has no member %s".formatted(source.name(), name));
    }
    if ((entry.flags & 1) != 0 || (entry.method != STORED && entry.method != DEFLATED)) {
      throw malformed(
          source,
          entry.position,
          Reason.NOT_THE_FORMAT,
          "member %s is %s; write it with numpy.savez or numpy.savez_compressed"
              .formatted(
                  name,
                  (entry.flags & 1) != 0 ? "encrypted" : "compressed by method " + entry.method));
    }
    ZipMember member =
        new ZipMember(
            source.name() + "!" + name,
            entry.method == DEFLATED,
            entry.crc,
            entry.compressedBytes,
            entry.bytes,
            dataPosition(name, entry));
    return member.deflated() ? new InflatedMember(source, member) : FileSlice.of(source, member);
  }

  /** Name and extra field of the local header may have other lengths than in the directory. */
  private long dataPosition(String name, Entry entry) throws IOException {
    byte[] local = new byte[LOCAL_BYTES];
    if (entry.local < 0 || entry.local > source.length() - LOCAL_BYTES) {
      throw outside(name, entry);
    }
    source.readFully(entry.local, local, 0, LOCAL_BYTES);
    if (LittleEndian.u4(local, 0) != LOCAL) {
      throw malformed(
          source,
          entry.local,
          Reason.NOT_THE_FORMAT,
          ("there is no header of member %s here, where the directory says: the file is"
                  + " damaged; copy or export it again")
              .formatted(name));
    }
    long data = entry.local + LOCAL_BYTES + LittleEndian.u2(local, 26) + LittleEndian.u2(local, 28);
    if (entry.compressedBytes < 0
        || entry.bytes < 0
        || entry.compressedBytes > source.length() - data
        || (entry.method == STORED && entry.bytes != entry.compressedBytes)) {
      throw outside(name, entry);
    }
    if (entry.bytes / LARGEST_EXPANSION > entry.compressedBytes) {
      throw malformed(
          source,
          entry.position,
          Reason.NOT_THE_FORMAT,
          ("the directory says that member %s has %d bytes, which its %d bytes of deflate data"
                  + " cannot hold: the file is damaged; copy or export it again")
              .formatted(name, entry.bytes, entry.compressedBytes));
    }
    return data;
  }

  private MalformedSpikeStreamException outside(String name, Entry entry) {
    return malformed(
        source,
        entry.position,
        Reason.TRUNCATED,
        ("member %s of %d bytes at %d does not lie in the file of %d bytes: it is cut or"
                + " damaged; copy or export it again")
            .formatted(name, entry.compressedBytes, entry.local, source.length()));
  }

  private static Map<String, Entry> readDirectory(ByteSource source) throws IOException {
    long tailStart =
        Math.max(0, source.length() - END_BYTES - MAX_COMMENT_BYTES - LOCATOR_64_BYTES);
    byte[] tail = new byte[(int) (source.length() - tailStart)];
    source.readFully(tailStart, tail, 0, tail.length);
    int end = findEnd(source, tail);

    long count = LittleEndian.u2(tail, end + 10);
    long bytes = LittleEndian.u4(tail, end + 12);
    long position = LittleEndian.u4(tail, end + 16);
    int locator = end - LOCATOR_64_BYTES;
    if (locator >= 0 && LittleEndian.u4(tail, locator) == LOCATOR_64) {
      byte[] end64 = readEnd64(source, LittleEndian.u8(tail, locator + 8));
      count = LittleEndian.u8(end64, 32);
      bytes = LittleEndian.u8(end64, 40);
      position = LittleEndian.u8(end64, 48);
    }
    if (bytes < 0 || position < 0 || position > tailStart + end - bytes) {
      throw malformed(
          source,
          tailStart + end,
          Reason.TRUNCATED,
          ("the directory of %d bytes at %d does not lie in the file: it is cut or"
                  + " damaged; copy or export it again")
              .formatted(bytes, position));
    }
    if (bytes > MAX_DIRECTORY_BYTES) {
      throw malformed(
          source,
          position,
          Reason.NOT_THE_FORMAT,
          ("a directory of %d bytes is none of an .npz, which has a few members; give the"
                  + " right --format")
              .formatted(bytes));
    }
    return parse(source, position, (int) bytes, count);
  }

  /** The end record is the last one whose comment ends with the file. */
  private static int findEnd(ByteSource source, byte[] tail) throws MalformedSpikeStreamException {
    for (int i = tail.length - END_BYTES; i >= 0; i--) {
      if (LittleEndian.u4(tail, i) == END
          && i + END_BYTES + LittleEndian.u2(tail, i + 20) == tail.length) {
        return i;
      }
    }
    throw malformed(
        source,
        source.length(),
        Reason.TRUNCATED,
        "the file begins as a zip archive and ends without its directory: it was cut"
            + " short; copy or export it again");
  }

  private static byte[] readEnd64(ByteSource source, long position) throws IOException {
    byte[] end64 = new byte[END_64_BYTES];
    if (position >= 0 && position <= source.length() - END_64_BYTES) {
      source.readFully(position, end64, 0, END_64_BYTES);
    }
    if (LittleEndian.u4(end64, 0) != END_64) {
      throw malformed(
          source,
          position,
          Reason.TRUNCATED,
          "the zip64 end record is not here, where its locator says: the file is cut or"
              + " damaged; copy or export it again");
    }
    return end64;
  }

  private static Map<String, Entry> parse(ByteSource source, long position, int length, long count)
      throws IOException {
    byte[] directory = new byte[length];
    source.readFully(position, directory, 0, length);
    Map<String, Entry> entries = new LinkedHashMap<>();
    int at = 0;
    for (long i = 0; i < count; i++) {
      if (at > length - ENTRY_BYTES
          || LittleEndian.u4(directory, at) != ENTRY
          || at + entryBytes(directory, at) > length) {
        throw malformed(
            source,
            position + at,
            Reason.NOT_THE_FORMAT,
            "entry %d of %d of the directory is damaged; copy or export the file again"
                .formatted(i + 1, count));
      }
      String name =
          new String(
              directory,
              at + ENTRY_BYTES,
              LittleEndian.u2(directory, at + 28),
              StandardCharsets.UTF_8);
      entries.put(name, entry(directory, at, position));
      at += entryBytes(directory, at);
    }
    return entries;
  }

  private static int entryBytes(byte[] directory, int at) {
    return ENTRY_BYTES
        + LittleEndian.u2(directory, at + 28)
        + LittleEndian.u2(directory, at + 30)
        + LittleEndian.u2(directory, at + 32);
  }

  private static Entry entry(byte[] directory, int at, long directoryPosition) {
    Zip64Extra extra = Zip64Extra.find(directory, at + ENTRY_BYTES, at);
    long bytes = extra.orNext(LittleEndian.u4(directory, at + 24));
    long compressedBytes = extra.orNext(LittleEndian.u4(directory, at + 20));
    long local = extra.orNext(LittleEndian.u4(directory, at + 42));
    return new Entry(
        directoryPosition + at,
        LittleEndian.u2(directory, at + 8),
        LittleEndian.u2(directory, at + 10),
        LittleEndian.u4(directory, at + 16),
        compressedBytes,
        bytes,
        local);
  }

  /** Hands out the values of a zip64 extra field in turn, to the fields that are all ones. */
  private static final class Zip64Extra {

    private static final int ID = 1;

    private final byte[] directory;
    private int at;
    private final int end;

    private Zip64Extra(byte[] directory, int at, int end) {
      this.directory = directory;
      this.at = at;
      this.end = end;
    }

    static Zip64Extra find(byte[] directory, int afterFixedPart, int entry) {
      int at = afterFixedPart + LittleEndian.u2(directory, entry + 28);
      int end = at + LittleEndian.u2(directory, entry + 30);
      while (at + 4 <= end) {
        int length = LittleEndian.u2(directory, at + 2);
        if (LittleEndian.u2(directory, at) == ID) {
          return new Zip64Extra(directory, at + 4, Math.min(end, at + 4 + length));
        }
        at += 4 + length;
      }
      return new Zip64Extra(directory, end, end);
    }

    /** The value itself, the next of the extra field in its place, or -1 if there is none. */
    long orNext(long value) {
      if (value != IN_ZIP64) {
        return value;
      }
      if (at + Long.BYTES > end) {
        return -1;
      }
      at += Long.BYTES;
      return LittleEndian.u8(directory, at - Long.BYTES);
    }
  }

  private static MalformedSpikeStreamException malformed(
      ByteSource source, long position, Reason reason, String message) {
    return new MalformedSpikeStreamException(source.name(), position, reason, message);
  }
}
