package io.spikelake.spike;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What the writers of all formats have in common: checks, row order, and planes one by one. */
abstract class PlaneWriter implements SpikeWriter {

  static final long ANY_NUMBER = -1;

  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final int height;
  private final int width;
  private final RowOrder rowOrder;
  private final long announced;
  private final byte[] plane;
  private long written;
  private boolean closed;

  PlaneWriter(OutputStream out, int height, int width, RowOrder rowOrder, long announced) {
    if (announced != ANY_NUMBER && announced <= 0) {
      throw new IllegalArgumentException(
          "A recording of %d planes cannot be written; it needs at least one".formatted(announced));
    }
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    this.height = height;
    this.width = width;
    this.rowOrder = rowOrder;
    this.announced = announced;
    this.plane = new byte[SpikeStream.planeBytes(height, width)];
  }

  /** Writes one packed plane in the format's row order. The array is used again for the next. */
  abstract void write(byte[] packed) throws IOException;

  /** Writes what comes after the last plane; may close the output. */
  abstract void finish() throws IOException;

  final OutputStream out() {
    return out;
  }

  final int pixels() {
    return height * width;
  }

  final int planeBytes() {
    return plane.length;
  }

  @Override
  public final void append(SpikeStream planes) throws IOException {
    if (planes.height() != height || planes.width() != width) {
      throw new IllegalArgumentException(
          "Planes of %dx%d (height x width) do not go into a recording of %dx%d"
              .formatted(planes.height(), planes.width(), height, width));
    }
    if (announced != ANY_NUMBER && planes.planes() > announced - written) {
      throw new IllegalArgumentException(
          "%d planes after the first %d are more than the %d announced"
              .formatted(planes.planes(), written, announced));
    }
    SpikeStream ordered = planes.inRowOrder(rowOrder);
    for (int i = 0; i < ordered.planes(); i++) {
      ordered.copyPlane(i, plane, 0);
      write(plane);
      written++;
    }
  }

  @Override
  public final void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      if (announced != ANY_NUMBER && written != announced) {
        throw new IllegalStateException(
            "%d planes written, %d announced: the file is no recording"
                .formatted(written, announced));
      }
      finish();
    }
  }
}
