package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import io.spikelake.testing.MemoryByteSource;
import io.spikelake.testing.Spikes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files written by numpy; see the README beside them. */
class NumpyRecordingsTest {

  private static final int PLANES = 11;
  private static final int HEIGHT = 3;
  private static final int WIDTH = 7;

  private static byte[] file(String name) throws IOException {
    try (InputStream in = NumpyRecordingsTest.class.getResourceAsStream("numpy/" + name)) {
      return in.readAllBytes();
    }
  }

  private static SpikeStream expected() {
    byte[] bits = new byte[PLANES * 3];
    for (int t = 0; t < PLANES; t++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int p = y * WIDTH + x;
          if ((5 * t + 3 * y + 2 * x + t * x) % 4 == 0) {
            bits[t * 3 + p / 8] |= (byte) (1 << p % 8);
          }
        }
      }
    }
    return SpikeStream.ofPacked(bits, PLANES, HEIGHT, WIDTH, RowOrder.TOP_DOWN, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "uhsr-deflated.npz, UHSR, false",
    "uhsr-stored.npz, UHSR, true",
    "uhsr-big-endian.npz, UHSR, true",
    "uhsr-zip64.npz, UHSR, false",
    "arr0-deflated.npz, ARR0, false",
    "arr0-stored.npz, ARR0, false",
    "time-packed-deflated.npz, TIME_PACKED, false",
    "time-packed-stored.npz, TIME_PACKED, true",
    "plain-uint8.npy, NPY, true",
    "plain-bool.npy, NPY, true",
    "plain-version-2.npy, NPY, true",
    "plain-version-3.npy, NPY, true"
  })
  void readsWhatNumpyWrites(String name, SpikeFormat format, boolean splittable)
      throws IOException {
    MemoryByteSource source = new MemoryByteSource("unnamed", file(name));
    try (SpikeRecording recording = SpikeRecordings.open(source, null, SpikeLayout.UNKNOWN)) {
      boolean labelled = format == SpikeFormat.UHSR && !name.equals("uhsr-zip64.npz");
      assertThat(recording.header())
          .isEqualTo(
              new SpikeHeader(
                  format,
                  PLANES,
                  HEIGHT,
                  WIDTH,
                  labelled ? OptionalLong.of(47) : OptionalLong.empty(),
                  labelled ? Optional.of("4144_helicopter.jpg") : Optional.empty(),
                  splittable));
      assertThat(recording.read(0, PLANES).sameSpikes(expected())).isTrue();
      assertThat(Spikes.count(recording.read(0, PLANES))).isEqualTo(67);
      assertThat(recording.read(7, 3).sameSpikes(expected().window(7, 3))).isTrue();
    }
  }

  /** Planes 7 to 9 are in both groups of eight: all of the array's bytes, and none but these. */
  @Test
  void aStoredTimePackedArrayIsReadInGroupsOfEight() throws IOException {
    MemoryByteSource source = new MemoryByteSource("a.npz", file("time-packed-stored.npz"));
    try (SpikeRecording recording = SpikeRecordings.open(source, null, SpikeLayout.UNKNOWN)) {
      long array = 30 + "spSeq.npy".length() + 20 + 128;
      assertThat(recording.byteRange(0, 8)).isEqualTo(new ByteRange(array, 21));
      assertThat(recording.byteRange(8, 1)).isEqualTo(new ByteRange(array + 21, 21));
      assertThat(recording.byteRange(7, 3)).isEqualTo(new ByteRange(array, 42));
      long before = source.bytesRead();
      assertThat(recording.read(9, 2).sameSpikes(expected().window(9, 2))).isTrue();
      assertThat(source.bytesRead() - before).isEqualTo(21);
    }
  }

  @Test
  void timeAsFirstAxisOfArr0IsFoundWhereTheGeometryIsKnown() throws IOException {
    MemoryByteSource source = new MemoryByteSource("a.npz", file("arr0-stored.npz"));
    assertThatThrownBy(() -> SpikeRecordings.open(source, null, SpikeLayout.of(7, 11)))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.GEOMETRY_MISMATCH))
        .hasMessage(
            "a.npz: arr_0 has time as its first axis; format arr0 has height, width,"
                + " time: export it with .transpose(1, 2, 0), or as .npy as it is");
  }

  @ParameterizedTest
  @CsvSource({"CONTINUOUS, continuous.dat", "PADDED, padded.dat"})
  void datOfPlanesThatAreNoWholeBytes(BitPolicy policy, String name) throws IOException {
    SpikeLayout layout = new SpikeLayout(HEIGHT, WIDTH, true, 0, policy);
    MemoryByteSource source = new MemoryByteSource(name, file(name));
    try (SpikeRecording recording = SpikeRecordings.open(source, null, layout)) {
      assertThat(recording.header().planes()).isEqualTo(PLANES);
      assertThat(recording.read(0, PLANES).sameSpikes(expected())).isTrue();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SpikeWriter writer = SpikeWriters.dat(out, layout)) {
      writer.append(expected());
    }
    assertThat(out.toByteArray()).isEqualTo(file(name));
  }

  /** Our arrays are numpy's, byte for byte; how they are deflated is not compared. */
  @ParameterizedTest
  @CsvSource({
    "UHSR, uhsr-deflated.npz, spk.npy label.npy label_name.npy",
    "TIME_PACKED, time-packed-deflated.npz, seq.npy length.npy",
    "ARR0, arr0-deflated.npz, arr_0.npy"
  })
  void writesArchivesAsNumpyDoes(SpikeFormat format, String name, String members)
      throws IOException {
    byte[] written = write(format);
    for (String member : members.split(" ", -1)) {
      assertThat(member(written, member)).as(member).isEqualTo(member(file(name), member));
    }
  }

  @Test
  void writesArraysAsNumpyDoes() throws IOException {
    assertThat(write(SpikeFormat.NPY)).isEqualTo(file("plain-uint8.npy"));
  }

  private static byte[] write(SpikeFormat format) throws IOException {
    SpikeHeader header =
        new SpikeHeader(
            format,
            PLANES,
            HEIGHT,
            WIDTH,
            OptionalLong.of(47),
            Optional.of("4144_helicopter.jpg"),
            false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SpikeWriter writer = SpikeWriters.create(out, header, SpikeLayout.UNKNOWN)) {
      writer.append(expected());
    }
    return out.toByteArray();
  }

  private static byte[] member(byte[] archive, String name) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return zip.readAllBytes();
        }
      }
    }
    throw new AssertionError("no member " + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fortran-order.npy | NOT_THE_FORMAT | the array is in Fortran order; export it with numpy.ascontiguousarray",
        "float.npy | BAD_VALUES | elements of type <f4 are no spikes; uint8 or bool is expected: export it with .astype('uint8')",
        "records.npy | BAD_VALUES | an array of records holds no spikes:",
        "two-axes.npy | GEOMETRY_MISMATCH | an array of shape [3, 7] has not the three axes time, height, width; export it with these",
        "no-planes.npy | EMPTY | the file holds no planes; record or export it again",
        "other-arrays.npz | ARRAY_MISSING | the archive holds [frames, times]; expected spk (format uhsr), seq or spSeq with length (time-packed), or arr_0 (arr0)",
        "time-packed-wrong-length.npz | GEOMETRY_MISMATCH | 40 planes, as the array 'length' says, fill 5 groups of eight, but 'seq' has 2; export the file again",
        "label-text.npz | BAD_VALUES | an integer is expected, elements are of type <U19",
        "lzma.npz | NOT_THE_FORMAT | member arr_0.npy is compressed by method 14; write it with numpy.savez or numpy.savez_compressed"
      })
  void saysWhyAFileIsNoRecording(String name, Reason reason, String message) throws IOException {
    MemoryByteSource source = new MemoryByteSource(name, file(name));
    assertThatThrownBy(() -> SpikeRecordings.open(source, null, SpikeLayout.UNKNOWN))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageStartingWith(name)
        .hasMessageContaining(message);
    assertThat(source.closed()).isTrue();
  }

  @Test
  void aValueThatIsNoSpikeIsFoundWhenItsPlaneIsRead() throws IOException {
    MemoryByteSource source = new MemoryByteSource("a.npy", file("value-2.npy"));
    try (SpikeRecording recording = SpikeRecordings.open(source, null, SpikeLayout.UNKNOWN)) {
      assertThat(recording.read(0, 4).sameSpikes(expected().window(0, 4))).isTrue();
      assertThatThrownBy(() -> recording.read(3, 2))
          .isInstanceOfSatisfying(
              MalformedSpikeStreamException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.BAD_VALUES);
                assertThat(e.byteOffset()).isEqualTo(128 + 4 * 21 + 1 * 7 + 2);
              })
          .hasMessage(
              "a.npy at byte 221: element 93 is 2; spikes are 0 or 1, so this is no"
                  + " recording of this format");
    }
  }
}
