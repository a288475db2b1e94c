package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedByteSourceTest {

  @TempDir private Path folder;

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(5).nextBytes(content);
    return content;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("planes.dat"), content);
  }

  /** Pieces of a few bytes, so that reads cross from one to the next. */
  @ParameterizedTest
  @CsvSource({"1000, 1000", "1000, 999", "1000, 64", "1000, 7", "1000, 1"})
  void readsWhatAFileReads(int length, int pieceBytes) throws IOException {
    byte[] content = content(length);
    Path path = file(content);
    try (MappedByteSource mapped = MappedByteSource.open(path, pieceBytes);
        FileByteSource plain = FileByteSource.open(path)) {
      assertThat(mapped.length()).isEqualTo(length);
      assertThat(mapped.name()).isEqualTo(path.toString());
      byte[] some = new byte[305];
      mapped.readFully(123, some, 5, 300);
      assertThat(Arrays.copyOfRange(some, 5, 305)).isEqualTo(Arrays.copyOfRange(content, 123, 423));
      for (int planeBytes : new int[] {1, 7, 8, 13, 48}) {
        long[] words = new long[20 * ((planeBytes + 7) / 8)];
        long[] expected = words.clone();
        mapped.readPlanes(11, planeBytes, 20, words);
        plain.readPlanes(11, planeBytes, 20, expected);
        assertThat(words).as("planes of %d bytes", planeBytes).isEqualTo(expected);
        assertThat(expected).as("something was read").isNotEqualTo(new long[expected.length]);
      }
    }
  }

  @Test
  void readsARecording() throws IOException {
    Path path = file(content(41 * 12500));
    SpikeLayout layout = SpikeLayout.of(250, 400);
    try (SpikeRecording mapped = SpikeRecordings.open(MappedByteSource.open(path), null, layout);
        SpikeRecording plain = SpikeRecordings.open(FileByteSource.open(path), null, layout)) {
      assertThat(mapped.read(3, 30).sameSpikes(plain.read(3, 30))).isTrue();
    }
  }

  @Test
  void refusesWhatTheFileDoesNotHave() throws IOException {
    Path path = file(content(10));
    MappedByteSource mapped = MappedByteSource.open(path);
    assertThatThrownBy(() -> mapped.readFully(5, new byte[6], 0, 6))
        .isInstanceOf(EOFException.class)
        .hasMessage(path + " ends at byte 10; 6 bytes wanted from 5");
    assertThatThrownBy(() -> mapped.readPlanes(9, 1, 2, new long[2]))
        .isInstanceOf(EOFException.class)
        .hasMessage(path + " ends at byte 10; 2 bytes wanted from 9");
    mapped.close();
    assertThatThrownBy(() -> mapped.readFully(0, new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(path + " is closed");
  }
}
