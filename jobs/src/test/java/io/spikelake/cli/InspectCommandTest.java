package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeStream;
import io.spikelake.spike.SpikeWriter;
import io.spikelake.spike.SpikeWriters;
import io.spikelake.testing.SharedFiles;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class InspectCommandTest {

  @TempDir private Path folder;

  private static String inspect(Object... arguments) throws Exception {
    InspectCommand command = new InspectCommand();
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command).setOut(new PrintWriter(out));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    line.parseArgs(texts);
    assertThat(command.call()).isZero();
    return out.toString();
  }

  /** Numbers: the README of ../shared/spikes, and numpy 2.4.6. */
  @Test
  void describesASimulatedRecording() throws Exception {
    Path file = SharedFiles.require("spikes/data.dat");
    assertThat(inspect(file, "--height", 250, "--width", 400))
        .isEqualToNormalizingNewlines(
            """
            file             %s
            format           dat, splittable
            geometry         250 x 400 (height x width)
            planes           301
            label            none
            file bytes       3762500
            spikes           8658838
            mean rate        0.287669 spikes per pixel and plane
            first plane      0.279780
            key frame        0.287320, plane 150
            lowest plane     0.278290
            highest plane    0.298870
            silent pixels    0
            interval median  3 planes
            interval p95     6 planes
            """
                .formatted(file));
  }

  @Test
  void describesARecordingOfACamera() throws Exception {
    Path file = SharedFiles.require("spikes/uhsr.npz");
    assertThat(inspect(file))
        .isEqualToNormalizingNewlines(
            """
            file             %s
            format           uhsr
            geometry         250 x 250 (height x width)
            planes           200
            label            47 (4144_helicopter.jpg)
            file bytes       561203
            spikes           392297
            mean rate        0.031384 spikes per pixel and plane
            first plane      0.031200
            key frame        0.031360, plane 100
            lowest plane     0.029376
            highest plane    0.033312
            silent pixels    2
            interval median  26 planes
            interval p95     60 planes
            """
                .formatted(file));
  }

  /** SHA-256 of the grey levels, top row first: the same mean and stretch in numpy 2.4.6. */
  @ParameterizedTest
  @CsvSource({
    "data.dat, 150, 400, 250, 144b09dab959d79dc2a4467c914756ce9803f05c39f4f0f3a33932c4b0b0c3f1",
    "data.dat, 5, 400, 250, a530c397f39ff3f5ee6cdbe66c357a3f4df60c276106e30bd0bab229ea81b71f",
    "uhsr.npz, 100, 250, 250, b7b23272d79e71f3fb1eedfcb6f7e55ec178a4665a560d05e28a004b140d83a7"
  })
  void drawsTheMeanAroundTheKeyFrame(String name, int at, int width, int height, String sha256)
      throws Exception {
    Path file = SharedFiles.require("spikes/" + name);
    Path png = folder.resolve("mean.png");
    inspect(file, "--height", height, "--width", width, "--at", at, "--png", png);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    byte[] levels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(levels)))
        .isEqualTo(sha256);
  }

  private Path vidarFile(int bytes) throws Exception {
    return Files.write(folder.resolve("a.dat"), new byte[bytes]);
  }

  @Test
  void saysWhichGeometriesFitWhenNoneIsGiven() throws Exception {
    Path file = vidarFile(125000);
    assertThatThrownBy(() -> inspect(file))
        .isInstanceOfSatisfying(
            MalformedSpikeStreamException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.GEOMETRY_MISSING))
        .hasMessageContaining("give --height and --width")
        .hasMessageContaining(
            "its 125000 bytes would be 10 planes of 250x400 (Vidar, Spike-REDS), 1 planes"
                + " of 1000x1000");
  }

  @Test
  void takesTheLayoutOfADatFileFromOptions() throws Exception {
    SpikeStream stream =
        SpikeStream.ofPacked(new byte[] {0b11, 0, 0, 0b1}, 2, 3, 3, RowOrder.TOP_DOWN, 0);
    Path file = folder.resolve("tiny.dat");
    SpikeLayout layout = new SpikeLayout(3, 3, false, 2, BitPolicy.CONTINUOUS);
    try (SpikeWriter writer = SpikeWriters.dat(Files.newOutputStream(file), layout)) {
      writer.append(stream);
    }
    String report =
        inspect(
            file,
            "--format",
            "dat",
            "--height",
            3,
            "--width",
            3,
            "--flip",
            "false",
            "--head-columns",
            2,
            "--bit-policy",
            "continuous",
            "--at",
            0);
    assertThat(report)
        .contains("planes           2")
        .contains("spikes           3")
        .contains("key frame        0.222222, plane 0")
        .contains("interval median  none, no pixel fired twice");
  }

  @Test
  void namesWhatIsWrongWithTheOptions() throws Exception {
    Path file = vidarFile(12500);
    assertThatThrownBy(() -> inspect(file, "--height", 250, "--width", 400, "--at", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Key frame --at 1: %s has planes 0 to 0".formatted(file));
    assertThatThrownBy(() -> inspect(file, "--height", 250))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give both height and width, or neither");
    assertThatThrownBy(() -> inspect(folder.resolve("none.dat")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No such file: " + folder.resolve("none.dat"));
    assertThatThrownBy(() -> inspect(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder + " is no file; give one recording");
    Path png = folder.resolve("none/mean.png");
    assertThatThrownBy(() -> inspect(file, "--png", png))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No folder for --png %s; make %s first".formatted(png, png.getParent()));
    assertThatThrownBy(() -> inspect(file, "--format", "avi"))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "Invalid value for option '--format': Unknown format 'avi'; expected one of"
                + " dat, uhsr, time-packed, arr0, npy");
    assertThatThrownBy(() -> inspect(file, "--bit-policy", "guess"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("Unknown bit policy 'guess'; expected refuse, continuous or padded");
  }
}
