package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import io.spikelake.testing.MemoryByteSource;
import io.spikelake.testing.Spikes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault has its reason, and a message that says what to do. */
class DamagedRecordingsTest {

  private static final long SEED = 17;
  private static final int PLANES = 40;
  private static final int HEIGHT = 20;
  private static final int WIDTH = 36;
  private static final SpikeLayout RIGHT = SpikeLayout.of(HEIGHT, WIDTH);
  private static final SpikeLayout NONE = SpikeLayout.UNKNOWN;
  private static final SpikeStream STREAM =
      Spikes.random(4, 0.3, PLANES, HEIGHT, WIDTH, RowOrder.TOP_DOWN);

  private static final byte[] DAT = written(SpikeFormat.DAT);
  private static final byte[] UHSR = written(SpikeFormat.UHSR);
  private static final byte[] NPY = written(SpikeFormat.NPY);
  private static final byte[] TEXT =
      "Not a recording at all, but a text.".getBytes(StandardCharsets.US_ASCII);

  /** Where the directory of the archive starts, as its end record says. */
  private static final int DIRECTORY = (int) LittleEndian.u4(UHSR, UHSR.length - 6);

  private static byte[] written(SpikeFormat format) {
    SpikeHeader header =
        new SpikeHeader(
            format, PLANES, HEIGHT, WIDTH, OptionalLong.of(1), Optional.of("one"), false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SpikeWriter writer = SpikeWriters.create(out, header, NONE)) {
      writer.append(STREAM);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] cut(byte[] file, int length) {
    return Arrays.copyOf(file, length);
  }

  private static byte[] changed(byte[] file, int position, int... values) {
    byte[] changed = file.clone();
    for (int i = 0; i < values.length; i++) {
      changed[position + i] = (byte) values[i];
    }
    return changed;
  }

  @SuppressWarnings("ArrayRecordComponent") // a row of a table, never compared
  private record Fault(
      String name,
      byte[] file,
      SpikeFormat format,
      SpikeLayout layout,
      Reason reason,
      String message) {
    @Override
    public String toString() {
      return "%s of %d bytes as %s: %s".formatted(name, file.length, format, reason);
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault(
            "a.dat",
            new byte[0],
            null,
            RIGHT,
            Reason.EMPTY,
            "a.dat: the file has no bytes; copy or record it again"),
        new Fault(
            "a.dat",
            new byte[0],
            SpikeFormat.DAT,
            RIGHT,
            Reason.EMPTY,
            "a.dat: the file has no bytes; copy or record it again"),
        new Fault(
            "a.npz",
            new byte[0],
            SpikeFormat.UHSR,
            NONE,
            Reason.EMPTY,
            "a.npz: the file has no bytes; copy or export it again"),
        new Fault(
            "a.npy",
            new byte[0],
            SpikeFormat.NPY,
            NONE,
            Reason.EMPTY,
            "a.npy: the array has no bytes; export it again"),
        new Fault(
            "a.dat",
            DAT,
            null,
            NONE,
            Reason.GEOMETRY_MISSING,
            "a.dat: a .dat file does not say its height and width; give --height and --width,"
                + " or --dataset; no usual geometry divides its 3600 bytes"),
        new Fault(
            "a.dat",
            new byte[3762500],
            null,
            NONE,
            Reason.GEOMETRY_MISSING,
            "its 3762500 bytes would be 301 planes of 250x400 (Vidar, Spike-REDS)"),
        new Fault(
            "a.dat",
            cut(DAT, DAT.length - 1),
            null,
            RIGHT,
            Reason.TRUNCATED,
            "a.dat at byte 3510: 89 bytes are left over after 39 planes of 20x36; the file was"
                + " cut short, or height and width are not those of this recording: no usual"
                + " geometry divides its 3599 bytes"),
        new Fault(
            "a.dat",
            new byte[125000],
            null,
            RIGHT,
            Reason.TRUNCATED,
            "80 bytes are left over after 1388 planes of 20x36; the file was cut short, or height"
                + " and width are not those of this recording: its 125000 bytes would be 10 planes"
                + " of 250x400 (Vidar, Spike-REDS), 1 planes of 1000x1000"),
        new Fault(
            "a.dat",
            cut(DAT, 50),
            null,
            RIGHT,
            Reason.TRUNCATED,
            "a.dat at byte 0: 50 bytes are left over after 0 planes of 20x36"),
        new Fault(
            "a.dat",
            DAT,
            null,
            new SpikeLayout(HEIGHT, WIDTH, true, 8, BitPolicy.REFUSE),
            Reason.TRUNCATED,
            "80 bytes are left over after 32 planes of 20x36 with 8 head columns"),
        new Fault(
            "a.dat",
            DAT,
            null,
            SpikeLayout.of(250, 250),
            Reason.GEOMETRY_MISMATCH,
            "a.dat: a plane of 250x250 has 62500 bits, which are no whole bytes, and readers"
                + " disagree on what follows; say --bit-policy continuous (planes follow bit by"
                + " bit) or --bit-policy padded (each starts on a byte)"),
        new Fault(
            "a.npz",
            UHSR,
            null,
            SpikeLayout.of(250, 400),
            Reason.GEOMETRY_MISMATCH,
            "a.npz: the file holds planes of 20x36 (height x width), but 250x400 was asked for;"
                + " correct --height and --width, or leave them out"),
        new Fault(
            "a.npz",
            TEXT,
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "a.npz: the file is not the zip archive that its name says; copy or export it again,"
                + " or give --format"),
        new Fault(
            "a.NPY",
            TEXT,
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "a.NPY: the file is not the .npy array that its name says"),
        new Fault(
            "a.bin",
            TEXT,
            null,
            NONE,
            Reason.FORMAT_UNKNOWN,
            "a.bin: neither name nor content tell a format; give --format, or a name that ends"
                + " in .dat"),
        new Fault(
            "a.npz",
            TEXT,
            SpikeFormat.UHSR,
            NONE,
            Reason.NOT_THE_FORMAT,
            "a.npz at byte 0: this is no zip archive, which an .npz is; give the right --format,"
                + " or export it again"),
        new Fault(
            "a.npy",
            TEXT,
            SpikeFormat.NPY,
            NONE,
            Reason.NOT_THE_FORMAT,
            "a.npy at byte 0: this is no .npy array; give the right --format, or export it with"
                + " numpy.save"),
        new Fault(
            "a.npz",
            UHSR,
            SpikeFormat.ARR0,
            NONE,
            Reason.ARRAY_MISSING,
            "a.npz: the archive lacks the array 'arr_0' that format arr0 needs; it holds [spk,"
                + " label, label_name]: give the right --format, or export it again"),
        new Fault(
            "a.npz",
            cut(UHSR, UHSR.length / 2),
            null,
            NONE,
            Reason.TRUNCATED,
            "the file begins as a zip archive and ends without its directory: it was cut short;"
                + " copy or export it again"),
        new Fault(
            "a.npz",
            changed(UHSR, DIRECTORY, 0),
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            ("a.npz at byte %d: entry 1 of 3 of the directory is damaged; copy or export"
                    + " the file again")
                .formatted(DIRECTORY)),
        new Fault(
            "a.npz",
            changed(UHSR, UHSR.length - 6, 0xFF, 0xFF, 0xFF, 0x7F),
            null,
            NONE,
            Reason.TRUNCATED,
            "at 2147483647 does not lie in the file: it is cut or damaged"),
        new Fault(
            "a.npz",
            changed(UHSR, DIRECTORY + 8, UHSR[DIRECTORY + 8] | 1),
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "member spk.npy is encrypted; write it with numpy.savez or numpy.savez_compressed"),
        new Fault(
            "a.npz",
            changed(UHSR, 0, 'P', 'K', 5, 6),
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "a.npz at byte 0: there is no header of member spk.npy here, where the directory says"),
        new Fault(
            "a.npz",
            changed(UHSR, DIRECTORY + 20, 0xFF, 0xFF, 0xFF, 0x7F),
            null,
            NONE,
            Reason.TRUNCATED,
            "member spk.npy of 2147483647 bytes at 0 does not lie in the file of %d bytes"
                .formatted(UHSR.length)),
        new Fault(
            "a.npz",
            changed(UHSR, DIRECTORY + 24, 0xFF, 0xFF, 0xFF, 0x7F),
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "the directory says that member spk.npy has 2147483647 bytes, which its %d bytes of"
                    .formatted(LittleEndian.u4(UHSR, DIRECTORY + 20))
                + " deflate data cannot hold: the file is damaged"),
        new Fault(
            "a\u001b[2J.npy",
            changed(NPY, 30, 0),
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "the header names no order and shape: {'descr': '|u1', 'fo\\u0000tran_order'"),
        new Fault(
            "a.dat",
            DAT,
            null,
            SpikeLayout.of(8193, 8192),
            Reason.GEOMETRY_MISMATCH,
            "a plane of 8193x8192 has 67117056 bits; at most 67108864 are expected: correct --height"
                + " and --width"),
        new Fault(
            "a.npy",
            cut(NPY, NPY.length - 5),
            null,
            NONE,
            Reason.TRUNCATED,
            "the shape [40, 20, 36] needs 28800 bytes after the header, 28795 are there: the"
                + " array is cut; copy or export it again"),
        new Fault(
            "a.npy",
            cut(NPY, NPY.length + 5),
            null,
            NONE,
            Reason.GEOMETRY_MISMATCH,
            "5 bytes follow the array of shape [40, 20, 36]; export one array per file"),
        new Fault(
            "a.npy",
            cut(NPY, 60),
            null,
            NONE,
            Reason.TRUNCATED,
            "a.npy at byte 60: the file ends inside the header of an .npy array"),
        new Fault(
            "a.npy",
            cut(NPY, 9),
            null,
            NONE,
            Reason.TRUNCATED,
            "a.npy at byte 9: the file ends inside the header of an .npy array"),
        new Fault(
            "a.npy",
            changed(NPY, 6, 4),
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "a.npy at byte 6: version 4 of the .npy format is not known; versions 1 to 3 are"),
        new Fault(
            "a.npy",
            changed(NPY, 6, 2),
            null,
            NONE,
            Reason.NOT_THE_FORMAT,
            "is none of a plain array; export it with numpy.save"),
        new Fault(
            "a.npy",
            changed(NPY, 12, ' ', ' ', ' ', ' ', ' ', ' ', ' '),
            null,
            NONE,
            Reason.BAD_VALUES,
            "an array of records holds no spikes"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void hasAReasonAndSaysWhatToDo(Fault fault) {
    MemoryByteSource source = new MemoryByteSource(fault.name(), fault.file());
    assertThatThrownBy(() -> SpikeRecordings.open(source, fault.format(), fault.layout()))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> assertThat(e.reason()).isEqualTo(fault.reason()))
        .hasMessageStartingWith(fault.name().replace("\u001b", "\\u001b"))
        .hasMessageContaining(fault.message());
    assertThat(source.closed()).isTrue();
  }

  private static SpikeStream readAll(byte[] file) throws IOException {
    MemoryByteSource source = new MemoryByteSource("a.npz", file);
    try (SpikeRecording recording = SpikeRecordings.open(source, null, NONE)) {
      int planes = (int) recording.header().planes();
      int half = planes / 2;
      recording.read(0, half);
      recording.read(half, planes - half);
      return recording.read(0, planes);
    }
  }

  /** The last bits of the last byte of deflate data mean nothing, so that a flip may do no harm. */
  @Test
  void flippedBitsOfDeflateDataAreFound() throws IOException {
    Random random = new Random(SEED);
    int data = 30 + "spk.npy".length();
    int compressed = (int) LittleEndian.u4(UHSR, DIRECTORY + 20);
    int found = 0;
    for (int round = 0; round < 300; round++) {
      int bit = random.nextInt(compressed * 8);
      byte[] file = UHSR.clone();
      file[data + bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(readAll(file).sameSpikes(STREAM)).as("bit %d", bit).isTrue();
      } catch (MalformedSpikeStreamException e) {
        found++;
        assertThat(e).hasMessageStartingWith("a.npz");
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(299);
  }

  @Test
  void deflateDataThatContradictsTheDirectoryIsFound() {
    int crc = DIRECTORY + 16;
    int compressed = DIRECTORY + 20;
    int bytes = DIRECTORY + 24;
    assertThatThrownBy(() -> readAll(changed(UHSR, crc, UHSR[crc] ^ 1)))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.NOT_THE_FORMAT);
              assertThat(e.byteOffset()).isEqualTo(28928);
            })
        .hasMessageContaining("a.npz!spk.npy at byte 28928: the checksum of its 28928 bytes is")
        .hasMessageContaining("the file is damaged; copy or export it again");
    assertThatThrownBy(() -> readAll(changed(UHSR, compressed + 1, UHSR[compressed + 1] - 1)))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED))
        .hasMessageContaining("the deflate data has no end, near byte")
        .hasMessageContaining("the file is damaged; copy or export it again");
    // A directory that promises another size is found by the shape, before any spike is read.
    assertThatThrownBy(() -> readAll(changed(UHSR, bytes, UHSR[bytes] + 1)))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.GEOMETRY_MISMATCH))
        .hasMessageContaining("1 bytes follow the array of shape [40, 20, 36]");
  }

  @Test
  void aChangedSpikeOfAStoredMemberIsFoundWhenItIsReadFromStartToEnd() throws IOException {
    byte[] stored = storedArchive();
    assertThat(readAll(stored).sameSpikes(STREAM)).isTrue();
    int spike = 30 + "spk.npy".length() + 128 + 5000;
    byte[] file = changed(stored, spike, stored[spike] ^ 1);
    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(MalformedSpikeStreamException.class)
        .hasMessageContaining("a.npz!spk.npy at byte 28928: the checksum of its 28928 bytes is");
    try (SpikeRecording recording =
        SpikeRecordings.open(new MemoryByteSource("a.npz", file), null, NONE)) {
      assertThat(recording.header().splittable()).isTrue();
      assertThat(recording.read(30, 5).sameSpikes(STREAM.window(30, 5)))
          .as("a window does not cost the whole array")
          .isTrue();
    }
  }

  /** In a plane larger than what is read at once. */
  @Test
  void aValueThatIsNoSpikeIsNamedByItsPlace() throws IOException {
    int pixels = 1031 * 1030;
    byte[] header = NpzOutput.header("|u1", 2, 1031, 1030);
    byte[] file = Arrays.copyOf(header, header.length + 2 * pixels);
    file[header.length + pixels + 1_050_001] = (byte) 200;
    try (SpikeRecording recording =
        SpikeRecordings.open(new MemoryByteSource("a.npy", file), null, NONE)) {
      assertThat(Spikes.count(recording.read(0, 1))).isZero();
      assertThatThrownBy(() -> recording.read(0, 2))
          .isInstanceOfSatisfying(
              MalformedSpikeStreamException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.BAD_VALUES))
          .hasMessage(
              "a.npy at byte 2112059: element 2111931 is 200; spikes are 0 or 1, so this"
                  + " is no recording of this format");
    }
  }

  private static byte[] storedArchive() throws IOException {
    CRC32 crc = new CRC32();
    crc.update(NPY);
    ZipEntry entry = new ZipEntry("spk.npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(NPY.length);
    entry.setCrc(crc.getValue());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(entry);
      zip.write(NPY);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(value = SpikeFormat.class, names = "DAT", mode = EnumSource.Mode.EXCLUDE)
  void aFileCutAnywhereIsFound(SpikeFormat format) {
    byte[] file = written(format);
    for (int length = 0; length < file.length; length += 1 + length / 50) {
      byte[] cut = cut(file, length);
      assertThatThrownBy(() -> readAll(cut))
          .as("%s cut to %d bytes", format, length)
          .isInstanceOf(MalformedSpikeStreamException.class);
    }
  }

  /** A changed byte may make another valid recording of a file, but never another failure. */
  @ParameterizedTest
  @EnumSource(value = SpikeFormat.class, names = "DAT", mode = EnumSource.Mode.EXCLUDE)
  void randomDamageIsNeverAnotherFailure(SpikeFormat format) throws IOException {
    byte[] file = written(format);
    Random random = new Random(SEED);
    for (int round = 0; round < 600; round++) {
      int end = round % 2 == 0 ? Math.min(file.length, 200) : Math.min(file.length, 400);
      int position = round % 2 == 0 ? random.nextInt(end) : file.length - 1 - random.nextInt(end);
      byte[] damaged = changed(file, position, random.nextInt(256));
      try {
        assertThat(readAll(damaged).planes()).isPositive();
      } catch (MalformedSpikeStreamException e) {
        assertThat(e)
            .as("seed %d round %d byte %d", SEED, round, position)
            .hasMessageStartingWith("a.npz");
      }
    }
  }

  @Test
  void aLayoutHasNoMoreColumnsThanAnIntCounts() {
    assertThatThrownBy(() -> new SpikeLayout(1, 2, true, Integer.MAX_VALUE - 1, BitPolicy.REFUSE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Not a layout: width 2 and 2147483646 head columns are together more than 2147483647"
                + " columns");
  }

  /** Nested repeats took such texts years, or out of the stack. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "1,", "1 ", ",", "(", "9223372036854775808,"})
  void aHostileShapeIsRefusedAtOnce(String repeated) {
    byte[] text =
        ("{'descr': '|u1', 'fortran_order': False, 'shape': (" + repeated.repeat(3000) + "), }")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] file = cut(NPY, 10 + text.length);
    file[8] = (byte) text.length;
    file[9] = (byte) (text.length >> 8);
    System.arraycopy(text, 0, file, 10, text.length);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> readAll(file))
                .isInstanceOfSatisfying(
                    MalformedSpikeStreamException.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THE_FORMAT))
                .hasMessageStartingWith("a.npz at byte 12: the "));
  }
}
