package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.util.Locale;

/**
 * Opens spike recordings of every format.
 *
 * <p>A file is never trusted. Whatever is in it, it is read as the description of its format says,
 * or refused with a {@link MalformedSpikeStreamException}; no more than the compressed bytes can
 * hold is believed of an archive. Memory does not follow from numbers in the file alone: to open
 * one takes less than 8 MiB, of which the directory of an archive is at most 1 MiB; to read planes
 * takes twice their packed size and 10 MiB at most, and a plane has at most 2<sup>26</sup> pixels.
 * A read takes the time that its bytes take, uncompressed, up to the last plane that is asked for.
 */
public final class SpikeRecordings {

  /** How many first bytes of a file may say what it is. */
  public static final int START_BYTES = 8;

  private SpikeRecordings() {}

  /**
   * Opens a recording. It owns the source from then on; if opening fails, the source is closed.
   *
   * @param format what the file is, or null to look at its content and name
   * @param layout what is known from outside; {@link SpikeLayout#UNKNOWN} where nothing is
   * @throws MalformedSpikeStreamException if the file is no such recording; it says why and what to
   *     do
   */
  public static SpikeRecording open(ByteSource source, SpikeFormat format, SpikeLayout layout)
      throws IOException {
    try {
      return switch (format == null ? detect(source) : format) {
        case DAT -> DatRecording.open(source, layout);
        case UHSR -> BytePlaneRecording.openUhsr(source, layout);
        case TIME_PACKED -> TimePackedRecording.open(source, layout);
        case ARR0 -> TimeLastRecording.open(source, layout);
        case NPY -> BytePlaneRecording.openNpy(source, layout);
      };
    } catch (IOException | RuntimeException e) {
      try {
        source.close();
      } catch (IOException notClosed) {
        e.addSuppressed(notClosed);
      }
      throw e;
    }
  }

  /**
   * Which format a file has: by its first bytes and the names of its arrays, and by the name's end
   * {@code .dat} where there is nothing to see inside.
   *
   * @throws MalformedSpikeStreamException if the file is empty, contradicts its name, or is nothing
   *     known
   */
  public static SpikeFormat detect(ByteSource source) throws IOException {
    if (source.length() == 0) {
      throw malformed(source, Reason.EMPTY, "the file has no bytes; copy or record it again");
    }
    byte[] start = start(source);
    if (NpyHeader.looksLike(start)) {
      return SpikeFormat.NPY;
    }
    if (ZipArchive.looksLike(start)) {
      return detectArchive(source);
    }
    String name = source.name().toLowerCase(Locale.ROOT);
    if (name.endsWith(".dat")) {
      return SpikeFormat.DAT;
    }
    if (name.endsWith(".npz") || name.endsWith(".npy")) {
      throw malformed(
          source,
          Reason.NOT_THE_FORMAT,
          "the file is not the %s that its name says; copy or export it again, or give --format"
              .formatted(name.endsWith(".npz") ? "zip archive" : ".npy array"));
    }
    throw malformed(
        source,
        Reason.FORMAT_UNKNOWN,
        "neither name nor content tell a format; give --format, or a name that ends in .dat");
  }

  /**
   * Whether a file says by its first bytes what it is, so that {@link #detect} does not go by its
   * name.
   *
   * @param start the first {@link #START_BYTES} of the file or more, or all there are
   */
  public static boolean isKnownByContent(byte[] start) {
    return NpyHeader.looksLike(start) || ZipArchive.looksLike(start);
  }

  /** What {@link #isKnownByContent} looks at. */
  static byte[] start(ByteSource source) throws IOException {
    byte[] start = new byte[(int) Math.min(START_BYTES, source.length())];
    source.readFully(0, start, 0, start.length);
    return start;
  }

  private static SpikeFormat detectArchive(ByteSource source) throws IOException {
    NpzArchive archive = NpzArchive.open(source);
    if (archive.has("spk")) {
      return SpikeFormat.UHSR;
    }
    if (archive.has("seq") || archive.has("spSeq")) {
      return SpikeFormat.TIME_PACKED;
    }
    if (archive.has("arr_0")) {
      return SpikeFormat.ARR0;
    }
    throw malformed(
        source,
        Reason.ARRAY_MISSING,
        ("the archive holds %s; expected spk (format uhsr), seq or spSeq with length"
                + " (time-packed), or arr_0 (arr0)")
            .formatted(archive.names()));
  }

  private static MalformedSpikeStreamException malformed(
      ByteSource source, Reason reason, String message) {
    return new MalformedSpikeStreamException(source.name(), -1, reason, message);
  }
}
