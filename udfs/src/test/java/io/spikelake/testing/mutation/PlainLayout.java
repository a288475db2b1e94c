package io.spikelake.testing.mutation;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeStream;

/**
 * Where each format keeps the spike of a pixel, by the description of the format alone: one spike
 * at a time, and nothing shared with the readers.
 */
public final class PlainLayout {

  private PlainLayout() {}

  /** The elements of the array of spikes of an archive. */
  static byte[] elements(SpikeFormat format, SpikeStream spikes) {
    int planes = spikes.planes();
    int pixels = spikes.pixels();
    byte[] elements =
        new byte[(format == SpikeFormat.TIME_PACKED ? (planes + 7) / 8 : planes) * pixels];
    for (int t = 0; t < planes; t++) {
      for (int y = 0; y < spikes.height(); y++) {
        for (int x = 0; x < spikes.width(); x++) {
          int pixel = y * spikes.width() + x;
          int spike = spikes.spike(t, y, x) ? 1 : 0;
          switch (format) {
            case ARR0 -> elements[pixel * planes + t] = (byte) spike;
            case TIME_PACKED -> elements[t / 8 * pixels + pixel] |= (byte) (spike << t % 8);
            default -> elements[t * pixels + pixel] = (byte) spike;
          }
        }
      }
    }
    return elements;
  }

  /**
   * The spike that a recording has at an upright place.
   *
   * @param header what a reader says of the recording
   */
  public static boolean spike(
      Mutation recording, SpikeHeader header, long plane, int row, int column) {
    long planes = header.planes();
    long pixels = (long) header.height() * header.width();
    long pixel = (long) row * header.width() + column;
    byte[] elements = recording.elements();
    return switch (header.format()) {
      case DAT -> dat(recording.file(), recording.layout(), plane, row, column);
      case NPY -> {
        byte[] file = recording.file();
        yield file[(int) (file.length - planes * pixels + plane * pixels + pixel)] == 1;
      }
      case UHSR -> at(elements, plane * pixels + pixel) == 1;
      case ARR0 -> at(elements, pixel * planes + plane) == 1;
      case TIME_PACKED -> (at(elements, plane / 8 * pixels + pixel) >> plane % 8 & 1) == 1;
    };
  }

  private static boolean dat(byte[] file, SpikeLayout layout, long plane, int row, int column) {
    long rowBits = (long) layout.width() + layout.headColumns();
    long planeBits = rowBits * layout.height();
    long stride = layout.bitPolicy() == BitPolicy.CONTINUOUS ? planeBits : (planeBits + 7) / 8 * 8;
    int storedRow = layout.flip() ? layout.height() - 1 - row : row;
    long bit = plane * stride + storedRow * rowBits + column;
    return (file[(int) (bit / 8)] >> bit % 8 & 1) == 1;
  }

  private static int at(byte[] elements, long index) {
    return index < elements.length ? elements[(int) index] : 0;
  }
}
