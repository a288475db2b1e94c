package io.spikelake.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HadoopByteSourceTest {

  private static final int LENGTH = HadoopByteSource.MAX_RANGE + 200_000;

  @TempDir Path folder;
  private final Configuration conf = new Configuration();
  private byte[] bytes;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    bytes = new byte[LENGTH];
    new Random(5).nextBytes(bytes);
    file = Files.write(folder.resolve("a recording #1.dat"), bytes);
  }

  @ParameterizedTest(name = "{1} bytes at {0}: {2} fetched")
  @CsvSource({
    "0, 10, 81920",
    "100, 81919, 81920",
    "100, 81920, 81920",
    "8588587, 21, 81920",
    "8588608, 0, 81920",
    "0, 8588608, 8588608",
    "7, 8388609, 8388609"
  })
  void readsWhatTheFileHolds(long position, int count, long fetched) throws IOException {
    try (HadoopByteSource source = HadoopByteSource.open(conf, file.toUri())) {
      assertThat(source.length()).isEqualTo(LENGTH);
      assertThat(source.name()).endsWith("a recording #1.dat");
      byte[] target = new byte[count + 2];
      source.readFully(position, target, 1, count);
      assertThat(Arrays.copyOfRange(target, 1, count + 1))
          .isEqualTo(Arrays.copyOfRange(bytes, (int) position, (int) position + count));
      assertThat(target[0]).isZero();
      assertThat(target[count + 1]).isZero();
      assertThat(source.bytesRead()).isEqualTo(fetched);
    }
  }

  @Test
  void smallReadsNearEachOtherFetchOnce() throws IOException {
    try (HadoopByteSource source = HadoopByteSource.open(conf, file.toUri(), LENGTH)) {
      byte[] target = new byte[64];
      for (int position = LENGTH - 22; position > LENGTH - 60_000; position -= 1000) {
        source.readFully(position, target, 0, 22);
        assertThat(target[21]).isEqualTo(bytes[position + 21]);
      }
      assertThat(source.bytesRead()).isEqualTo(HadoopByteSource.READ_AHEAD);
    }
  }

  @Test
  void smallReadsAtBothEndsFetchTwice() throws IOException {
    try (HadoopByteSource source = HadoopByteSource.open(conf, file.toUri(), LENGTH)) {
      byte[] target = new byte[64];
      for (int i = 0; i < 20; i++) {
        int position = i % 2 == 0 ? i * 100 : LENGTH - 64 - i * 100;
        source.readFully(position, target, 0, 64);
        assertThat(target).isEqualTo(Arrays.copyOfRange(bytes, position, position + 64));
      }
      assertThat(source.bytesRead()).isEqualTo(2 * HadoopByteSource.READ_AHEAD);
    }
  }

  @Test
  void smallReadsAllOverAreRight() throws IOException {
    long seed = 77;
    Random random = new Random(seed);
    try (HadoopByteSource source = HadoopByteSource.open(conf, file.toUri(), LENGTH)) {
      for (int i = 0; i < 300; i++) {
        int count = random.nextInt(90_000);
        int position = random.nextInt(LENGTH - count);
        byte[] target = new byte[count];
        source.readFully(position, target, 0, count);
        assertThat(target)
            .as("seed %d, read %d", seed, i)
            .isEqualTo(Arrays.copyOfRange(bytes, position, position + count));
      }
    }
  }

  @Test
  void aFileShorterThanTheReadAheadIsFetchedWhole() throws IOException {
    Path small = Files.write(folder.resolve("small"), new byte[] {1, 2, 3});
    try (HadoopByteSource source = HadoopByteSource.open(conf, small.toUri())) {
      byte[] target = new byte[2];
      source.readFully(1, target, 0, 2);
      assertThat(target).containsExactly(2, 3);
      assertThat(source.bytesRead()).isEqualTo(3);
    }
  }

  @Test
  void refusesToReadPastTheEnd() throws IOException {
    try (HadoopByteSource source = HadoopByteSource.open(conf, file.toUri())) {
      assertThatThrownBy(() -> source.readFully(LENGTH - 1, new byte[2], 0, 2))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining(
              "ends at byte %d; 2 bytes wanted from %d".formatted(LENGTH, LENGTH - 1));
    }
  }

  @Test
  void saysThatTheFileIsShorterThanItWasListed() throws IOException {
    try (HadoopByteSource source = HadoopByteSource.open(conf, file.toUri(), LENGTH + 100_000)) {
      assertThatThrownBy(() -> source.readFully(LENGTH, new byte[70_000], 0, 70_000))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("it had %d bytes when it was listed".formatted(LENGTH + 100_000));
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> HadoopByteSource.open(conf, folder.resolve("none.dat").toUri()))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("none.dat");
  }
}
