package io.spikelake.testing.mutation;

import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.testing.mutation.Mutation.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Directories of archives that say what is not so, and archives that unpack to far more. */
final class ZipMutations {

  private static final int END_BYTES = 22;
  private static final int ENTRY = 0x02014b50;

  private static final int[] ENTRY_SHORTS = {8, 10, 28, 30, 32};
  private static final int[] ENTRY_INTS = {16, 20, 24, 42};
  private static final int[] LOCAL_SHORTS = {26, 28};
  private static final int[] END_SHORTS = {8, 10, 20};
  private static final int[] END_INTS = {12, 16};

  private static final long[] BOUNDARIES = {
    0, 1, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFEL, 0xFFFFFFFFL
  };
  private static final long[] LONG_BOUNDARIES = {
    0, 1, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1
  };

  private ZipMutations() {}

  static List<Mutation> all() throws IOException {
    List<Mutation> all = new ArrayList<>();
    for (Mutation recording : IntactRecordings.archives().toList()) {
      addFields(recording, all);
    }
    addZip64(all);
    addMembers(all);
    addBombs(all);
    addEmptyPromise(all);
    return all;
  }

  private static ByteBuffer buffer(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void addFields(Mutation recording, List<Mutation> all) {
    byte[] file = recording.file();
    int end = file.length - END_BYTES;
    addFields(recording, "end record", end, END_SHORTS, END_INTS, all);
    ByteBuffer bytes = buffer(file);
    int entry = bytes.getInt(end + 16);
    for (int i = 1; bytes.getInt(entry) == ENTRY; i++) {
      addFields(recording, "entry " + i, entry, ENTRY_SHORTS, ENTRY_INTS, all);
      int local = bytes.getInt(entry + 42);
      addFields(recording, "local header " + i, local, LOCAL_SHORTS, new int[0], all);
      entry += 46 + bytes.getShort(entry + 28) + bytes.getShort(entry + 30);
    }
  }

  private static void addFields(
      Mutation recording, String where, int at, int[] shorts, int[] ints, List<Mutation> all) {
    for (int field : shorts) {
      for (int i = 0; i < 5; i++) {
        byte[] file = recording.file().clone();
        buffer(file).putShort(at + field, (short) BOUNDARIES[i]);
        String name = "%s, field %d is %d".formatted(where, field, BOUNDARIES[i]);
        all.add(recording.with(Kind.BOUNDARY_IN_DIRECTORY, name, file));
      }
    }
    for (int field : ints) {
      for (long value : BOUNDARIES) {
        byte[] file = recording.file().clone();
        buffer(file).putInt(at + field, (int) value);
        String name = "%s, field %d is %d".formatted(where, field, value);
        all.add(recording.with(Kind.BOUNDARY_IN_DIRECTORY, name, file));
      }
    }
  }

  /** A right zip64 end record and locator before the end record, and each of their fields wrong. */
  private static void addZip64(List<Mutation> all) throws IOException {
    Mutation recording = IntactRecordings.archive(SpikeFormat.UHSR);
    byte[] file = recording.file();
    int end = file.length - END_BYTES;
    ByteBuffer plain = buffer(file);
    byte[] right =
        buffer(new byte[file.length + 56 + 20])
            .put(file, 0, end)
            .putInt(0x06064b50)
            .putLong(44)
            .putInt(0)
            .putLong(0)
            .putLong(plain.getShort(end + 10))
            .putLong(plain.getShort(end + 10))
            .putLong(plain.getInt(end + 12))
            .putLong(plain.getInt(end + 16))
            .putInt(0x07064b50)
            .putInt(0)
            .putLong(end)
            .putInt(1)
            .put(file, end, END_BYTES)
            .array();
    all.add(recording.with(Kind.ZIP64, "right", right));
    for (int field : new int[] {32, 40, 48, 56 + 8}) {
      for (long value : LONG_BOUNDARIES) {
        byte[] wrong = right.clone();
        buffer(wrong).putLong(end + field, value);
        all.add(recording.with(Kind.ZIP64, "field %d is %d".formatted(field, value), wrong));
      }
    }
    addZip64Extras(recording, all);
  }

  /** Sizes and position of the first member in an extra field of its entry. */
  private static void addZip64Extras(Mutation recording, List<Mutation> all) {
    byte[] file = recording.file();
    int end = file.length - END_BYTES;
    ByteBuffer plain = buffer(file);
    int entry = plain.getInt(end + 16);
    int afterName = entry + 46 + plain.getShort(entry + 28);
    long[] right = {plain.getInt(entry + 24), plain.getInt(entry + 20), plain.getInt(entry + 42)};
    for (int wrong = -1; wrong < right.length; wrong++) {
      for (long value : LONG_BOUNDARIES) {
        long[] values = right.clone();
        if (wrong >= 0) {
          values[wrong] = value;
        }
        ByteBuffer longer =
            buffer(new byte[file.length + 28])
                .put(file, 0, afterName)
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(values[0])
                .putLong(values[1])
                .putLong(values[2])
                .put(file, afterName, file.length - afterName);
        longer.putInt(entry + 24, -1).putInt(entry + 20, -1).putInt(entry + 42, -1);
        longer.putShort(entry + 30, (short) 28);
        longer.putInt(end + 28 + 12, plain.getInt(end + 12) + 28);
        String name = "extra value %d is %d".formatted(wrong, value);
        all.add(recording.with(Kind.ZIP64, name, longer.array()));
      }
    }
  }

  private static void addMembers(List<Mutation> all) throws IOException {
    Mutation stored = IntactRecordings.stored();
    byte[] array = NpyBytes.array(NpyBytes.header("|u1", "40, 20, 36"), stored.elements());
    String[] names = {
      "../spk.npy",
      "/spk.npy",
      "C:\\spk.npy",
      "..\\..\\spk.npy",
      "spk.npy/",
      "",
      "spk.npy\u0000",
      "spk\u001b[31m.npy",
      "\u4e2d.npy",
      "x".repeat(60_000) + ".npy"
    };
    for (String name : names) {
      String start = name.substring(0, Math.min(20, name.length()));
      byte[] alone = IntactRecordings.zipped(true, name, array);
      all.add(stored.with(Kind.WRONG_NAME, "member '" + start + "' alone", alone));
      byte[] beside = IntactRecordings.zipped(true, name, array, "spk.npy", array);
      all.add(stored.with(Kind.WRONG_NAME, "member '" + start + "' beside", beside));
    }
    all.add(stored.with(Kind.WRONG_NAME, "many members", many()));
  }

  private static byte[] many() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (int i = 0; i < 17_000; i++) {
        zip.putNextEntry(new ZipEntry("array_%05d.npy".formatted(i)));
      }
    }
    return out.toByteArray();
  }

  /** Zeros without end are what deflate packs best, and are valid recordings of any geometry. */
  private static void addBombs(List<Mutation> all) throws IOException {
    String[][] bombs = {
      {"uhsr", "spk.npy", "1000, 200, 300"},
      {"uhsr", "spk.npy", "60000000, 1, 1"},
      {"uhsr", "spk.npy", "1, 7500, 8000"},
      {"uhsr", "spk.npy", "1, 60000000, 1"},
      {"uhsr", "spk.npy", "1, 1, 70000000"},
      {"arr0", "arr_0.npy", "200, 300, 1000"},
      {"arr0", "arr_0.npy", "1, 1, 60000000"},
      {"time-packed", "seq.npy", "125, 600, 800"}
    };
    for (String[] bomb : bombs) {
      SpikeFormat format = SpikeFormat.parse(bomb[0]);
      long bytes = 1;
      for (String axis : bomb[2].split(", ")) {
        bytes *= Long.parseLong(axis);
      }
      byte[] file = zeros(bomb[1], bomb[2], bytes, format);
      all.add(bomb("of (" + bomb[2] + ")", format, file));
      // The same little data, and a directory that says a million times more.
      byte[] more = file.clone();
      ByteBuffer directory = buffer(more);
      int entry = directory.getInt(more.length - END_BYTES + 16);
      directory.putInt(entry + 24, Integer.MAX_VALUE);
      all.add(bomb("of more than (" + bomb[2] + ")", format, more));
    }
  }

  private static Mutation bomb(String name, SpikeFormat format, byte[] file) {
    return new Mutation(
        Kind.ZIP_BOMB, name, "bomb.npz", format, SpikeLayout.UNKNOWN, file, new byte[0]);
  }

  /** Header and directory agree on far more bytes than so little deflate data can hold. */
  private static void addEmptyPromise(List<Mutation> all) throws IOException {
    String shape = "2147483, 1000, 1";
    byte[] file = zeros("spk.npy", shape, 1000, SpikeFormat.UHSR);
    ByteBuffer directory = buffer(file);
    int entry = directory.getInt(file.length - END_BYTES + 16);
    int header = NpyBytes.array(NpyBytes.header("|u1", shape), new byte[0]).length;
    directory.putInt(entry + 24, 2_147_483_000 + header);
    all.add(bomb("that is none", SpikeFormat.UHSR, file));
  }

  private static byte[] zeros(String member, String shape, long bytes, SpikeFormat format)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(NpyBytes.array(NpyBytes.header("|u1", shape), new byte[0]));
      byte[] block = new byte[1 << 20];
      for (long left = bytes; left > 0; left -= block.length) {
        zip.write(block, 0, (int) Math.min(block.length, left));
      }
      if (format == SpikeFormat.TIME_PACKED) {
        zip.putNextEntry(new ZipEntry("length.npy"));
        zip.write(NpyBytes.integer(1000));
      }
    }
    return out.toByteArray();
  }
}
