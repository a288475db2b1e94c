package io.spikelake.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes deflate streams (RFC 1951) of noisy bytes: Huffman codes fitted to each block, and runs of
 * one byte, which keep flat images small; nothing else repeats in the noise of a sensor, so that
 * looking for it costs time and gains nothing. Any inflater reads the result.
 *
 * <p>The same bytes give the same stream on every machine and Java runtime, which zlib does not
 * promise.
 *
 * <p>For one thread at a time; all work space is kept. What was written before has no influence.
 */
final class HuffmanDeflate {

  /** Symbols of the literal and length alphabet that are in use. */
  static final int SYMBOLS = 286;

  /**
   * The most bytes of a block: few enough for codes to follow the image and for any block to be
   * stored, many enough for the head of a block not to count.
   */
  private static final int LONGEST_BLOCK = 1 << 15;

  private static final int END_OF_BLOCK = 256;
  private static final int STORED = 0;
  private static final int FIXED_CODE = 1;
  private static final int FITTED_CODE = 2;

  /** A stored block begins with at most 3 bits, 7 to the next byte, and two lengths. */
  private static final int STORED_HEAD_BYTES = 6;

  /**
   * A block is coded only if it shrinks by more than one part in so many: what is stored is written
   * and read many times faster.
   */
  private static final int WORTH_CODING = 64;

  /** Four codes and seven bits fit into a word of the {@link BitWriter}. */
  private static final int LONGEST_CODE = 14;

  /**
   * Shorter runs are written byte by byte: a byte that often follows itself has a code of a bit or
   * two. A run as long as a word of eight bytes already shows when whole words are compared.
   */
  private static final int SHORTEST_RUN = 16;

  private static final int LONGEST_MATCH = 258;
  private static final int SHORTEST_MATCH = 3;
  private static final int FIXED_DISTANCE_BITS = 5;
  private static final int FITTED_DISTANCE_BITS = 1;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final PrefixCode FIXED = fixedCode();

  private final BitWriter out = new BitWriter();
  private final PrefixCode fitted = new PrefixCode(SYMBOLS, LONGEST_CODE);
  private final CodeLengths lengths = new CodeLengths();
  private final int[] counts = new int[SYMBOLS];

  /** Counters of every fourth byte, because a counter just written is slow to read again. */
  private final int[] second = new int[256];

  private final int[] third = new int[256];
  private final int[] fourth = new int[256];

  /** Where runs begin, without the byte that they repeat. */
  private final int[] runStarts = new int[LONGEST_BLOCK / SHORTEST_RUN];

  private final int[] runLengths = new int[LONGEST_BLOCK / SHORTEST_RUN];
  private int runs;

  /**
   * The most bytes that {@link #deflate} may touch.
   *
   * @param length number of bytes to deflate
   * @param section as for {@link #deflate}
   * @throws ArithmeticException if no array is that long
   */
  static int bound(int length, int section) {
    int sections = length / section + 1;
    int blocks = Math.multiplyExact(sections, section / LONGEST_BLOCK + 1);
    return Math.addExact(
        Math.addExact(length, Math.multiplyExact(STORED_HEAD_BYTES, blocks)),
        1 + BitWriter.SLACK_BYTES);
  }

  /**
   * Writes a whole stream.
   *
   * @param content deflated from 0 to {@code length}; not modified
   * @param section the content is alike from one multiple of this to the next; positive
   * @param result written from {@code at} on; has {@link #bound} bytes from there
   * @return the end of the stream; what lies behind it is undefined
   */
  int deflate(byte[] content, int length, int section, byte[] result, int at) {
    out.start(result, at);
    int blocksPerSection = (section - 1) / LONGEST_BLOCK + 1;
    int block = (section - 1) / blocksPerSection + 1;
    int from = 0;
    do {
      int sectionEnd = (int) Math.min((long) (from / section + 1) * section, length);
      int to = from + Math.min(block, sectionEnd - from);
      writeBlock(content, from, to, to == length);
      from = to;
    } while (from < length);
    out.align();
    return out.position();
  }

  private void writeBlock(byte[] content, int from, int to, boolean last) {
    findRuns(content, from, to);
    countSymbols(content, from, to);
    if (isRandom(to - from)) {
      writeStored(content, from, to, last);
      return;
    }
    fitted.fit(counts);
    lengths.describe(fitted);
    int fittedBits = lengths.bits() + codedBits(fitted, FITTED_DISTANCE_BITS);
    int fixedBits = codedBits(FIXED, FIXED_DISTANCE_BITS);
    int storedBits = 8 * (STORED_HEAD_BYTES + to - from);
    int leastBits = Math.min(fittedBits, fixedBits);
    if (leastBits + leastBits / WORTH_CODING >= storedBits) {
      writeStored(content, from, to, last);
    } else if (fixedBits <= fittedBits) {
      writeBlockHead(FIXED_CODE, last);
      writeCoded(content, from, to, FIXED, FIXED_DISTANCE_BITS);
    } else {
      writeBlockHead(FITTED_CODE, last);
      lengths.write(out);
      writeCoded(content, from, to, fitted, FITTED_DISTANCE_BITS);
    }
  }

  private void writeBlockHead(int kind, boolean last) {
    out.write(kind << 1 | (last ? 1 : 0), 3);
  }

  private void writeStored(byte[] content, int from, int to, boolean last) {
    writeBlockHead(STORED, last);
    out.align();
    out.write(to - from, 16);
    out.write(~(to - from) & 0xFFFF, 16);
    out.copy(content, from, to);
  }

  /**
   * Whether no code can be worth its time. A code needs at least the entropy, which is at least
   * {@code -log2} of the chance that two bytes are equal, here more than {@code log2(234) = 7.87}.
   */
  private boolean isRandom(int length) {
    long equalPairs = 0;
    for (int symbol = 0; symbol < END_OF_BLOCK; symbol++) {
      equalPairs += (long) counts[symbol] * counts[symbol];
    }
    return runs == 0 && equalPairs * 234 < (long) length * length;
  }

  /** Finds where at least {@link #SHORTEST_RUN} bytes equal the byte before them. */
  private void findRuns(byte[] content, int from, int to) {
    runs = 0;
    int run = 0;
    // Nothing is before the first byte of all, which therefore repeats nothing.
    long before = from > 0 ? content[from - 1] : to > 0 ? ~content[0] : 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORD.get(content, i);
      long change = word ^ (word << 8 | before & 0xFF);
      if (change == 0) {
        run += Long.BYTES;
      } else {
        int more = Long.numberOfTrailingZeros(change) >>> 3;
        noteRun(i + more, run + more);
        run = Long.numberOfLeadingZeros(change) >>> 3;
      }
      before = word >>> 56;
    }
    for (; i < to; i++) {
      if (content[i] == (byte) before) {
        run++;
      } else {
        noteRun(i, run);
        run = 0;
      }
      before = content[i];
    }
    noteRun(to, run);
  }

  private void noteRun(int end, int length) {
    if (length >= SHORTEST_RUN) {
      runStarts[runs] = end - length;
      runLengths[runs++] = length;
    }
  }

  private void countSymbols(byte[] content, int from, int to) {
    Arrays.fill(counts, 0);
    Arrays.fill(second, 0);
    Arrays.fill(third, 0);
    Arrays.fill(fourth, 0);
    int at = from;
    for (int run = 0; run < runs; run++) {
      countLiterals(content, at, runStarts[run]);
      at = runStarts[run];
      for (int left = runLengths[run], match; left > 0; left -= match) {
        match = nextMatch(left);
        counts[lengthSymbol(match)]++;
      }
      at += runLengths[run];
    }
    countLiterals(content, at, to);
    for (int i = 0; i < 256; i++) {
      counts[i] += second[i] + third[i] + fourth[i];
    }
    counts[END_OF_BLOCK] = 1;
  }

  private void countLiterals(byte[] content, int from, int to) {
    int i = from;
    for (; i <= to - 4; i += 4) {
      counts[content[i] & 0xFF]++;
      second[content[i + 1] & 0xFF]++;
      third[content[i + 2] & 0xFF]++;
      fourth[content[i + 3] & 0xFF]++;
    }
    for (; i < to; i++) {
      counts[content[i] & 0xFF]++;
    }
  }

  /** What the counted symbols take, in bits. */
  private int codedBits(PrefixCode code, int distanceBits) {
    int bits = 0;
    for (int symbol = 0; symbol <= END_OF_BLOCK; symbol++) {
      bits += counts[symbol] * code.length(symbol);
    }
    for (int symbol = END_OF_BLOCK + 1; symbol < SYMBOLS; symbol++) {
      bits += counts[symbol] * (code.length(symbol) + extraBits(symbol) + distanceBits);
    }
    return bits;
  }

  private void writeCoded(byte[] content, int from, int to, PrefixCode code, int distanceBits) {
    int[] codes = code.codes();
    int at = from;
    for (int run = 0; run < runs; run++) {
      out.write(content, at, runStarts[run], codes);
      at = runStarts[run];
      for (int left = runLengths[run], match; left > 0; left -= match) {
        match = nextMatch(left);
        writeMatch(match, codes, distanceBits);
      }
      at += runLengths[run];
    }
    out.write(content, at, to, codes);
    writeSymbol(END_OF_BLOCK, codes);
  }

  /** Distance 1 has the code 0 in either code. */
  private void writeMatch(int length, int[] codes, int distanceBits) {
    int symbol = lengthSymbol(length);
    writeSymbol(symbol, codes);
    int extra = extraBits(symbol);
    out.write((length - SHORTEST_MATCH) & (1 << extra) - 1, extra + distanceBits);
  }

  private void writeSymbol(int symbol, int[] codes) {
    out.write(codes[symbol] >>> 6, codes[symbol] & 63);
  }

  /** The longest match that leaves nothing or enough for another one. */
  private static int nextMatch(int left) {
    int rest = left - LONGEST_MATCH;
    return rest <= 0
        ? left
        : rest < SHORTEST_MATCH ? LONGEST_MATCH - SHORTEST_MATCH : LONGEST_MATCH;
  }

  /**
   * Eight lengths have a symbol each; from there on four symbols share each number of bits that
   * follow; the longest has a symbol of its own.
   */
  private static int lengthSymbol(int length) {
    int offset = length - SHORTEST_MATCH;
    if (length == LONGEST_MATCH) {
      return SYMBOLS - 1;
    }
    if (offset < 8) {
      return END_OF_BLOCK + 1 + offset;
    }
    int extra = 29 - Integer.numberOfLeadingZeros(offset);
    return END_OF_BLOCK + 1 + 4 * extra + (offset >>> extra);
  }

  private static int extraBits(int symbol) {
    return symbol < 265 || symbol == SYMBOLS - 1 ? 0 : (symbol - 261) >>> 2;
  }

  private static PrefixCode fixedCode() {
    int[] fixed = new int[288];
    Arrays.fill(fixed, 0, 144, 8);
    Arrays.fill(fixed, 144, 256, 9);
    Arrays.fill(fixed, 256, 280, 7);
    Arrays.fill(fixed, 280, 288, 8);
    return PrefixCode.ofLengths(fixed);
  }
}
