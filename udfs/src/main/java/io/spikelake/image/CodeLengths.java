package io.spikelake.image;

import java.util.Arrays;

/**
 * The head of a deflate block with codes of its own: the lengths of the codes, with repeats
 * shortened and coded in turn (RFC 1951, section 3.2.7). For one thread at a time.
 *
 * <p>There is one distance code, of one bit.
 */
final class CodeLengths {

  private static final int LITERALS = 256;
  private static final int REPEAT = 16;
  private static final int SHORT_ZEROS = 17;
  private static final int LONG_ZEROS = 18;
  private static final int SYMBOLS = 19;
  private static final int LONGEST = 7;

  /** Lengths that are likely to have no code come last, where they are left out. */
  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final PrefixCode code = new PrefixCode(SYMBOLS, LONGEST);
  private final int[] counts = new int[SYMBOLS];

  /** What is sent: {@code repeats << 5 | symbol}. */
  private final int[] tokens = new int[HuffmanDeflate.SYMBOLS + 1];

  private int size;
  private int symbols;
  private int sentLengths;

  /** Prepares the head for a code of literals and lengths, which has a code for 256. */
  void describe(PrefixCode literals) {
    Arrays.fill(counts, 0);
    size = 0;
    symbols = HuffmanDeflate.SYMBOLS;
    while (literals.length(symbols - 1) == 0) {
      symbols--;
    }
    int from = 0;
    while (from < symbols) {
      int length = literals.length(from);
      int to = from + 1;
      while (to < symbols && literals.length(to) == length) {
        to++;
      }
      if (length == 0) {
        addZeros(to - from);
      } else {
        addLengths(length, to - from);
      }
      from = to;
    }
    add(1, 0);
    code.fit(counts);
    sentLengths = SYMBOLS;
    while (code.length(ORDER[sentLengths - 1]) == 0) {
      sentLengths--;
    }
  }

  private void addZeros(int zeros) {
    int left = zeros;
    while (left >= 3) {
      int run = Math.min(left, 138);
      if (run <= 10) {
        add(SHORT_ZEROS, run - 3);
      } else {
        add(LONG_ZEROS, run - 11);
      }
      left -= run;
    }
    for (; left > 0; left--) {
      add(0, 0);
    }
  }

  private void addLengths(int length, int times) {
    add(length, 0);
    int left = times - 1;
    while (left >= 3) {
      int run = Math.min(left, 6);
      add(REPEAT, run - 3);
      left -= run;
    }
    for (; left > 0; left--) {
      add(length, 0);
    }
  }

  private void add(int symbol, int repeats) {
    counts[symbol]++;
    tokens[size++] = repeats << 5 | symbol;
  }

  private static int repeatBits(int symbol) {
    return switch (symbol) {
      case REPEAT -> 2;
      case SHORT_ZEROS -> 3;
      case LONG_ZEROS -> 7;
      default -> 0;
    };
  }

  /** Length of the head, without the three bits that begin every block. */
  int bits() {
    int bits = 5 + 5 + 4 + 3 * sentLengths;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      bits += counts[symbol] * (code.length(symbol) + repeatBits(symbol));
    }
    return bits;
  }

  void write(BitWriter out) {
    out.write(symbols - (LITERALS + 1), 5);
    out.write(0, 5);
    out.write(sentLengths - 4, 4);
    for (int i = 0; i < sentLengths; i++) {
      out.write(code.length(ORDER[i]), 3);
    }
    for (int i = 0; i < size; i++) {
      int symbol = tokens[i] & 31;
      int word = code.codes()[symbol];
      out.write(word >>> 6, word & 63);
      out.write(tokens[i] >>> 5, repeatBits(symbol));
    }
  }
}
