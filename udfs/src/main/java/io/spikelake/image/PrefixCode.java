package io.spikelake.image;

import java.util.Arrays;

/**
 * Prefix code of one alphabet as deflate defines it: the lengths of the codes decide the codes.
 *
 * <p>D. A. Huffman, "A Method for the Construction of Minimum-Redundancy Codes", Proc. IRE 40(9),
 * 1952; the codes of RFC 1951, section 3.2.2. Where the best code has words longer than allowed,
 * their leaves are hung below shorter ones, which is not quite the best code of limited length.
 *
 * <p>For one thread at a time.
 */
final class PrefixCode {

  private static final int SYMBOL_BITS = 9;

  private final int longest;
  private final int[] codes;

  /** The symbols that occur, rarest first: {@code count << SYMBOL_BITS | symbol}. */
  private final long[] leaves;

  private final long[] nodeCounts;
  private final int[] nodeParents;
  private final int[] leafParents;

  /** Number of codes of each length. */
  private final int[] ofLength;

  /**
   * @param symbols size of the alphabet, at most 512
   * @param longest the most bits of a code; {@code 2^longest} is at least {@code symbols}
   */
  PrefixCode(int symbols, int longest) {
    this.longest = longest;
    codes = new int[symbols];
    leaves = new long[symbols];
    nodeCounts = new long[symbols];
    nodeParents = new int[symbols];
    leafParents = new int[symbols];
    ofLength = new int[longest + 1];
  }

  /** A code of known lengths; 0 for a symbol without code. */
  static PrefixCode ofLengths(int... lengths) {
    PrefixCode code = new PrefixCode(lengths.length, Arrays.stream(lengths).max().orElseThrow());
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      code.codes[symbol] = lengths[symbol];
      code.ofLength[lengths[symbol]]++;
    }
    code.ofLength[0] = 0;
    code.assignCodes();
    return code;
  }

  /**
   * Per symbol {@code code << 6 | length}, the first bit of the code lowest; 0 for a symbol without
   * code. Changed by {@link #fit}.
   */
  int[] codes() {
    return codes;
  }

  int length(int symbol) {
    return codes[symbol] & 63;
  }

  /**
   * Makes the code for symbols that occur so often. A symbol that does not occur has no code; one
   * that is alone has a code of one bit.
   */
  void fit(int[] counts) {
    int used = 0;
    for (int symbol = 0; symbol < codes.length; symbol++) {
      codes[symbol] = 0;
      if (counts[symbol] > 0) {
        leaves[used++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
      }
    }
    Arrays.sort(leaves, 0, used);
    Arrays.fill(ofLength, 0);
    if (used == 1) {
      ofLength[1] = 1;
    } else if (used > 1) {
      buildTree(used);
      countLengths(used);
    }
    shorten();
    int leaf = 0;
    for (int length = longest; length > 0; length--) {
      for (int i = 0; i < ofLength[length]; i++) {
        codes[(int) leaves[leaf++] & (1 << SYMBOL_BITS) - 1] = length;
      }
    }
    assignCodes();
  }

  /** Joins the two rarest of leaves and nodes; new nodes are never rarer than older ones. */
  private void buildTree(int used) {
    int leaf = 0;
    int node = 0;
    for (int made = 0; made < used - 1; made++) {
      long count = 0;
      for (int child = 0; child < 2; child++) {
        boolean nodeIsRarer =
            leaf == used || (node < made && nodeCounts[node] < leaves[leaf] >>> SYMBOL_BITS);
        if (nodeIsRarer) {
          count += nodeCounts[node];
          nodeParents[node++] = made;
        } else {
          count += leaves[leaf] >>> SYMBOL_BITS;
          leafParents[leaf++] = made;
        }
      }
      nodeCounts[made] = count;
    }
  }

  /** Depths, from the root down; the counts of nodes are no longer needed and make room. */
  private void countLengths(int used) {
    int root = used - 2;
    nodeCounts[root] = 0;
    for (int node = root - 1; node >= 0; node--) {
      nodeCounts[node] = nodeCounts[nodeParents[node]] + 1;
    }
    for (int leaf = 0; leaf < used; leaf++) {
      ofLength[(int) Math.min(nodeCounts[leafParents[leaf]] + 1, longest)]++;
    }
  }

  /**
   * Makes a code again of lengths that were cut to the longest allowed. Each step makes two leaves
   * out of a shorter one, for itself and for one of the longest, and so takes one of the {@code
   * 2^longest} places that were used too often.
   */
  private void shorten() {
    int places = 0;
    for (int length = 1; length <= longest; length++) {
      places += ofLength[length] << (longest - length);
    }
    for (int excess = places - (1 << longest); excess > 0; excess--) {
      int shorter = longest - 1;
      while (ofLength[shorter] == 0) {
        shorter--;
      }
      ofLength[shorter]--;
      ofLength[shorter + 1] += 2;
      ofLength[longest]--;
    }
  }

  /** Turns lengths into codes: shorter before longer, then in the order of the symbols. */
  private void assignCodes() {
    int next = 0;
    for (int length = 1; length <= longest; length++) {
      int ofThisLength = ofLength[length];
      ofLength[length] = next;
      next = (next + ofThisLength) << 1;
    }
    for (int symbol = 0; symbol < codes.length; symbol++) {
      int length = codes[symbol];
      if (length > 0) {
        codes[symbol] = Integer.reverse(ofLength[length]++) >>> (32 - length) << 6 | length;
      }
    }
  }
}
