package io.spikelake.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.Scene;
import io.spikelake.simulate.scene.SceneSource;
import io.spikelake.spike.FileByteSource;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import io.spikelake.testing.Spikes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

class SimulationArchiveTest {

  private static final SpikeCamera CAMERA = CameraPreset.SPIKE_REDS.camera();

  @TempDir Path folder;

  private static SceneSource leaves(int width, int height) {
    return ProceduralScene.DEAD_LEAVES.source(width, height, 1);
  }

  private static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(SimulationManifest.sha256().digest(Files.readAllBytes(file)));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private SimulationArchive archive(long planes, List<Long> keys, SpikeFormat format) {
    return new SimulationArchive(folder, CAMERA, new RecordingPlan(planes, keys, format));
  }

  /** The digests hold on every platform; a change of them changes every recording made so far. */
  @Test
  void writesTheSameBytesForTheSameSeed() throws IOException {
    archive(30, List.of(15L), SpikeFormat.DAT).write(List.of(leaves(64, 48)), 1, 1, r -> {});
    assertThat(files())
        .containsExactly(
            "gt/dead-leaves_part1_key_id16.png",
            "input/dead-leaves_part1_key_id16.dat",
            "simulation.json");
    assertThat(sha256(folder.resolve("input/dead-leaves_part1_key_id16.dat")))
        .isEqualTo("4806c06baab2ef003213bf3017a1ece26f4510f5f2a0f5b2b8fc3e5d44b27f78");
    assertThat(sha256(folder.resolve("gt/dead-leaves_part1_key_id16.png")))
        .isEqualTo("07f685d01fa1bca195785a286a5074502466d9c1a32bd8e994ac0cae7fe42d81");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenCanBeReadBack(SpikeFormat format) throws IOException {
    Scene scene = leaves(40, 32).open(78);
    SimulatedRecording written =
        archive(20, List.of(10L), format).write(List.of(leaves(40, 32)), 2, 77, r -> {}).get(1);
    assertThat(written.part()).isEqualTo(2);
    assertThat(written.seed()).isEqualTo(78);
    String expected = Spikes.sha256(new SpikeSimulator(CAMERA, 78).record(scene, 20));
    SpikeLayout layout = SpikeLayout.of(32, 40);
    assertThat(Spikes.sha256(Spikes.readAll(written.file(), layout))).isEqualTo(expected);
    assertThat(written.sha256()).isEqualTo(sha256(written.file()));
    assertThat(written.spikes()).isEqualTo(Spikes.count(Spikes.readAll(written.file(), layout)));
    assertThat(written.rate()).isEqualTo(written.spikes() / (20.0 * 40 * 32));
  }

  @Test
  void labelsUhsrArchivesWithTheNumberOfTheirScene() throws IOException {
    SimulatedRecording written =
        archive(8, List.of(4L), SpikeFormat.UHSR)
            .write(List.of(ProceduralScene.FAN.source(20, 20, 1), leaves(20, 20)), 1, 1, r -> {})
            .get(1);
    try (SpikeRecording recording =
        SpikeRecordings.open(FileByteSource.open(written.file()), null, SpikeLayout.UNKNOWN)) {
      assertThat(recording.header().format()).isEqualTo(SpikeFormat.UHSR);
      assertThat(recording.header().label()).hasValue(1);
      assertThat(recording.header().labelName()).hasValue("dead-leaves_part1_key_id5");
    }
  }

  @Test
  void eachKeyFrameHasItsGroundTruth() throws IOException {
    archive(41, List.of(6L, 13L, 20L, 27L, 34L), SpikeFormat.DAT)
        .write(List.of(leaves(64, 48)), 1, 5, r -> {});
    assertThat(files())
        .containsExactly(
            "gt/dead-leaves_part1_key_id14.png",
            "gt/dead-leaves_part1_key_id21.png",
            "gt/dead-leaves_part1_key_id28.png",
            "gt/dead-leaves_part1_key_id35.png",
            "gt/dead-leaves_part1_key_id7.png",
            "input/dead-leaves_part1_key_id21.dat",
            "simulation.json");
    GrayImage truth = new SpikeSimulator(CAMERA, 5).groundTruth(leaves(64, 48).open(5), 27);
    GrayImage read =
        Pictures.read(folder.resolve("gt/dead-leaves_part1_key_id28.png"), GreyRule.OPENCV);
    for (int i = 0; i < truth.pixels().length; i++) {
      assertThat(read.pixels()[i]).isEqualTo(Math.round(255 * truth.pixels()[i]) / 255f);
    }
  }

  /** YAML reads every JSON document. */
  @Test
  void theManifestTellsHowToMakeTheArchiveAgain() throws IOException {
    archive(30, List.of(15L), SpikeFormat.DAT).write(List.of(leaves(64, 48)), 1, 9, r -> {});
    assertThat(new Yaml().<Object>load(Files.readString(folder.resolve("simulation.json"))))
        .isEqualTo(
            new Yaml()
                .<Object>load(
                    """
                    madeBy: spikelake simulate
                    manifestVersion: 1
                    format: dat
                    planes: 30
                    camera:
                      whiteRate: 0.6
                      threshold: 1.0
                      gain: 0.6
                      reset: subtract
                      start: uniform
                      readoutHz: 20000.0
                      photonsAtWhite: 0.0
                      darkCharge: 0.0
                      darkDeviation: 0.0
                      gainDeviation: 0.0
                    groundTruth: noise-free luminance at the instant keyFrame / readoutHz, as 8-bit
                      grey; keyFrame counts from 0, the number in a file name from 1
                    recordings:
                      - file: input/dead-leaves_part1_key_id16.dat
                        sha256: %s
                        height: 48
                        width: 64
                        spikes: %d
                        seed: 9
                        scene: {scene: dead-leaves, seed: 9, pixelsPerSecond: 230.4}
                        groundTruth:
                          - file: gt/dead-leaves_part1_key_id16.png
                            keyFrame: 15
                            sha256: %s
                    """
                        .formatted(
                            sha256(folder.resolve("input/dead-leaves_part1_key_id16.dat")),
                            Spikes.count(
                                new SpikeSimulator(CAMERA, 9).record(leaves(64, 48).open(9), 30)),
                            sha256(folder.resolve("gt/dead-leaves_part1_key_id16.png")))));
  }

  @Test
  void refusesBeforeItWrites() throws IOException {
    SimulationArchive archive = archive(30, List.of(15L), SpikeFormat.DAT);
    SceneSource source = leaves(64, 48);
    assertThatThrownBy(() -> archive.write(List.of(), 1, 1, r -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 scenes with 1 recordings each; expected at least one of both");
    assertThatThrownBy(() -> archive.write(List.of(source, source), 1, 1, r -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Two scenes have the name dead-leaves, which would name their files; ask for one of"
                + " them");
    assertThatThrownBy(() -> archive.write(List.of(leaves(19, 17)), 1, 1, r -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A plane of 17x19 (height x width) has 323 pixels, which is no multiple of 8 and has"
                + " no agreed form as .dat; change a side or use another format");
    assertThat(files()).isEmpty();
    assertThat(archive.hasRecordings()).isFalse();
    archive.write(List.of(source), 1, 1, r -> {});
    assertThat(archive.hasRecordings()).isTrue();
  }

  @Test
  void refusesImpossiblePlans() {
    assertThatThrownBy(() -> new RecordingPlan(0, List.of(0L), SpikeFormat.DAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 planes per recording; expected 1 or more");
    assertThatThrownBy(() -> new RecordingPlan(5, List.of(), SpikeFormat.DAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No key frame; expected at least one");
    for (List<Long> keys : List.of(List.of(5L), List.of(-1L), List.of(2L, 2L), List.of(3L, 1L))) {
      assertThatThrownBy(() -> new RecordingPlan(5, keys, SpikeFormat.DAT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Key frames %s, counted from 0, do not ascend within 0..4".formatted(keys));
    }
  }
}
