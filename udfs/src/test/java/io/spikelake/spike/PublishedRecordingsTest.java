package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.testing.MemoryByteSource;
import io.spikelake.testing.SharedFiles;
import io.spikelake.testing.Spikes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recordings of ../shared/spikes; the numbers are those of its README. */
class PublishedRecordingsTest {

  private static SpikeLayout layout(String file) {
    return file.endsWith(".dat") ? SpikeLayout.of(250, 400) : SpikeLayout.UNKNOWN;
  }

  private static SpikeRecording open(String file) throws IOException {
    Path path = SharedFiles.require("spikes/" + file);
    return SpikeRecordings.open(FileByteSource.open(path), null, layout(file));
  }

  @ParameterizedTest
  @CsvSource({
    "data.dat, 301, 8658838, 27978, 150, 28732, 3ff10d685c3e57749be3a1dd1d7e8b35199cb4882e3f71a5ef4660bc9a5f6ba9",
    "203_part1_key_id151.dat, 301, 6497164, 18869, 150, 21488, 4e8b2228f24970c86b3ec0608d52c3a9aa752710132cbe5b940f34b34023ac25",
    "203_part2_key_id151.dat, 301, 6262439, 18565, 150, 20725, 4b8a55030ed39feda4801270e16459e23193d354b80b9a4f95f1c773021cdd08",
    "uhsr.npz, 200, 392297, 1950, 100, 1960, fc09821e7f71f249233d5db717f03a8ab684af322887778665b33d5e26134547"
  })
  void decodesToThePublishedSpikes(
      String file, int planes, long spikes, int first, int key, int inKey, String sha256)
      throws IOException {
    SpikeStream stream = Spikes.readAll(SharedFiles.require("spikes/" + file), layout(file));
    assertThat(stream.planes()).isEqualTo(planes);
    assertThat(Spikes.count(stream)).isEqualTo(spikes);
    assertThat(stream.count(0)).isEqualTo(first);
    assertThat(stream.count(key)).isEqualTo(inKey);
    assertThat(Spikes.sha256(stream)).isEqualTo(sha256);
  }

  @Test
  void writesThePublishedBytes() throws IOException {
    Path path = SharedFiles.require("spikes/data.dat");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SpikeWriter writer = SpikeWriters.dat(out, layout("data.dat"))) {
      writer.append(Spikes.readAll(path, layout("data.dat")));
    }
    assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(path));
  }

  /** Header and label take the archive's end, its directory, and a little of each array. */
  @Test
  void openingAnArchiveDoesNotReadItsSpikes() throws IOException {
    byte[] file = Files.readAllBytes(SharedFiles.require("spikes/uhsr.npz"));
    MemoryByteSource source = new MemoryByteSource("uhsr.npz", file);
    SpikeRecordings.open(source, SpikeFormat.UHSR, SpikeLayout.UNKNOWN).close();
    assertThat(source.bytesRead()).isLessThan(75_000);
    assertThat(source.closed()).isTrue();
  }

  @Test
  void tellsTheClassOfAUhsrRecording() throws IOException {
    try (SpikeRecording recording = open("uhsr.npz")) {
      assertThat(recording.header())
          .isEqualTo(
              new SpikeHeader(
                  SpikeFormat.UHSR,
                  200,
                  250,
                  250,
                  OptionalLong.of(47),
                  Optional.of("4144_helicopter.jpg"),
                  false));
      assertThat(recording.byteRange(0, 1)).isEqualTo(new ByteRange(57, 560654));
    }
  }

  @ParameterizedTest
  @CsvSource({"data.dat, 130, 41", "data.dat, 300, 1", "uhsr.npz, 80, 41", "uhsr.npz, 199, 1"})
  void readsAWindowAsPartOfTheWhole(String file, int from, int count) throws IOException {
    SpikeStream all = Spikes.readAll(SharedFiles.require("spikes/" + file), layout(file));
    try (SpikeRecording recording = open(file)) {
      SpikeStream window = recording.read(from, count);
      assertThat(window.firstPlane()).isEqualTo(from);
      assertThat(window.sameSpikes(all.window(from, count))).isTrue();
      assertThat(recording.read(0, 3).sameSpikes(all.window(0, 3)))
          .as("reading before the last read")
          .isTrue();
    }
  }
}
