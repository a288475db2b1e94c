package io.spikelake.image;

import java.io.IOException;
import java.util.Arrays;

/** An image of at most 256 different pixels as a table of colours and a colour number per pixel. */
final class PalettedPixels {

  private static final int MOST_COLOURS = 256;

  /** One miss in so many pixels is about where looking for repeats begins to pay. */
  private static final int MOSTLY_HITS = 14;

  /** The different pixels, as float bits, ascending as int32. */
  private final int[] colours;

  /** Per pixel the index of its colour. */
  private final byte[] numbers;

  private PalettedPixels(int[] colours, byte[] numbers) {
    this.colours = colours;
    this.numbers = numbers;
  }

  /** The paletted image, or null if it has too many colours. */
  static PalettedPixels of(int[] bits) {
    ColourTable table = new ColourTable();
    byte[] numbers = new byte[bits.length];
    for (int i = 0; i < bits.length; i++) {
      int number = table.number(bits[i]);
      if (number == MOST_COLOURS) {
        return null;
      }
      numbers[i] = (byte) number;
    }
    int[] colours = Arrays.copyOf(table.colours, table.size);
    Arrays.sort(colours);
    byte[] rank = new byte[table.size];
    for (int i = 0; i < table.size; i++) {
      rank[i] = (byte) Arrays.binarySearch(colours, table.colours[i]);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = rank[numbers[i] & 0xFF];
    }
    return new PalettedPixels(colours, numbers);
  }

  byte[] encode(int width) {
    byte[] differences = new byte[numbers.length];
    int hits = 0;
    for (int i = 0; i < numbers.length; i++) {
      differences[i] = (byte) (numbers[i] - predict(numbers, i, width));
      hits += differences[i] == 0 ? 1 : 0;
    }
    // Huffman codes spend a bit on a pixel at least: too much where nearly all are as predicted.
    RawDeflate.Content content =
        differences.length - hits < differences.length / MOSTLY_HITS
            ? RawDeflate.Content.REPETITIVE
            : RawDeflate.Content.NOISE;
    byte[] deflated = RawDeflate.deflate(differences, content);
    byte[] payload = new byte[1 + Integer.BYTES * colours.length + deflated.length];
    var out = RawFrame.littleEndian(payload).put((byte) (colours.length - 1));
    for (int colour : colours) {
      out.putInt(colour);
    }
    out.put(deflated);
    return payload;
  }

  static int[] decode(byte[] payload, int width, int height) throws IOException {
    int count = (payload[0] & 0xFF) + 1;
    int table = 1 + Integer.BYTES * count;
    if (payload.length < table) {
      throw RawFrame.damaged("it ends inside its %d colours".formatted(count));
    }
    int[] colours = new int[count];
    RawFrame.littleEndian(payload).position(1).asIntBuffer().get(colours);
    byte[] numbers = RawDeflate.inflate(payload, table, width * height);
    int[] bits = new int[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      int number = numbers[i] + predict(numbers, i, width) & 0xFF;
      if (number >= count) {
        throw RawFrame.damaged("pixel %d has colour %d of %d".formatted(i, number, count));
      }
      numbers[i] = (byte) number;
      bits[i] = colours[number];
    }
    return bits;
  }

  /** What the pixels before one, in row-major order, make likely for its colour number. */
  private static int predict(byte[] numbers, int i, int width) {
    if (i == 0) {
      return 0;
    }
    if (i < width) {
      return numbers[i - 1] & 0xFF;
    }
    int above = numbers[i - width] & 0xFF;
    return i % width == 0 ? above : (above + (numbers[i - 1] & 0xFF)) >>> 1;
  }

  /** Numbers colours in order of appearance: a hash table with open addressing, a quarter full. */
  private static final class ColourTable {
    private static final int SLOTS = 4 * MOST_COLOURS;

    private final int[] colours = new int[MOST_COLOURS];
    private final short[] slots = new short[SLOTS];
    private int size;

    /** The number of a colour, a new one if need be; 256 if there is no room for another. */
    int number(int colour) {
      int slot = (colour * 0x9E3779B1) >>> 22;
      while (slots[slot] != 0) {
        int number = slots[slot] - 1;
        if (colours[number] == colour) {
          return number;
        }
        slot = (slot + 1) & (SLOTS - 1);
      }
      if (size < MOST_COLOURS) {
        colours[size] = colour;
        slots[slot] = (short) (size + 1);
        return size++;
      }
      return MOST_COLOURS;
    }
  }
}
