package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

class SimulateCommandTest {

  @TempDir Path folder;

  /** Runs the command and gives what it printed. */
  private static String simulate(String... args) throws IOException {
    SimulateCommand command = new SimulateCommand();
    StringWriter printed = new StringWriter();
    CommandLine line = new CommandLine(command).setOut(new PrintWriter(printed));
    line.setOverwrittenOptionsAllowed(true).parseArgs(args);
    assertThat(command.call()).isZero();
    return printed.toString();
  }

  private String[] small(String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--out", out().toString(), "--height", "32", "--width", "48"));
    args.addAll(List.of("--planes", "12"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private Path out() {
    return folder.resolve("out");
  }

  private List<String> written(String subfolder) throws IOException {
    try (Stream<Path> files = Files.list(out().resolve(subfolder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path grey(String name, int width, int height, int level) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, level);
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void makesAllScenesByDefault() throws IOException {
    String printed = simulate(small("--count", "2"));
    assertThat(written("input"))
        .containsExactly(
            "chart_part1_key_id7.dat",
            "chart_part2_key_id7.dat",
            "dead-leaves_part1_key_id7.dat",
            "dead-leaves_part2_key_id7.dat",
            "fan_part1_key_id7.dat",
            "fan_part2_key_id7.dat",
            "shapes_part1_key_id7.dat",
            "shapes_part2_key_id7.dat");
    assertThat(written("gt")).hasSize(8).contains("fan_part2_key_id7.png");
    assertThat(Files.size(out().resolve("input/fan_part1_key_id7.dat")))
        .isEqualTo(12 * 32 * 48 / 8);
    assertThat(printed.lines())
        .hasSize(10)
        .contains(
            "8 recordings with ground truth in %s; white fires 0.6 times per plane at 20000.0 Hz"
                .formatted(out()));
    assertThat(printed.lines().skip(1).findFirst().orElseThrow())
        .matches("dead-leaves +12 +0\\.\\d{4}  .*dead-leaves_part1_key_id7\\.dat");
  }

  @Test
  void aPartIsTheFirstPartOfItsOwnSeed() throws IOException {
    simulate(small("--scene", "shapes", "--count", "2", "--seed", "5"));
    byte[] second = Files.readAllBytes(out().resolve("input/shapes_part2_key_id7.dat"));
    simulate(small("--scene", "shapes", "--seed", "6", "--overwrite"));
    assertThat(out().resolve("input/shapes_part1_key_id7.dat")).hasBinaryContent(second);
  }

  @Test
  void takesCameraOptions() throws IOException {
    String printed =
        simulate(
            small(
                "--scene=fan",
                "--preset=spike-zoo",
                "--gain=0.5",
                "--reset=zero",
                "--start=zero",
                "--readout=40000",
                "--photon-noise=30",
                "--dark-current=0.01",
                "--dark-noise=0.02",
                "--gain-spread=0.03",
                "--format=uhsr",
                "--key-frames=3,6,9"));
    assertThat(printed).contains("white fires 0.25 times per plane at 40000.0 Hz");
    assertThat(written("input")).containsExactly("fan_part1_key_id7.npz");
    assertThat(written("gt"))
        .containsExactly(
            "fan_part1_key_id10.png", "fan_part1_key_id4.png", "fan_part1_key_id7.png");
    assertThat(Files.readString(out().resolve("simulation.json")))
        .contains(
            "\"threshold\": 2.0",
            "\"gain\": 0.5",
            "\"reset\": \"zero\"",
            "\"start\": \"zero\"",
            "\"photonsAtWhite\": 30.0",
            "\"darkCharge\": 0.01",
            "\"darkDeviation\": 0.02",
            "\"gainDeviation\": 0.03");
  }

  @Test
  void recordsImagesOneAPlane() throws IOException {
    for (int i = 0; i < 4; i++) {
      grey("frames/%d.png".formatted(i), 10, 8, 50 * i);
    }
    simulate(
        "--out",
        out().toString(),
        "--images",
        folder.resolve("frames").toString(),
        "--planes",
        "4");
    GrayImage truth = Pictures.read(out().resolve("gt/frames_part1_key_id3.png"), GreyRule.OPENCV);
    assertThat(truth.width()).isEqualTo(10);
    assertThat(truth.pixels()).containsOnly(100 / 255f);
  }

  @Test
  void blendsImagesUpToTheReadoutRate() throws IOException {
    grey("frames/0.png", 10, 8, 0);
    grey("frames/1.png", 10, 8, 200);
    simulate(
        "--out=" + out(),
        "--images=" + folder.resolve("frames"),
        "--fps=1000",
        "--between=linear",
        "--planes=20",
        "--key-frames=5");
    GrayImage truth = Pictures.read(out().resolve("gt/frames_part1_key_id6.png"), GreyRule.OPENCV);
    assertThat(truth.pixels()).containsOnly(50 / 255f);
  }

  @Test
  void recordsAPhoto() throws IOException {
    Path photo = grey("wall.png", 100, 80, 77);
    simulate(small("--photo=" + photo, "--pan-x=500", "--turn=2", "--zoom=1.5", "--shake=1"));
    GrayImage truth = Pictures.read(out().resolve("gt/wall_part1_key_id7.png"), GreyRule.OPENCV);
    assertThat(truth.width()).isEqualTo(48);
    assertThat(truth.pixels()).containsOnly(77 / 255f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--scene=sea | Unknown scene 'sea'; there are dead-leaves, shapes, chart, fan",
        "--preset=x | Unknown camera preset 'x'; there are spike-reds, spike-zoo, spikingsim",
        "--reset=half | --reset half: expected subtract or zero",
        "--start=full | --start full: expected uniform or zero",
        "--threshold=0 | Camera threshold is 0.0; expected a positive number",
        "--readout=-1 | Camera readout rate is -1.0; expected a positive number",
        "--dark-noise=-1 | Noise parameter darkDeviation is -1.0; expected a number of 0 or more",
        "--planes=0 | 0 planes per recording; expected 1 or more",
        "--count=0 | 4 scenes with 0 recordings each; expected at least one of both",
        "--key-frames=12 | Key frames [12], counted from 0, do not ascend within 0..11",
        "--height=8 | Scene dead-leaves at 8x48 (height x width): both sides must be 16 or more",
        "--height=33 --width=49 | A plane of 33x49 (height x width) has 1617 pixels",
        "--format=avi | Unknown format 'avi'; expected one of dat, uhsr, time-packed, arr0, npy",
        "--images=nowhere | --images nowhere is no folder",
        "--photo=nowhere.png | --photo nowhere.png is no file",
      })
  void refusesBeforeItWrites(String options, String message) {
    List<String> args = new ArrayList<>(List.of(small()));
    args.addAll(List.of(options.split(" ")));
    assertThatThrownBy(() -> simulate(args.toArray(String[]::new)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
    assertThat(out()).doesNotExist();
  }

  @Test
  void refusesAFolderWithRecordings() throws IOException {
    simulate(small("--scene", "fan"));
    assertThatThrownBy(() -> simulate(small("--scene", "fan")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--out %s has recordings already; give another folder, or --overwrite"
                .formatted(out()));
    assertThat(simulate(small("--scene", "fan", "--overwrite"))).contains("fan_part1_key_id7.dat");
  }

  @Test
  void refusesOptionsOfTwoKinds() throws IOException {
    String photo = "--photo=" + grey("wall.png", 100, 80, 77);
    assertThatThrownBy(() -> simulate(small(photo, "--scene=fan")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Scenes, --images and --photo exclude each other; give options of one kind only");
    assertThatThrownBy(() -> simulate(small("--fps=3")))
        .isInstanceOf(MissingParameterException.class)
        .hasMessageContaining("--images");
  }

  @Test
  void everyOptionIsDescribed() {
    CommandLine line = new CommandLine(new SimulateCommand());
    assertThat(line.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    assertThat(line.getUsageMessage()).contains("--photo", "--fps", "--gain-spread", "spike-zoo");
  }
}
