package io.spikelake.spike;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * Binary spike stream, time x height x width, one bit per pixel and plane.
 *
 * <p>Memory: planes follow each other; a plane takes {@code ceil(height * width / 8)} bytes; the
 * pixel at storage position {@code p} is bit {@code p % 8}, counted from the least significant, of
 * byte {@code p / 8}; bits past the last pixel are zero. Storage position {@code p} is row {@code p
 * / width} in {@link #rowOrder() memory order}: a stream read from a file keeps the order of the
 * file, so that reading copies nothing; only {@link #spike} and {@link #toUpright} speak of upright
 * rows.
 *
 * <p>A window is a view of the same bytes. The stream does not copy the array it is given; whoever
 * made it must not change it afterwards.
 */
public final class SpikeStream {

  /** Most pixels of a plane: positions are ints. */
  public static final int MAX_PIXELS = Integer.MAX_VALUE;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bits;
  private final int offset;
  private final int planes;
  private final int height;
  private final int width;
  private final int planeBytes;
  private final RowOrder rowOrder;
  private final long firstPlane;

  private SpikeStream(
      byte[] bits,
      int offset,
      int planes,
      int height,
      int width,
      RowOrder rowOrder,
      long firstPlane) {
    this.bits = bits;
    this.offset = offset;
    this.planes = planes;
    this.height = height;
    this.width = width;
    this.planeBytes = planeBytes(height, width);
    this.rowOrder = Objects.requireNonNull(rowOrder, "rowOrder");
    this.firstPlane = firstPlane;
  }

  /**
   * Wraps packed planes.
   *
   * @param bits the planes from index 0 on; kept, not copied; bits past the last pixel of a plane
   *     must be zero
   * @param firstPlane index, in the recording, of the first plane
   * @throws IllegalArgumentException if the array is too short for the planes, or a size is not
   *     positive
   */
  public static SpikeStream wrap(
      byte[] bits, int planes, int height, int width, RowOrder rowOrder, long firstPlane) {
    if (planes < 0 || height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "Not a spike stream: %d planes of %dx%d".formatted(planes, height, width));
    }
    if (height > MAX_PIXELS / width) {
      throw new IllegalArgumentException(
          "A plane of %dx%d has more than %d pixels".formatted(height, width, MAX_PIXELS));
    }
    long needed = (long) planes * planeBytes(height, width);
    if (bits.length < needed) {
      throw new IllegalArgumentException(
          "%d planes of %dx%d need %d bytes; the array has %d"
              .formatted(planes, height, width, needed, bits.length));
    }
    return new SpikeStream(bits, 0, planes, height, width, rowOrder, firstPlane);
  }

  /** Bytes of one packed plane: {@code ceil(height * width / 8)}. */
  public static int planeBytes(int height, int width) {
    return Math.toIntExact(((long) height * width + 7) / 8);
  }

  public int planes() {
    return planes;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** Pixels of one plane. */
  public int pixels() {
    return height * width;
  }

  /** Bytes of one plane in memory. */
  public int planeBytes() {
    return planeBytes;
  }

  public RowOrder rowOrder() {
    return rowOrder;
  }

  /** Index, in the recording, of plane 0 of this stream. */
  public long firstPlane() {
    return firstPlane;
  }

  /**
   * The planes {@code from .. from + count - 1} as a view of the same bytes.
   *
   * @throws IndexOutOfBoundsException if the stream has no such planes
   */
  public SpikeStream window(int from, int count) {
    Objects.checkFromIndexSize(from, count, planes);
    return new SpikeStream(
        bits, offset + from * planeBytes, count, height, width, rowOrder, firstPlane + from);
  }

  /** Whether the upright pixel fired in a plane. Checked access, for tests and rare use. */
  public boolean spike(int plane, int row, int column) {
    Objects.checkIndex(plane, planes);
    Objects.checkIndex(row, height);
    Objects.checkIndex(column, width);
    int storageRow = rowOrder == RowOrder.TOP_DOWN ? row : height - 1 - row;
    int p = storageRow * width + column;
    return (bits[offset + plane * planeBytes + (p >>> 3)] >>> (p & 7) & 1) != 0;
  }

  /** Number of {@link #word}s of one plane: {@code ceil(pixels / 64)}. */
  public int wordsPerPlane() {
    return (pixels() + 63) >>> 6;
  }

  /**
   * Pixels {@code 64 * index .. 64 * index + 63} of a plane in storage order, the first in the
   * least significant bit; bits past the last pixel are zero.
   */
  public long word(int plane, int index) {
    int start = offset + plane * planeBytes + (index << 3);
    int left = planeBytes - (index << 3);
    if (left >= Long.BYTES) {
      return (long) WORDS.get(bits, start);
    }
    long word = 0;
    for (int i = 0; i < left; i++) {
      word |= (bits[start + i] & 0xFFL) << (i << 3);
    }
    return word;
  }

  /** Spikes of one plane. */
  public int count(int plane) {
    Objects.checkIndex(plane, planes);
    int count = 0;
    for (int i = 0; i < wordsPerPlane(); i++) {
      count += Long.bitCount(word(plane, i));
    }
    return count;
  }

  /** Copies the packed bytes of one plane, in storage order. */
  public void copyPlane(int plane, byte[] target, int targetOffset) {
    Objects.checkIndex(plane, planes);
    System.arraycopy(bits, offset + plane * planeBytes, target, targetOffset, planeBytes);
  }

  /**
   * Unpacks one plane to bytes of 0 or 1, upright and row-major.
   *
   * @param target (Output) one byte per pixel from {@code targetOffset} on
   */
  public void unpackPlane(int plane, byte[] target, int targetOffset) {
    Objects.checkIndex(plane, planes);
    Bits.unpack(bits, offset + plane * planeBytes, pixels(), target, targetOffset);
    if (rowOrder == RowOrder.BOTTOM_UP) {
      byte[] row = new byte[width];
      for (int top = 0, bottom = height - 1; top < bottom; top++, bottom--) {
        int topAt = targetOffset + top * width;
        int bottomAt = targetOffset + bottom * width;
        System.arraycopy(target, topAt, row, 0, width);
        System.arraycopy(target, bottomAt, target, topAt, width);
        System.arraycopy(row, 0, target, bottomAt, width);
      }
    }
  }

  /**
   * The rectangle of the given size whose upper left corner, upright, is (x, y), as a copy in the
   * same row order.
   *
   * @throws IndexOutOfBoundsException if it does not lie inside the planes
   */
  public SpikeStream crop(int x, int y, int cropWidth, int cropHeight) {
    Objects.checkFromIndexSize(x, cropWidth, width);
    Objects.checkFromIndexSize(y, cropHeight, height);
    int firstRow = rowOrder == RowOrder.TOP_DOWN ? y : height - y - cropHeight;
    return copyRows(cropHeight, cropWidth, rowOrder, row -> (firstRow + row) * width + x);
  }

  /**
   * The same spikes with memory in the given row order: this stream where it has that order, a copy
   * otherwise.
   */
  public SpikeStream inRowOrder(RowOrder order) {
    return order == rowOrder
        ? this
        : copyRows(height, width, order, row -> (height - 1 - row) * width);
  }

  /**
   * @param start storage position, in this stream, of the first pixel of a row of the copy
   */
  private SpikeStream copyRows(
      int copyHeight, int copyWidth, RowOrder order, IntUnaryOperator start) {
    int copyPlaneBytes = planeBytes(copyHeight, copyWidth);
    byte[] copy = new byte[Math.multiplyExact(planes, copyPlaneBytes)];
    for (int plane = 0; plane < planes; plane++) {
      long from = ((long) offset + (long) plane * planeBytes) << 3;
      long to = ((long) plane * copyPlaneBytes) << 3;
      for (int row = 0; row < copyHeight; row++) {
        Bits.copy(bits, from + start.applyAsInt(row), copy, to + (long) row * copyWidth, copyWidth);
      }
    }
    return wrap(copy, planes, copyHeight, copyWidth, order, firstPlane);
  }

  /**
   * Whether two streams have the same geometry and the same spikes upright. Row order in memory and
   * place in the recording do not matter.
   */
  public boolean sameSpikes(SpikeStream other) {
    if (planes != other.planes || height != other.height || width != other.width) {
      return false;
    }
    SpikeStream aligned = other.inRowOrder(rowOrder);
    int length = planes * planeBytes;
    return Arrays.equals(
        bits, offset, offset + length, aligned.bits, aligned.offset, aligned.offset + length);
  }

  /**
   * Brings per-pixel values from storage order to upright row-major order, in place.
   *
   * @param values (Input, Output) one value per pixel; modified
   */
  public void toUpright(float[] values) {
    if (rowOrder == RowOrder.TOP_DOWN) {
      return;
    }
    float[] row = new float[width];
    for (int top = 0, bottom = height - 1; top < bottom; top++, bottom--) {
      System.arraycopy(values, top * width, row, 0, width);
      System.arraycopy(values, bottom * width, values, top * width, width);
      System.arraycopy(row, 0, values, bottom * width, width);
    }
  }
}
