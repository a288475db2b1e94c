package io.spikelake.spike;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * Binary spike stream, time x height x width, one bit per pixel and plane.
 *
 * <p>Memory: planes follow each other; a plane is {@link #wordsPerPlane} words; the pixel at
 * storage position {@code p} is bit {@code p % 64}, counted from the least significant, of word
 * {@code p / 64}; bits past the last pixel are zero. Storage position {@code p} is row {@code p /
 * width} in {@link #rowOrder() memory order}: a stream read from a file keeps the order of the
 * file, so that reading moves no bits; only {@link #spike} and {@link #toUpright} speak of upright
 * rows.
 *
 * <p>Packed bytes are the same bits in little-endian order: pixel {@code p} is bit {@code p % 8} of
 * byte {@code p / 8} of its plane, which takes {@code ceil(height * width / 8)} bytes.
 *
 * <p>A window is a view of the same words.
 */
public final class SpikeStream {

  /** Most pixels of a plane: positions are ints. */
  public static final int MAX_PIXELS = Integer.MAX_VALUE;

  private final long[] words;
  private final int offset;
  private final int planes;
  private final int height;
  private final int width;
  private final int wordsPerPlane;
  private final RowOrder rowOrder;
  private final long firstPlane;

  private SpikeStream(
      long[] words,
      int offset,
      int planes,
      int height,
      int width,
      RowOrder rowOrder,
      long firstPlane) {
    this.words = words;
    this.offset = offset;
    this.planes = planes;
    this.height = height;
    this.width = width;
    this.wordsPerPlane = wordsPerPlane(height, width);
    this.rowOrder = Objects.requireNonNull(rowOrder, "rowOrder");
    this.firstPlane = firstPlane;
  }

  /**
   * Makes a stream of packed bytes, which are copied.
   *
   * @param packed the planes from index 0 on; bits past the last pixel of a plane are ignored
   * @param firstPlane index, in the recording, of the first plane
   * @throws IllegalArgumentException if the array is too short for the planes, or a size is not
   *     positive
   */
  public static SpikeStream ofPacked(
      byte[] packed, int planes, int height, int width, RowOrder rowOrder, long firstPlane) {
    return ofPacked(packed, planes, height, width, rowOrder, firstPlane, new PlaneMemory());
  }

  /**
   * As above, copied into memory that is used again.
   *
   * @param memory holds the planes of the stream, until it is used again
   */
  static SpikeStream ofPacked(
      byte[] packed,
      int planes,
      int height,
      int width,
      RowOrder rowOrder,
      long firstPlane,
      PlaneMemory memory) {
    checkShape(planes, height, width);
    int planeBytes = planeBytes(height, width);
    long needed = (long) planes * planeBytes;
    if (packed.length < needed) {
      throw new IllegalArgumentException(
          "%d planes of %dx%d need %d bytes; the array has %d"
              .formatted(planes, height, width, needed, packed.length));
    }
    long[] words = memory.words(words(planes, height, width));
    PlaneWords.fill(ByteBuffer.wrap(packed), planeBytes, planes, words);
    return wrap(words, planes, height, width, rowOrder, firstPlane);
  }

  /**
   * Wraps planes in words. The array is kept, not copied, and bits past the last pixel of each
   * plane are cleared; whoever made it must not change it afterwards.
   *
   * @param words (Input, Output) at least {@code planes} times {@link #wordsPerPlane(int, int)}
   * @param firstPlane index, in the recording, of the first plane
   * @throws IllegalArgumentException if the array is too short or a size is not positive
   */
  static SpikeStream wrap(
      long[] words, int planes, int height, int width, RowOrder rowOrder, long firstPlane) {
    checkShape(planes, height, width);
    int wordsPerPlane = wordsPerPlane(height, width);
    if (words.length < (long) planes * wordsPerPlane) {
      throw new IllegalArgumentException(
          "%d planes of %dx%d are %d words; the array has %d"
              .formatted(planes, height, width, (long) planes * wordsPerPlane, words.length));
    }
    long used = -1L >>> -(height * width);
    for (int plane = 1; plane <= planes; plane++) {
      words[plane * wordsPerPlane - 1] &= used;
    }
    return new SpikeStream(words, 0, planes, height, width, rowOrder, firstPlane);
  }

  private static void checkShape(int planes, int height, int width) {
    if (planes < 0 || height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "Not a spike stream: %d planes of %dx%d".formatted(planes, height, width));
    }
    if (height > MAX_PIXELS / width) {
      throw new IllegalArgumentException(
          "A plane of %dx%d has more than %d pixels".formatted(height, width, MAX_PIXELS));
    }
  }

  /** Bytes of one packed plane: {@code ceil(height * width / 8)}. */
  public static int planeBytes(int height, int width) {
    return Math.toIntExact(((long) height * width + 7) / 8);
  }

  /** Words of one plane: {@code ceil(height * width / 64)}. */
  public static int wordsPerPlane(int height, int width) {
    return Math.toIntExact(((long) height * width + 63) / 64);
  }

  /**
   * Words of planes.
   *
   * @throws ArithmeticException if one array does not hold them
   */
  static int words(int planes, int height, int width) {
    return Math.multiplyExact(planes, wordsPerPlane(height, width));
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

  /** Bytes of one packed plane. */
  public int planeBytes() {
    return planeBytes(height, width);
  }

  public RowOrder rowOrder() {
    return rowOrder;
  }

  /** Index, in the recording, of plane 0 of this stream. */
  public long firstPlane() {
    return firstPlane;
  }

  /**
   * The planes {@code from .. from + count - 1} as a view of the same words.
   *
   * @throws IndexOutOfBoundsException if the stream has no such planes
   */
  public SpikeStream window(int from, int count) {
    Objects.checkFromIndexSize(from, count, planes);
    return new SpikeStream(
        words, offset + from * wordsPerPlane, count, height, width, rowOrder, firstPlane + from);
  }

  /** Whether the upright pixel fired in a plane. Checked access, for tests and rare use. */
  public boolean spike(int plane, int row, int column) {
    Objects.checkIndex(plane, planes);
    Objects.checkIndex(row, height);
    Objects.checkIndex(column, width);
    int storageRow = rowOrder == RowOrder.TOP_DOWN ? row : height - 1 - row;
    int p = storageRow * width + column;
    return (word(plane, p >>> 6) >>> p & 1) != 0;
  }

  /** Number of {@link #word}s of one plane: {@code ceil(pixels / 64)}. */
  public int wordsPerPlane() {
    return wordsPerPlane;
  }

  /**
   * Pixels {@code 64 * index .. 64 * index + 63} of a plane in storage order, the first in the
   * least significant bit; bits past the last pixel are zero.
   */
  public long word(int plane, int index) {
    return words[offset + plane * wordsPerPlane + index];
  }

  /**
   * The memory of this stream and of all other windows of it, for kernels; not to be modified. A
   * plane is where {@link #wordIndex} says.
   */
  public long[] words() {
    return words;
  }

  /** Where in {@link #words()} a plane begins. */
  public int wordIndex(int plane) {
    Objects.checkIndex(plane, planes);
    return offset + plane * wordsPerPlane;
  }

  /** Spikes of one plane. */
  public int count(int plane) {
    Objects.checkIndex(plane, planes);
    int count = 0;
    for (int i = 0; i < wordsPerPlane; i++) {
      count += Long.bitCount(word(plane, i));
    }
    return count;
  }

  /** Copies the packed bytes of one plane, in storage order. */
  public void copyPlane(int plane, byte[] target, int targetOffset) {
    PlaneWords.copyPlane(words, wordIndex(plane), target, targetOffset, planeBytes());
  }

  /**
   * Unpacks one plane to bytes of 0 or 1, upright and row-major.
   *
   * @param target (Output) one byte per pixel from {@code targetOffset} on
   */
  public void unpackPlane(int plane, byte[] target, int targetOffset) {
    PlaneWords.unpack(words, wordIndex(plane), pixels(), target, targetOffset);
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
    int copyWords = wordsPerPlane(copyHeight, copyWidth);
    long[] copy = new long[words(planes, copyHeight, copyWidth)];
    for (int plane = 0; plane < planes; plane++) {
      long from = (long) wordIndex(plane) << 6;
      long to = (long) plane * copyWords << 6;
      for (int row = 0; row < copyHeight; row++) {
        PlaneWords.copyBits(
            words, from + start.applyAsInt(row), copy, to + (long) row * copyWidth, copyWidth);
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
    int length = planes * wordsPerPlane;
    return Arrays.equals(
        words, offset, offset + length, aligned.words, aligned.offset, aligned.offset + length);
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
