package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.testing.MemoryByteSource;
import io.spikelake.testing.Spikes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a writer writes, the reader of the format reads. */
class RoundTripTest {

  private static final int[][] GEOMETRIES = {
    {1, 1}, {7, 3}, {3, 7}, {13, 17}, {1, 64}, {250, 250}, {250, 400}
  };
  private static final int PLANES = 21;

  private static SpikeHeader header(SpikeFormat format, int planes, int height, int width) {
    boolean labelled = format == SpikeFormat.UHSR;
    return new SpikeHeader(
        format,
        planes,
        height,
        width,
        labelled ? OptionalLong.of(47) : OptionalLong.empty(),
        labelled ? Optional.of("4144_Hubschrauber \uD83D\uDE81.jpg") : Optional.empty(),
        format == SpikeFormat.DAT || format == SpikeFormat.NPY);
  }

  private static byte[] write(SpikeHeader header, SpikeLayout layout, SpikeStream... parts)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SpikeWriter writer = SpikeWriters.create(out, header, layout)) {
      for (SpikeStream part : parts) {
        writer.append(part);
      }
    }
    return out.toByteArray();
  }

  private static SpikeRecording open(String name, byte[] file, SpikeLayout layout)
      throws IOException {
    return SpikeRecordings.open(new MemoryByteSource(name, file), null, layout);
  }

  static Stream<Arguments> datLayouts() {
    List<Arguments> rows = new ArrayList<>();
    for (int[] geometry : GEOMETRIES) {
      for (BitPolicy policy : BitPolicy.values()) {
        for (int head : new int[] {0, 5, 16}) {
          for (boolean flip : new boolean[] {true, false}) {
            SpikeLayout layout = new SpikeLayout(geometry[0], geometry[1], flip, head, policy);
            DatLayout dat = DatLayout.of(layout);
            if (dat.allowed() && dat.stride() >= 8) {
              rows.add(Arguments.of(layout));
            }
          }
        }
      }
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("datLayouts")
  void dat(SpikeLayout layout) throws IOException {
    checkRoundTrip(header(SpikeFormat.DAT, PLANES, layout.height(), layout.width()), layout);
  }

  static Stream<Arguments> archives() {
    return Stream.of(GEOMETRIES)
        .flatMap(
            geometry ->
                Stream.of(SpikeFormat.values())
                    .filter(format -> format != SpikeFormat.DAT)
                    .flatMap(
                        format ->
                            Stream.of(1, 8, PLANES)
                                .filter(n -> n == 8 || geometry[0] < 250)
                                .map(n -> Arguments.of(format, n, geometry[0], geometry[1]))));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void arrays(SpikeFormat format, int planes, int height, int width) throws IOException {
    checkRoundTrip(header(format, planes, height, width), SpikeLayout.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(value = SpikeFormat.class, names = "DAT", mode = EnumSource.Mode.EXCLUDE)
  void whatTheContentSaysCountsMoreThanTheName(SpikeFormat format) throws IOException {
    SpikeHeader header = header(format, 8, 7, 3);
    SpikeStream stream = Spikes.random(5, 0.3, 8, 7, 3, RowOrder.TOP_DOWN);
    byte[] file = write(header, SpikeLayout.UNKNOWN, stream);
    try (SpikeRecording recording = open("a.dat", file, SpikeLayout.UNKNOWN)) {
      assertThat(recording.header()).isEqualTo(header);
    }
    assertThat(SpikeRecordings.isKnownByContent(file)).isTrue();
    byte[] start = Arrays.copyOf(file, SpikeRecordings.START_BYTES);
    assertThat(SpikeRecordings.isKnownByContent(start)).isTrue();
    assertThat(SpikeRecordings.isKnownByContent(Arrays.copyOf(file, 3))).isFalse();
    start[1]++;
    assertThat(SpikeRecordings.isKnownByContent(start)).isFalse();
  }

  /** Planes larger than what readers read at once. */
  @ParameterizedTest
  @EnumSource(SpikeFormat.class)
  void largePlanes(SpikeFormat format) throws IOException {
    int height = 1031;
    int width = 1030;
    assertThat(height * width).isGreaterThan(FileRecording.CHUNK_BYTES);
    SpikeLayout layout = new SpikeLayout(height, width, true, 3, BitPolicy.CONTINUOUS);
    int planes = format == SpikeFormat.TIME_PACKED ? 9 : 3;
    checkRoundTrip(header(format, planes, height, width), layout);
  }

  private static void checkRoundTrip(SpikeHeader header, SpikeLayout layout) throws IOException {
    int planes = (int) header.planes();
    double rate = header.height() < 250 ? 0.3 : 0.03; // deflate is slow on dense random bits
    SpikeStream stream =
        Spikes.random(9, rate, planes, header.height(), header.width(), RowOrder.TOP_DOWN);
    int cut = planes / 3;
    byte[] file =
        write(
            header,
            layout,
            stream.window(0, cut),
            stream.window(cut, planes - cut).inRowOrder(RowOrder.BOTTOM_UP));
    assertThat(write(header, layout, stream)).as("same planes, same bytes").isEqualTo(file);

    String name = header.format() == SpikeFormat.DAT ? "a.dat" : "a";
    try (SpikeRecording recording = open(name, file, layout)) {
      assertThat(recording.header()).isEqualTo(header);
      SpikeStream all = recording.read(0, planes);
      assertThat(all.sameSpikes(stream)).isTrue();
      for (int from = 0; from < planes; from += 4) {
        int count = Math.min(3, planes - from);
        SpikeStream window = recording.read(from, count);
        assertThat(window.firstPlane()).isEqualTo(from);
        assertThat(window.sameSpikes(stream.window(from, count))).as("from %d", from).isTrue();
        assertPaddingIsZero(window);
      }
      assertThat(recording.read(planes, 0).planes()).isZero();
      assertThatThrownBy(() -> recording.read(planes - 1, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static void assertPaddingIsZero(SpikeStream stream) {
    for (int plane = 0; plane < stream.planes(); plane++) {
      int used = stream.pixels() & 7;
      byte[] packed = new byte[stream.planeBytes()];
      stream.copyPlane(plane, packed, 0);
      assertThat((packed[packed.length - 1] & 0xFF) >>> (used == 0 ? 8 : used)).isZero();
    }
  }

  /** Filling bits of a padded plane and head columns may hold anything in a file. */
  @ParameterizedTest
  @EnumSource(
      value = BitPolicy.class,
      names = {"CONTINUOUS", "PADDED"})
  void bitsThatAreNoPixelsDoNotReachMemory(BitPolicy policy) throws IOException {
    SpikeLayout layout = new SpikeLayout(7, 3, true, 2, policy);
    byte[] file = new byte[policy == BitPolicy.PADDED ? 75 : 105];
    Arrays.fill(file, (byte) 0xFF);
    try (SpikeRecording recording = open("ones.dat", file, layout)) {
      int planes = policy == BitPolicy.PADDED ? 15 : 24;
      assertThat(recording.header().planes()).isEqualTo(planes);
      SpikeStream stream = recording.read(0, planes);
      assertThat(Spikes.count(stream)).isEqualTo(21L * planes);
      assertPaddingIsZero(stream);
    }
    SpikeLayout headless = new SpikeLayout(7, 3, true, 0, policy);
    try (SpikeRecording recording = open("ones.dat", file, headless)) {
      int planes = policy == BitPolicy.PADDED ? 25 : 40;
      SpikeStream stream = recording.read(0, planes);
      assertThat(Spikes.count(stream)).isEqualTo(21L * planes);
      assertPaddingIsZero(stream);
    }
  }

  @Test
  void readsOnlyTheBytesOfTheWantedPlanes() throws IOException {
    for (SpikeFormat format : List.of(SpikeFormat.DAT, SpikeFormat.NPY)) {
      SpikeStream stream = Spikes.random(2, 0.3, 100, 13, 16, RowOrder.TOP_DOWN);
      byte[] file = write(header(format, 100, 13, 16), SpikeLayout.UNKNOWN, stream);
      MemoryByteSource source = new MemoryByteSource("a.dat", file);
      try (SpikeRecording recording = SpikeRecordings.open(source, null, SpikeLayout.of(13, 16))) {
        long before = source.bytesRead();
        assertThat(recording.read(60, 7).sameSpikes(stream.window(60, 7))).isTrue();
        ByteRange range = recording.byteRange(60, 7);
        assertThat(source.bytesRead() - before).as("%s", format).isEqualTo(range.length());
        long planeBytes = format == SpikeFormat.DAT ? 26 : 208;
        assertThat(range.length()).isEqualTo(7 * planeBytes);
        assertThat(range.position()).isEqualTo(file.length - 40 * planeBytes);
      }
      assertThat(source.closed()).isTrue();
    }
  }

  @Test
  void planesThatShareAByteHaveRangesThatOverlap() throws IOException {
    SpikeLayout layout = new SpikeLayout(7, 3, true, 0, BitPolicy.CONTINUOUS);
    try (SpikeRecording recording = open("a.dat", new byte[27], layout)) {
      assertThat(recording.header().planes()).isEqualTo(10);
      assertThat(recording.byteRange(0, 1)).isEqualTo(new ByteRange(0, 3));
      assertThat(recording.byteRange(1, 1)).isEqualTo(new ByteRange(2, 4));
      assertThat(recording.byteRange(9, 1)).isEqualTo(new ByteRange(23, 4));
    }
  }

  @Test
  void writersRefuseWhatTheyCannotHold() throws IOException {
    SpikeStream stream = Spikes.random(2, 0.3, 3, 7, 3, RowOrder.TOP_DOWN);
    SpikeHeader npy = header(SpikeFormat.NPY, 2, 7, 3);
    assertThatThrownBy(() -> write(npy, SpikeLayout.UNKNOWN, stream))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 planes after the first 0 are more than the 2 announced");
    assertThatThrownBy(() -> write(npy, SpikeLayout.UNKNOWN, stream.window(0, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("1 planes written, 2 announced: the file is no recording");
    assertThatThrownBy(() -> write(npy, SpikeLayout.UNKNOWN, stream.crop(0, 0, 3, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Planes of 6x3 (height x width) do not go into a recording of 7x3");
    assertThatThrownBy(() -> write(npy, SpikeLayout.of(3, 7), stream))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Header says 7x3 (height x width), layout 3x7");
    assertThatThrownBy(() -> write(header(SpikeFormat.DAT, 3, 7, 3), SpikeLayout.UNKNOWN, stream))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A plane of 7x3 with 0 head columns has 21 bits, which are no whole bytes;"
                + " choose a bit policy");
    SpikeLayout tiny = new SpikeLayout(1, 3, true, 0, BitPolicy.CONTINUOUS);
    assertThatThrownBy(() -> SpikeWriters.dat(new ByteArrayOutputStream(), tiny))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("choose the padded bit policy");
    assertThatThrownBy(
            () -> write(header(SpikeFormat.NPY, 0, 7, 3), SpikeLayout.UNKNOWN, stream.window(0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A recording of 0 planes cannot be written; it needs at least one");
  }
}
