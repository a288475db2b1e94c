package io.spikelake.image;

import java.util.Arrays;

/**
 * Numbers the different pixels of an image. For one thread at a time; what was numbered before has
 * no influence.
 *
 * <p>A hash table with open addressing that is so sparse that nearly every colour is at its home
 * and found with one comparison.
 */
final class ColourTable {

  static final int MOST_COLOURS = 256;

  private static final int SLOT_BITS = 12;
  private static final int SLOTS = 1 << SLOT_BITS;

  /** Set in an occupied slot, above the bits of the number. */
  private static final int OCCUPIED = 1 << Byte.SIZE;

  /** {@code colour << 32 | OCCUPIED | number}; the low half is 0 in an empty slot. */
  private final long[] slots = new long[SLOTS];

  /** In order of appearance, after numbering ascending. */
  private final int[] colours = new int[MOST_COLOURS];

  private final byte[] ranks = new byte[MOST_COLOURS];
  private int size;

  /**
   * Numbers the colours of an image, as float bits, in ascending order of int32.
   *
   * @param numbers receives the unsigned number of the colour of each pixel
   * @return whether there are few enough colours; if not, everything else is undefined
   */
  boolean number(float[] pixels, byte[] numbers) {
    Arrays.fill(slots, 0);
    // What looks like a colour in an empty slot must not have its home there.
    slots[home(0)] = 1L << Integer.SIZE;
    size = 0;
    for (int i = 0; i < pixels.length; i++) {
      int colour = Float.floatToRawIntBits(pixels[i]);
      long slot = slots[home(colour)];
      if ((int) (slot >>> Integer.SIZE) != colour) {
        slot = find(colour);
        if (slot == 0) {
          return false;
        }
      }
      numbers[i] = (byte) slot;
    }
    sort();
    for (int i = 0; i < pixels.length; i++) {
      numbers[i] = ranks[numbers[i] & 0xFF];
    }
    return true;
  }

  /** How many colours the image has. */
  int size() {
    return size;
  }

  /** The colour of a number. */
  int colour(int number) {
    return colours[number];
  }

  /** The factor was searched for: levels, counts and intervals hardly ever share a home. */
  static int home(int colour) {
    return colour * 0xC47BCB95 >>> Integer.SIZE - SLOT_BITS;
  }

  /** The slot of a colour, which is added if need be; 0 if there is no room for another. */
  private long find(int colour) {
    int at = home(colour);
    while ((int) slots[at] != 0) {
      if ((int) (slots[at] >>> Integer.SIZE) == colour) {
        return slots[at];
      }
      at = at + 1 & SLOTS - 1;
    }
    if (size == MOST_COLOURS) {
      return 0;
    }
    colours[size] = colour;
    slots[at] = (long) colour << Integer.SIZE | OCCUPIED | size++;
    return slots[at];
  }

  private void sort() {
    int[] appeared = Arrays.copyOf(colours, size);
    Arrays.sort(colours, 0, size);
    for (int number = 0; number < size; number++) {
      ranks[number] = (byte) Arrays.binarySearch(colours, 0, size, appeared[number]);
    }
  }
}
