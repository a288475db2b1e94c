package io.spikelake.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.testing.SharedRecording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of every stream is zlib's inflater. */
class HuffmanDeflateTest {

  private static final int BLOCK = 1 << 15;

  private final HuffmanDeflate deflate = new HuffmanDeflate();

  static Stream<Arguments> contents() {
    Stream<Arguments> fixed =
        Stream.of(
            Arguments.of("empty", new byte[0]),
            Arguments.of("one byte", new byte[] {-1}),
            Arguments.of("two equal bytes", new byte[] {7, 7}),
            Arguments.of("every byte once", bytes(256, i -> i)),
            Arguments.of("every byte, several blocks", bytes(1 << 17, i -> i)),
            Arguments.of("1 MiB and 1 of zeros", new byte[(1 << 20) + 1]),
            Arguments.of("two bytes in turn", bytes(70_000, i -> i & 1)),
            Arguments.of("runs of eight", bytes(70_000, i -> i >>> 3)));
    Stream<Arguments> random =
        IntStream.range(0, 40)
            .boxed()
            .flatMap(
                seed ->
                    Stream.of(
                        Arguments.of("random, seed " + seed, random(seed)),
                        Arguments.of("noise, seed " + seed, noise(seed)),
                        Arguments.of("runs, seed " + seed, runs(seed))));
    return Stream.concat(fixed, random);
  }

  private static byte[] bytes(int length, java.util.function.IntUnaryOperator value) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) value.applyAsInt(i);
    }
    return bytes;
  }

  private static byte[] random(int seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(1 << random.nextInt(18))];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] noise(int seed) {
    Random random = new Random(seed);
    double sigma = Math.exp(6 * random.nextDouble() - 2);
    int length = random.nextInt(1 << random.nextInt(18));
    return bytes(length, i -> (int) Math.rint(sigma * random.nextGaussian()));
  }

  private static byte[] runs(int seed) {
    Random random = new Random(seed);
    int longest = 1 << random.nextInt(16);
    byte[] bytes = new byte[200_000];
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(longest));
      Arrays.fill(bytes, from, to, (byte) random.nextInt(5));
      from = to;
    }
    return bytes;
  }

  private byte[] deflated(byte[] content, int section) {
    byte[] result = new byte[HuffmanDeflate.bound(content.length, section)];
    return Arrays.copyOf(result, deflate.deflate(content, content.length, section, result, 0));
  }

  private byte[] deflated(byte[] content) {
    return deflated(content, Math.max(content.length, 1));
  }

  private static byte[] inflated(byte[] deflated) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] part = new byte[1 << 16];
      while (!inflater.finished()) {
        int filled = inflater.inflate(part);
        assertThat(filled > 0 || inflater.finished()).as("the stream is complete").isTrue();
        content.write(part, 0, filled);
      }
      assertThat(inflater.getRemaining()).as("bytes behind the stream").isZero();
      return content.toByteArray();
    } finally {
      inflater.end();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contents")
  void zlibReadsTheContentBack(String name, byte[] content) throws DataFormatException {
    byte[] copy = content.clone();
    byte[] deflated = deflated(content);
    assertThat(inflated(deflated)).isEqualTo(content);
    assertThat(content).isEqualTo(copy);
    assertThat(new HuffmanDeflateTest().deflated(content)).isEqualTo(deflated);
    int stored = content.length + 6 * (content.length / BLOCK + 1) + 1;
    assertThat(deflated).hasSizeLessThanOrEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 1, Integer.MAX_VALUE})
  void sectionsMayHaveAnyLength(int section) throws DataFormatException {
    byte[] content = runs(section & 31);
    byte[] some = Arrays.copyOf(content, Math.min(content.length, 2000 * Math.min(section, 99)));
    assertThat(inflated(deflated(some, section))).isEqualTo(some);
  }

  /** Around the longest match and its multiples the last match would be too short. */
  @Test
  void runsMayHaveAnyLength() throws DataFormatException {
    for (int length : IntStream.rangeClosed(1, 1100).toArray()) {
      for (int before = 0; before < 9; before++) {
        byte[] content = new byte[before + length + 5];
        new Random(before).nextBytes(content);
        Arrays.fill(content, before, before + length, (byte) 9);
        assertThat(inflated(deflated(content)))
            .as("run of %d behind %d bytes", length, before)
            .isEqualTo(content);
      }
    }
  }

  /** Counts that grow like Fibonacci numbers have the deepest tree there is. */
  @ParameterizedTest
  @ValueSource(ints = {2, 10, 14, 15, 16, 20, 21})
  void codesAreLimited(int symbols) throws DataFormatException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int count = 1;
    int next = 1;
    for (int symbol = 0; symbol < symbols; symbol++) {
      for (int i = 0; i < count; i++) {
        content.write(symbol);
      }
      int sum = count + next;
      count = next;
      next = sum;
    }
    byte[] shuffled = content.toByteArray();
    Random random = new Random(symbols);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      byte swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    assertThat(inflated(deflated(shuffled))).isEqualTo(shuffled);
  }

  /** Python 3.11, zlib 1.2.13, strategy Z_FIXED; the empty stream as RFC 1951 has it. */
  @ParameterizedTest
  @CsvSource({"'', 0300", "spike, 2b2ec8cc4e0500"})
  void aFewBytesHaveTheFixedCode(String content, String deflated) {
    assertThat(deflated(content.getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(HexFormat.of().parseHex(deflated));
  }

  @Test
  void whatHasNoOrderIsStored() {
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    assertThat(deflated(random)).hasSize(100_000 + 4 * 5);
    byte[] nearlyRandom = bytes(100_000, i -> i % 50 == 0 ? 0 : random[i]);
    assertThat(deflated(nearlyRandom)).hasSize(100_000 + 4 * 5);
    byte[] sevenBits = bytes(100_000, i -> random[i] & 0x7F);
    assertThat(deflated(sevenBits)).hasSizeBetween(87_500, 88_000);
  }

  @Test
  void aLongRunTakesNextToNothing() {
    assertThat(deflated(new byte[1 << 20])).hasSizeLessThan(1800);
  }

  /** Eight equally frequent bytes and the end of the block: 3 1/8 bits each; of sixteen, 4 1/16. */
  @Test
  void eachSectionHasItsOwnCode() {
    Random random = new Random(2);
    byte[] content = bytes(20_000, i -> (i < 10_000 ? 0 : 8) + random.nextInt(8));
    assertThat(deflated(content, 10_000)).hasSizeBetween(7_812, 7_900);
    assertThat(deflated(content, 20_000)).hasSizeBetween(10_156, 10_250);
  }

  @Test
  void whatWasWrittenBeforeHasNoInfluence() {
    List<byte[]> contents = List.of(noise(3), runs(4), new byte[0], random(5), runs(6), noise(7));
    for (byte[] content : contents) {
      assertThat(deflated(content)).isEqualTo(new HuffmanDeflateTest().deflated(content));
    }
  }

  @Test
  void streamsMayBeginAnywhere() throws DataFormatException {
    byte[] content = noise(8);
    byte[] result = new byte[13 + HuffmanDeflate.bound(content.length, 1000)];
    Arrays.fill(result, (byte) 0x55);
    int end = deflate.deflate(content, content.length, 1000, result, 13);
    assertThat(Arrays.copyOf(result, 13)).containsOnly(0x55);
    assertThat(inflated(Arrays.copyOfRange(result, 13, end))).isEqualTo(content);
  }

  @Test
  void refusesWhatNoArrayCanHold() {
    assertThatThrownBy(() -> HuffmanDeflate.bound(Integer.MAX_VALUE, 1000))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("integer overflow");
  }

  /**
   * Margins: codes of at most 14 bits, and blocks of other lengths, make one percent; of what
   * looking for repeats at zlib's fastest level finds, a fit of the codes loses a tenth at most.
   */
  @ParameterizedTest
  @EnumSource(SharedRecording.class)
  void isAsSmallAsZlibOnReconstructions(SharedRecording recording) throws IOException {
    for (String method : List.of("tfp", "tfp/spikeclip", "tfi")) {
      GrayImage frame =
          Reconstructors.create(Reconstructors.resolve(method))
              .reconstruct(recording.load(), recording.keyFrame());
      float[] pixels = frame.pixels();
      byte[] differences =
          bytes(
              pixels.length,
              i -> Math.round(255 * pixels[i]) - (i == 0 ? 0 : Math.round(255 * pixels[i - 1])));
      assertThat(deflated(differences).length)
          .as("%s of %s", method, recording.id())
          .isLessThanOrEqualTo(zlib(differences, Deflater.HUFFMAN_ONLY) * 101 / 100)
          .isLessThanOrEqualTo(zlib(differences, Deflater.DEFAULT_STRATEGY) * 110 / 100);
    }
  }

  private static int zlib(byte[] content, int strategy) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setStrategy(strategy);
      deflater.setInput(content);
      deflater.finish();
      byte[] deflated = new byte[2 * content.length];
      while (!deflater.finished()) {
        // Setting the strategy takes a call of its own.
        deflater.deflate(deflated);
      }
      return Math.toIntExact(deflater.getBytesWritten());
    } finally {
      deflater.end();
    }
  }
}
