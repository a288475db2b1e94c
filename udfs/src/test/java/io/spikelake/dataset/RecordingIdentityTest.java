package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.ByteSource;
import io.spikelake.spike.FileByteSource;
import io.spikelake.testing.SharedFiles;
import java.io.EOFException;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The expected values were computed with Python 3.11 (hashlib, struct, unicodedata) from the byte
 * layout in the Javadoc. They are keys of stored tables: a change here breaks every lake.
 */
class RecordingIdentityTest {

  @ParameterizedTest
  @CsvSource({
    "spike-reds, data.dat, 362bbbb7b36cdaa86f89c23db18bca1c",
    "spike-reds, test/input/203_part1_key_id151.dat, dd68ac3eb35937d2d284ee4c9732a428",
    "uhsr, uhsr.npz, c549823031dd4551abe955172e63d751",
    "my set, scène/é.dat, 1bf642597007a150d4c96e0d7b8dc30c",
    "a, bc/d.dat, 21383746ec272a3e6ccee949e0db5af9",
    "ab, c/d.dat, dd6776e2d645786e0912f64f00bfef71"
  })
  void recordingIdIsStable(String dataset, String path, String expected) {
    assertThat(RecordingIdentity.recordingId(dataset, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./test/input/é.dat",
        "test\\input\\é.dat",
        ".\\test/input\\é.dat",
        "test//input/./é.dat",
        "test/input/é.dat"
      })
  void spellingsOfOnePathHaveOneId(String spelling) {
    String expected = RecordingIdentity.recordingId("d", "test/input/é.dat");
    assertThat(RecordingIdentity.recordingId("d", spelling)).isEqualTo(expected);
    assertThat(
            RecordingIdentity.recordingId("d", Normalizer.normalize(spelling, Normalizer.Form.NFD)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", ".", "/data/a.dat", "\\a.dat", "../a.dat", "a/../b.dat"})
  void pathsThatAreNotBelowTheRootAreRefused(String path) {
    assertThatThrownBy(() -> RecordingIdentity.recordingId("d", path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not a path below the input root: '" + path + "'");
  }

  @Test
  void dataSetWithoutNameIsRefused() {
    assertThatThrownBy(() -> RecordingIdentity.recordingId(" ", "a.dat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is blank for 'a.dat'");
  }

  /** Short alphabets and shifted borders between data set and path provoke near collisions. */
  @Test
  void distinctPathsHaveDistinctIds() {
    long seed = 20240607;
    Random random = new Random(seed);
    Map<String, List<String>> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String dataset = word(random, "ab", 1 + random.nextInt(4));
      StringBuilder path = new StringBuilder(word(random, "ab.", 4) + "x");
      for (int depth = random.nextInt(3); depth > 0; depth--) {
        path.append('/').append(word(random, "ab", 1 + random.nextInt(3)));
      }
      List<String> key = List.of(dataset, RelativePaths.canonical(path.toString()));
      String id = RecordingIdentity.recordingId(dataset, path.toString());
      assertThat(id).matches("[0-9a-f]{32}");
      assertThat(seen.computeIfAbsent(id, ignored -> key)).as("seed %d", seed).isEqualTo(key);
    }
    assertThat(seen.size()).isGreaterThan(1000).isEqualTo(distinct(seen).size());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0-648f4275471ce549a2b417a1922dbf85, 0-full-648f4275471ce549a2b417a1922dbf85",
    "1, 1-87f7ffd8489d481a28540c40574817c9, 1-full-87f7ffd8489d481a28540c40574817c9",
    "196608, 196608-a7fce7b1a4d7e061bf2c5a0b21826e10, 196608-full-a7fce7b1a4d7e061bf2c5a0b21826e10",
    "196609, 196609-86e6558341e676e439eee67ac7d3ee56, 196609-full-18c4917f8887d6b9a25cc863a6ffdb10",
    "500000, 500000-52198e33b3ab2f49055ce09870e57057, 500000-full-5076839b20110349cd35d9901f21733c"
  })
  void recordingVersionIsStable(int length, String sampled, String full) throws IOException {
    try (MemorySource source = MemorySource.ofLength(length)) {
      assertThat(RecordingIdentity.recordingVersion(source, DigestMode.SAMPLED)).isEqualTo(sampled);
      assertThat(RecordingIdentity.recordingVersion(source, DigestMode.FULL)).isEqualTo(full);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "data.dat, 3762500-ac137809f21c72dc206578f2a8fcad55",
    "203_part1_key_id151.dat, 3762500-df29046a53b2ec98cdfd632ef375de5e",
    "uhsr.npz, 561203-7deedc9286891eddc06078a8ffb66ccf"
  })
  void recordingVersionOfRealFiles(String name, String expected) throws IOException {
    try (ByteSource source = FileByteSource.open(SharedFiles.require("spikes/" + name))) {
      assertThat(RecordingIdentity.recordingVersion(source, DigestMode.SAMPLED))
          .isEqualTo(expected);
    }
  }

  @Test
  void samplingReadsThreeFixedPlacesOnly() throws IOException {
    try (MemorySource source = MemorySource.ofLength(10_000_000)) {
      RecordingIdentity.recordingVersion(source, DigestMode.SAMPLED);
      assertThat(source.reads).containsExactly("0+65536", "4967232+65536", "9934464+65536");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true", "65535, true", "70000, false", "250000, true", "499999, true"})
  void sampledVersionSeesChangesInTheSamples(int position, boolean seen) throws IOException {
    try (MemorySource before = MemorySource.ofLength(500_000);
        MemorySource after = MemorySource.ofLength(500_000)) {
      after.bytes[position] ^= 1;
      assertThat(
              !RecordingIdentity.recordingVersion(before, DigestMode.SAMPLED)
                  .equals(RecordingIdentity.recordingVersion(after, DigestMode.SAMPLED)))
          .isEqualTo(seen);
      assertThat(RecordingIdentity.recordingVersion(before, DigestMode.FULL))
          .isNotEqualTo(RecordingIdentity.recordingVersion(after, DigestMode.FULL));
    }
  }

  private static List<List<String>> distinct(Map<String, List<String>> seen) {
    return seen.values().stream().distinct().toList();
  }

  private static String word(Random random, String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  /** Bytes that are all different from their neighbours, and a log of what was read. */
  private static final class MemorySource implements ByteSource {
    private final byte[] bytes;
    private final List<String> reads = new ArrayList<>();

    private MemorySource(byte[] bytes) {
      this.bytes = bytes;
    }

    static MemorySource ofLength(int length) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (i * 31 + (i >> 8));
      }
      return new MemorySource(bytes);
    }

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int length) throws IOException {
      if (position + length > bytes.length) {
        throw new EOFException("memory ends");
      }
      reads.add(position + "+" + length);
      System.arraycopy(bytes, (int) position, target, offset, length);
    }

    @Override
    public void close() {}
  }
}
