package io.spikelake.spike;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writers for all formats, the inverse of {@link SpikeRecordings}. The same planes give the same
 * bytes: archives carry a fixed time. Arrays in archives are deflated; how well depends on the zlib
 * of the Java runtime.
 */
public final class SpikeWriters {

  private SpikeWriters() {}

  /**
   * A writer for any format.
   *
   * @param out where the file goes; closed with the writer
   * @param header format, number of planes, geometry, and for UHSR the label and its name, which
   *     are left out where absent
   * @param layout flip, head columns (written as zeros) and bit policy of a {@code .dat}; other
   *     formats need none of it. A geometry in it must be the header's
   * @throws IllegalArgumentException if header and layout contradict each other, or the format
   *     cannot hold such planes
   */
  public static SpikeWriter create(OutputStream out, SpikeHeader header, SpikeLayout layout)
      throws IOException {
    if (layout.hasGeometry()
        && (layout.height() != header.height() || layout.width() != header.width())) {
      throw new IllegalArgumentException(
          "Header says %dx%d (height x width), layout %dx%d"
              .formatted(header.height(), header.width(), layout.height(), layout.width()));
    }
    return switch (header.format()) {
      case DAT ->
          new DatWriter(
              out,
              new SpikeLayout(
                  header.height(),
                  header.width(),
                  layout.flip(),
                  layout.headColumns(),
                  layout.bitPolicy()),
              header.planes());
      case UHSR -> new UhsrWriter(out, header);
      case TIME_PACKED -> new TimePackedWriter(out, header);
      case ARR0 -> new TimeLastWriter(out, header);
      case NPY -> new NpyWriter(out, header);
    };
  }

  /**
   * A writer of {@code .dat} files for a number of planes that is not known beforehand.
   *
   * @param out where the file goes; closed with the writer
   * @throws IllegalArgumentException if the layout has no geometry, or its planes are not whole
   *     bytes and the bit policy refuses that
   */
  public static SpikeWriter dat(OutputStream out, SpikeLayout layout) {
    return new DatWriter(out, layout, PlaneWriter.ANY_NUMBER);
  }
}
