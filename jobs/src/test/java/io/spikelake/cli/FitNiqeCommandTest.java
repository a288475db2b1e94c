package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.quality.FitNiqe;
import io.spikelake.quality.ModelFile;
import io.spikelake.quality.PristineModel;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class FitNiqeCommandTest {

  @TempDir private Path folder;

  private Path model;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makePictures() throws IOException {
    model = folder.resolve("model.txt");
    for (int i = 0; i < 5; i++) {
      Pictures.writePng(texture(200, 200, i), folder.resolve("p" + i + ".png"));
    }
  }

  @ParameterizedTest
  @CsvSource({"first, 0, 2", "second, 2, 5", "all, 0, 5"})
  void fitsTheHalfThatIsAskedFor(String half, int from, int to) throws Exception {
    fit("--images", folder.toString(), "--out", model.toString(), "--half", half);
    FitNiqe expected = new FitNiqe(96, 0.75);
    for (int i = from; i < to; i++) {
      expected.add(Pictures.read(folder.resolve("p" + i + ".png"), GreyRule.MATLAB));
    }
    assertThat(read()).isEqualTo(expected.fit());
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "%s: %d patches of %d images, model %s\n"
                .formatted(model, expected.patches(), to - from, expected.fit().digest()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void writesWhereTheModelIsFrom() throws Exception {
    fit(
        "--images",
        folder + "/p[0-3].png",
        "--out",
        model.toString(),
        "--half",
        "first",
        "--sharpness",
        "0.5",
        "--corpus",
        "waves");
    try (Stream<String> lines = Files.lines(model)) {
      assertThat(lines.filter(line -> line.startsWith("#")))
          .containsExactly(
              "# SpikeLake NIQE pristine model, format 1",
              "# Corpus: waves",
              "# Images: first half of 4 in the order of their file names",
              "# 8 patches of 96x96 from 2 images, sharpness above 0.5 of the sharpest patch of the"
                  + " image",
              "# Mean of the 36 features, then the lower triangle of their covariance by rows");
    }
  }

  @Test
  void takesHalvesByFileNamesNotByFolders() throws Exception {
    for (String name : List.of("z/1.png", "a/2.png", "m/3.png", "a/4.png")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Pictures.writePng(texture(200, 200, name.charAt(2)), file);
    }
    fit("--images", folder + "/*/*.png", "--out", model.toString(), "--half", "first");
    FitNiqe expected = new FitNiqe(96, 0.75);
    expected.add(Pictures.read(folder.resolve("z/1.png"), GreyRule.MATLAB));
    expected.add(Pictures.read(folder.resolve("a/2.png"), GreyRule.MATLAB));
    assertThat(read()).isEqualTo(expected.fit());
  }

  @Test
  void makesAModelToScoreWith() throws Exception {
    fit("--images", folder.toString(), "--out", model.toString());
    QualityModels models =
        QualityModels.bundled().with("niqe/own", Files.readAllBytes(model), model.toString());
    double score =
        QualityMetrics.create(QualityMetrics.resolve("niqe/own", models), models)
            .score(texture(200, 200, 77), null)
            .score();
    assertThat(score).isBetween(0.0, 20.0);
  }

  @Test
  void warnsOfPicturesThatGiveNothingAndOfAnotherPatch() throws Exception {
    Pictures.writePng(texture(90, 300, 1), folder.resolve("narrow.png"));
    fit("--images", folder.toString(), "--out", model.toString());
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "Warning: no patch of %s was kept\n".formatted(folder.resolve("narrow.png")));
    fit("--images", folder.toString(), "--out", model.toString(), "--patch", "48");
    assertThat(err.toString())
        .contains("Warning: niqe/own scores patches of 96; a model of 48 does not fit it");
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThatThrownBy(() -> fit("--images", folder.toString(), "--out", "x", "--half", "third"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("'third' is none of first, second, all");
    assertThatThrownBy(() -> fit("--images", folder + "/*.gif", "--out", model.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--images '%s/*.gif' matches no picture".formatted(folder));
    assertThatThrownBy(
            () -> fit("--images", folder.toString(), "--out", model.toString(), "--patch", "400"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A model needs at least 2 usable patches of 400x400, there are 0; give more or larger"
                + " images");
    assertThat(model).doesNotExist();
  }

  private void fit(String... arguments) throws Exception {
    FitNiqeCommand command = new FitNiqeCommand();
    new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .parseArgs(arguments);
    assertThat(command.call()).isZero();
  }

  private PristineModel read() throws IOException {
    return PristineModel.read(List.of(new ModelFile(model.toString(), Files.readAllBytes(model))));
  }

  private static GrayImage texture(int width, int height, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[width * height];
    for (int i = 0; i < pixels.length; i++) {
      double wave = Math.sin(i % width / 9.0) * Math.cos(i / width / 7.0);
      pixels[i] = (float) (0.5 + 0.25 * wave + 0.15 * (random.nextDouble() - 0.5));
    }
    return new GrayImage(width, height, pixels);
  }
}
