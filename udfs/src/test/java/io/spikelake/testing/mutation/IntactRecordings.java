package io.spikelake.testing.mutation;

import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeStream;
import io.spikelake.spike.SpikeWriter;
import io.spikelake.spike.SpikeWriters;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.mutation.Mutation.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The recordings before anything happens to them: the same spikes in every format. */
final class IntactRecordings {

  static final int PLANES = 40;
  static final int HEIGHT = 20;
  static final int WIDTH = 36;

  private static final SpikeStream SPIKES =
      Spikes.random(29, 0.3, PLANES, HEIGHT, WIDTH, RowOrder.TOP_DOWN);

  private IntactRecordings() {}

  /** One of each format, and an archive whose members are stored. */
  static List<Mutation> all() throws IOException {
    return List.of(
        dat(),
        npy(),
        archive(SpikeFormat.UHSR),
        archive(SpikeFormat.TIME_PACKED),
        archive(SpikeFormat.ARR0),
        stored());
  }

  static Mutation dat() throws IOException {
    SpikeLayout layout = SpikeLayout.of(HEIGHT, WIDTH);
    return intact("a.dat", SpikeFormat.DAT, layout, written(SpikeFormat.DAT), new byte[0]);
  }

  static Mutation npy() throws IOException {
    return intact(
        "a.npy", SpikeFormat.NPY, SpikeLayout.UNKNOWN, written(SpikeFormat.NPY), new byte[0]);
  }

  /** An archive with deflated members, as the writers make them. */
  static Mutation archive(SpikeFormat format) throws IOException {
    return intact(
        "a.npz",
        format,
        SpikeLayout.UNKNOWN,
        written(format),
        PlainLayout.elements(format, SPIKES));
  }

  /** A UHSR archive as {@code numpy.savez} makes it. */
  static Mutation stored() throws IOException {
    byte[] elements = PlainLayout.elements(SpikeFormat.UHSR, SPIKES);
    byte[] array = NpyBytes.array(NpyBytes.header("|u1", "40, 20, 36"), elements);
    return intact(
        "stored.npz",
        SpikeFormat.UHSR,
        SpikeLayout.UNKNOWN,
        zipped(false, "spk.npy", array),
        elements);
  }

  private static Mutation intact(
      String fileName, SpikeFormat format, SpikeLayout layout, byte[] file, byte[] elements) {
    return new Mutation(Kind.INTACT, "nothing", fileName, format, layout, file, elements);
  }

  private static byte[] written(SpikeFormat format) throws IOException {
    SpikeHeader header =
        new SpikeHeader(
            format, PLANES, HEIGHT, WIDTH, OptionalLong.of(1), Optional.of("one"), false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SpikeWriter writer = SpikeWriters.create(out, header, SpikeLayout.UNKNOWN)) {
      writer.append(SPIKES);
    }
    return out.toByteArray();
  }

  /**
   * A zip with right checksums.
   *
   * @param members name, content, name, content, ...
   */
  static byte[] zipped(boolean deflated, Object... members) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < members.length; i += 2) {
        byte[] content = (byte[]) members[i + 1];
        ZipEntry entry = new ZipEntry((String) members[i]);
        if (!deflated) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return out.toByteArray();
  }

  static Stream<Mutation> archives() throws IOException {
    return all().stream().filter(recording -> recording.elements().length > 0);
  }
}
