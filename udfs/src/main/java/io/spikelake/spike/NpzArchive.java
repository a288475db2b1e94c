package io.spikelake.spike;

import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The arrays of an {@code .npz}: a zip archive with a {@code .npy} file for each. */
final class NpzArchive {

  private static final String SUFFIX = ".npy";
  private static final int NAMES_SHOWN = 5;

  private final ByteSource source;
  private final ZipArchive zip;

  private NpzArchive(ByteSource source, ZipArchive zip) {
    this.source = source;
    this.zip = zip;
  }

  static NpzArchive open(ByteSource source) throws IOException {
    return new NpzArchive(source, ZipArchive.open(source));
  }

  boolean has(String array) {
    return zip.has(array + SUFFIX);
  }

  /** The names of the first arrays, for messages. */
  String names() {
    String first =
        zip.names().stream()
            .limit(NAMES_SHOWN)
            .map(name -> name.endsWith(SUFFIX) ? name.substring(0, name.length() - 4) : name)
            .map(Quoted::start)
            .collect(Collectors.joining(", "));
    int more = zip.names().size() - NAMES_SHOWN;
    return more > 0 ? "[%s, and %d more]".formatted(first, more) : "[%s]".formatted(first);
  }

  /**
   * Opens an array.
   *
   * @param format what needs it, for the message
   * @throws MalformedSpikeStreamException with {@link Reason#ARRAY_MISSING} if there is none
   */
  NpyArray array(String name, SpikeFormat format) throws IOException {
    if (!has(name)) {
      throw new MalformedSpikeStreamException(
          source.name(),
          -1,
          Reason.ARRAY_MISSING,
          ("the archive lacks the array '%s' that format %s needs; it holds %s: give the"
                  + " right --format, or export it again")
              .formatted(name, format.id(), names()));
    }
    return NpyArray.open(zip.member(name + SUFFIX));
  }

  /** The integer of an array that may be missing. */
  OptionalLong integer(String name, SpikeFormat format) throws IOException {
    if (!has(name)) {
      return OptionalLong.empty();
    }
    try (NpyArray array = array(name, format)) {
      return OptionalLong.of(array.integer());
    }
  }

  /** The text of an array that may be missing. */
  Optional<String> text(String name, SpikeFormat format) throws IOException {
    if (!has(name)) {
      return Optional.empty();
    }
    try (NpyArray array = array(name, format)) {
      return Optional.of(array.text());
    }
  }
}
