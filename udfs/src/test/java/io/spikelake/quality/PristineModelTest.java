package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.testing.SharedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PristineModelTest {

  @Test
  void readsTheLiveModelFromItsMatlabFile() {
    PristineModel model = PristineModel.readLive(file("live.mat", LiveModel.mat()));
    assertThat(model.mean()[0]).isEqualTo(2.6013136801541448);
    assertThat(model.digest()).isEqualTo(PristineModel.LIVE_DIGEST);
  }

  @Test
  void readsTheSameNumbersFromCsv() throws IOException {
    byte[] mean = Files.readAllBytes(SharedFiles.require("iqa/niqe_model/niqe_mu.csv"));
    byte[] covariance = Files.readAllBytes(SharedFiles.require("iqa/niqe_model/niqe_cov.csv"));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(mean);
    joined.write(covariance);
    PristineModel live = PristineModel.readLive(file("live.mat", LiveModel.mat()));
    assertThat(PristineModel.readLive(file("live.csv", joined.toByteArray()))).isEqualTo(live);
    ModelFile meanFile = new ModelFile("niqe_mu.csv", mean);
    ModelFile covarianceFile = new ModelFile("niqe_cov.csv", covariance);
    assertThat(PristineModel.readLive(List.of(meanFile, covarianceFile))).isEqualTo(live);
    assertThat(PristineModel.readLive(List.of(covarianceFile, meanFile))).isEqualTo(live);
    assertThatThrownBy(() -> PristineModel.read(List.of(meanFile)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "niqe_mu.csv is not a NIQE model: 36 numbers; expected 36 means and a 36x36 covariance,"
                + " in one file or in two");
    assertThatThrownBy(() -> PristineModel.read(List.of(meanFile, meanFile)))
        .hasMessageStartingWith("niqe_mu.csv with niqe_mu.csv is not a NIQE model: 72 numbers");
  }

  @Test
  void refusesAnotherModelUnderTheNameOfLive() {
    PristineModel model = model(1);
    byte[] text = PristineModelFiles.write(model, List.of()).getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> PristineModel.readLive(file("mine.txt", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mine.txt is not the LIVE model: its numbers have digest %s, the LIVE model has %s;"
                    .formatted(model.digest(), PristineModel.LIVE_DIGEST)
                + " to score with your own model give it with --model niqe/own=PATH");
  }

  @Test
  void readsWhatItWrites() {
    PristineModel model = model(Math.PI);
    String text = PristineModelFiles.write(model, List.of("Two lines", "of provenance"));
    assertThat(text)
        .startsWith("# SpikeLake NIQE pristine model, format 1\n# Two lines\n# of provenance\n");
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(PristineModel.read(file("x", bytes))).isEqualTo(model);
    String windows = text.replace("\n", "\r\n");
    assertThat(PristineModel.read(file("x", windows.getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(model);
  }

  /** scipy 1.17.1: {@code savemat(..., do_compression=True)}, a text variable beside the model. */
  @Test
  void readsCompressedVariablesUnderTheNamesOfTheLiveRelease() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("pristine-scipy-compressed.mat")) {
      assertThat(PristineModel.read(file("scipy.mat", in.readAllBytes()))).isEqualTo(quarters());
    }
  }

  /** MATLAB stores doubles that are whole in fewer bytes, and short names inside the tag. */
  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void readsNarrowedNumbersInEitherByteOrder(String order) {
    double[] mean = new double[36];
    Arrays.setAll(mean, i -> i - 18);
    double[] covariance = new double[36 * 36];
    for (int i = 0; i < 36; i++) {
      covariance[i * 37] = 10 + i;
    }
    byte[] file =
        matFile(
            order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
            mean,
            covariance);
    assertThat(PristineModel.read(file("narrow.mat", file)))
        .isEqualTo(new PristineModel(mean, covariance));
  }

  @Test
  void namesWhatIsWrongWithAFile() {
    byte[] mat = matFile(ByteOrder.LITTLE_ENDIAN, new double[36], new double[36 * 36]);
    assertThatThrownBy(() -> PristineModel.read(file("cut.mat", Arrays.copyOf(mat, 700))))
        .hasMessage("cut.mat is not a NIQE model: the MATLAB file is cut short or damaged");
    assertThatThrownBy(() -> PristineModel.read(file("empty.mat", Arrays.copyOf(mat, 128))))
        .hasMessage("empty.mat is not a NIQE model: no array pop_mu or mu_prisparam; it has []");
    assertThatThrownBy(() -> read("MATLAB 7.3 MAT-file, Platform"))
        .hasMessageContaining("the header says 'MATLAB 7.3 MAT-file'")
        .hasMessageContaining("save with -v7");
    assertThatThrownBy(() -> read("1, 2, three"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "it is not a NIQE model: 'three' is not a number; expected a MATLAB level 5 file,"
                + " SpikeLake text or csv");
    assertThatThrownBy(() -> read("")).hasMessageContaining("'' is not a number");
    String text = PristineModelFiles.write(model(1), List.of());
    assertThatThrownBy(() -> read(text + "\n1"))
        .hasMessageContaining("703 numbers; expected 36 means and 666 of the lower triangle");
  }

  @Test
  void refusesNumbersThatAreNoModel() {
    double[] covariance = new double[36 * 36];
    assertThatThrownBy(() -> new PristineModel(new double[35], covariance))
        .hasMessage(
            "A NIQE model has 36 means and a 36x36 covariance, not 35 means and 1296"
                + " covariances");
    double[] mean = new double[36];
    mean[7] = Double.NaN;
    assertThatThrownBy(() -> new PristineModel(mean, covariance))
        .hasMessage("Number 7 of the mean of a NIQE model is NaN");
    covariance[1] = 3;
    assertThatThrownBy(() -> new PristineModel(new double[36], covariance))
        .hasMessage("The covariance of a NIQE model is not symmetric: 0.0 at (1, 0), 3.0 across");
  }

  @Test
  void cannotBeChanged() {
    double[] mean = new double[36];
    PristineModel model = new PristineModel(mean, new double[36 * 36]);
    String digest = model.digest();
    mean[0] = 1;
    model.mean()[0] = 1;
    model.covariance()[0] = 1;
    assertThat(model.digest()).isEqualTo(digest);
  }

  static PristineModel model(double scale) {
    double[] mean = new double[36];
    Arrays.setAll(mean, i -> scale * Math.sin(i));
    double[] covariance = new double[36 * 36];
    for (int i = 0; i < 36; i++) {
      for (int j = 0; j < 36; j++) {
        covariance[i * 36 + j] = scale * (i == j ? 40 : Math.cos(i + j));
      }
    }
    return new PristineModel(mean, covariance);
  }

  private static PristineModel quarters() {
    double[] mean = new double[36];
    double[] covariance = new double[36 * 36];
    for (int i = 0; i < 36; i++) {
      mean[i] = (i + 1) / 4.0;
      covariance[i * 37] = (i + 1) / 8.0;
    }
    return new PristineModel(mean, covariance);
  }

  private static List<ModelFile> file(String name, byte[] content) {
    return List.of(new ModelFile(name, content));
  }

  private static PristineModel read(String text) {
    return PristineModel.read(file("it", text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static byte[] matFile(ByteOrder order, double[] mean, double[] covariance) {
    ByteBuffer out = ByteBuffer.allocate(8192).order(order);
    out.put(Arrays.copyOf("MATLAB 5.0 MAT-file, test".getBytes(StandardCharsets.US_ASCII), 124));
    out.putShort((short) 0x0100).putShort((short) ('M' << 8 | 'I'));
    putMatrix(out, "pop_mu", 1, mean);
    putMatrix(out, "pop_cov", 36, covariance);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** A double matrix stored as signed bytes; the name goes in as a normal element. */
  private static void putMatrix(ByteBuffer out, String name, int rows, double[] values) {
    int start = out.position();
    out.putInt(14).putInt(0);
    out.putInt(6).putInt(8).putInt(6).putInt(0);
    out.putInt(5).putInt(8).putInt(rows).putInt(values.length / rows);
    out.putInt(1).putInt(name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
    pad(out, start);
    out.putInt(1).putInt(values.length);
    for (double value : values) {
      out.put((byte) value);
    }
    pad(out, start);
    out.putInt(start + 4, out.position() - start - 8);
  }

  private static void pad(ByteBuffer out, int start) {
    while ((out.position() - start) % 8 != 0) {
      out.put((byte) 0);
    }
  }
}
