package io.spikelake.testing.mutation;

import io.spikelake.spike.SpikeFormat;
import io.spikelake.testing.mutation.Mutation.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Headers of arrays that no numpy wrote, around the elements that were there. */
final class NpyMutations {

  private static final String[] SHAPES = {
    "",
    "0",
    "1",
    "28800",
    "28800,",
    "0, 20, 36",
    "40, 0, 36",
    "40, 20, 0",
    "0, 0, 0",
    "40, 20, 36, 1",
    "40, 720",
    "1, 1, 28800",
    "28800, 1, 1",
    "1, 28800, 1",
    "20, 40, 36",
    "41, 20, 36",
    "39, 20, 36",
    "40L, 20L, 36L",
    "40 20 36",
    "40,20,36,,",
    ",40,20,36",
    "-40, 20, 36",
    "4e1, 20, 36",
    "0x28, 20, 36",
    "40.0, 20, 36",
    "None, 20, 36",
    "2147483647, 1, 1",
    "2147483648, 1, 1",
    "4294967295, 1, 1",
    "4294967296, 1, 1",
    "1, 2147483647, 1",
    "1, 1, 2147483648",
    "1, 65536, 65536",
    "1, 46341, 46341",
    "9223372036854775807, 1, 1",
    "9223372036854775808, 1, 1",
    "18446744073709551615, 1, 1",
    "999999999999999999, 999999999999999999, 999999999999999999",
    "4294967296, 4294967296, 1",
    "3037000500, 3037000500, 2",
    "0, 999999999999999999, 999999999999999999",
    "00000000000000000000000040, 20, 36",
    "1".repeat(60),
    "(40, 20, 36), (1",
    "\u0664\u0660, 20, 36"
  };

  private static final String[] DESCRS = {
    "|b1",
    "|i1",
    "<u1",
    ">u1",
    "=u1",
    "|u2",
    "<f4",
    "|O",
    "|S1",
    "<U1",
    "|V1",
    "u1",
    "",
    "|u",
    "|u01",
    "|u1000000000",
    "|u-1",
    "|u1 ",
    "|\u00ff1"
  };

  private NpyMutations() {}

  static List<Mutation> all() throws IOException {
    List<Mutation> all = new ArrayList<>();
    for (String shape : SHAPES) {
      addHeader(Kind.ABSURD_SHAPE, "(" + shape + ")", NpyBytes.header("|u1", shape), all);
    }
    for (String descr : DESCRS) {
      addHeader(Kind.HOSTILE_HEADER, descr, NpyBytes.header(descr, "40, 20, 36"), all);
    }
    int number = 0;
    for (String header : hostile()) {
      String name = "text %d of %d characters".formatted(++number, header.length());
      addHeader(Kind.HOSTILE_HEADER, name, header, all);
    }
    addPrefixes(all);
    addLengths(all);
    return all;
  }

  /** Texts that take a careless parser long, or out of its stack. */
  private static List<String> hostile() {
    String before = "{'descr': '|u1', 'fortran_order': False, 'shape': (";
    String good = NpyBytes.header("|u1", "40, 20, 36");
    return List.of(
        "",
        "{}",
        good.replace("False", "True"),
        good.replace("False", "0"),
        good.replace("'descr'", "'type'"),
        good.replace("'shape'", "'form'"),
        good.replace('\'', '"'),
        good.replace("'|u1'", "[('x', '|u1')]"),
        good.replace(" ", "\u0000"),
        good.replace("}", ""),
        before + "1".repeat(5000),
        before + "1,".repeat(20_000) + "), }",
        before + " ".repeat(60_000) + "40, 20, 36), }",
        before + "1 ".repeat(30_000),
        before + "(".repeat(60_000),
        "'descr':".repeat(8000),
        "'shape': (".repeat(6000),
        " ".repeat(60_000),
        "{'descr': '" + "u".repeat(60_000) + "', 'fortran_order': False, 'shape': (40, 20, 36), }",
        good + good,
        good + "\u0000".repeat(4000) + "\u001b[2J");
  }

  private static void addHeader(Kind kind, String name, String header, List<Mutation> all)
      throws IOException {
    for (Mutation recording : IntactRecordings.archives().toList()) {
      byte[] array = NpyBytes.array(header, recording.elements());
      all.add(recording.with(kind, name, archive(recording, array, NpyBytes.integer(40))));
    }
    byte[] elements = IntactRecordings.stored().elements();
    all.add(IntactRecordings.npy().with(kind, name, NpyBytes.array(header, elements)));
  }

  private static byte[] archive(Mutation recording, byte[] array, byte[] length)
      throws IOException {
    boolean deflated = !recording.fileName().startsWith("stored");
    return switch (recording.format()) {
      case UHSR -> IntactRecordings.zipped(deflated, "spk.npy", array);
      case ARR0 -> IntactRecordings.zipped(deflated, "arr_0.npy", array);
      default -> IntactRecordings.zipped(deflated, "seq.npy", array, "length.npy", length);
    };
  }

  private static void addPrefixes(List<Mutation> all) throws IOException {
    byte[] elements = IntactRecordings.stored().elements();
    String header = NpyBytes.header("|u1", "40, 20, 36");
    Mutation npy = IntactRecordings.npy();
    for (int version : new int[] {0, 1, 2, 3, 4, 127, 128, 255}) {
      for (int length :
          new int[] {
            0, 1, header.length(), 65_535, 65_537, Integer.MAX_VALUE, Integer.MIN_VALUE, -1
          }) {
        String name = "version %d, header of %d".formatted(version, length);
        byte[] file = NpyBytes.array(version, length, header, elements);
        all.add(npy.with(Kind.HOSTILE_HEADER, name, file));
        all.add(npy.with(Kind.HOSTILE_HEADER, name + ", cut", Arrays.copyOf(file, 12)));
      }
    }
  }

  /** The number of planes of an archive packed along time stands in an array of its own. */
  private static void addLengths(List<Mutation> all) throws IOException {
    Mutation recording = IntactRecordings.archive(SpikeFormat.TIME_PACKED);
    byte[] array = NpyBytes.array(NpyBytes.header("|u1", "5, 20, 36"), recording.elements());
    for (long length :
        new long[] {
          0,
          1,
          32,
          33,
          39,
          41,
          -1,
          -40,
          Integer.MAX_VALUE,
          1L << 31,
          1L << 32,
          1L << 62,
          Long.MAX_VALUE,
          Long.MIN_VALUE
        }) {
      byte[] file = archive(recording, array, NpyBytes.integer(length));
      all.add(recording.with(Kind.ABSURD_SHAPE, "length %d".formatted(length), file));
    }
    String text = NpyBytes.header("<U999999999", "");
    for (byte[] length :
        List.of(
            new byte[0],
            NpyBytes.array(NpyBytes.header("<f8", ""), new byte[8]),
            NpyBytes.array(NpyBytes.header("<i8", "2"), new byte[16]),
            NpyBytes.array(NpyBytes.header("<i3", ""), new byte[3]),
            NpyBytes.array(NpyBytes.header("<i999999999", ""), new byte[3]),
            NpyBytes.array(text, new byte[4]))) {
      String name = "length in %d bytes".formatted(length.length);
      all.add(recording.with(Kind.ABSURD_SHAPE, name, archive(recording, array, length)));
    }
  }
}
