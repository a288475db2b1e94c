package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ScoreImagesTest {

  /** The part of {@code score} that scores pictures. */
  @Command(name = "score")
  private static final class Score implements Callable<Integer> {
    @Mixin ImageOptions images;
    @Mixin ModelOptions models;

    @Option(names = "--metrics", split = ",", defaultValue = "niqe,brisque,piqe")
    List<String> metrics;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Exception failure;

    @Override
    public Integer call() throws Exception {
      return ScoreImages.run(
          images, metrics, models.load(), new PrintWriter(out), new PrintWriter(err));
    }

    Score run(String... arguments) throws Exception {
      CommandLine command = new CommandLine(this);
      command.setCaseInsensitiveEnumValuesAllowed(true);
      command.setExecutionExceptionHandler(
          (e, c, parsed) -> {
            failure = e;
            return 1;
          });
      int code = command.execute(arguments);
      if (failure != null) {
        throw failure;
      }
      assertThat(code).isZero();
      return this;
    }

    String out() {
      return out.toString().replace(System.lineSeparator(), "\n");
    }

    JsonNode rows() throws IOException {
      return new ObjectMapper().readTree(out.toString());
    }
  }

  @TempDir Path folder;

  @BeforeEach
  void writePictures() throws IOException {
    Pictures.writePng(
        texture(200, 1f), Files.createDirectories(folder.resolve("out")).resolve("a.png"));
    Pictures.writePng(texture(200, 0.5f), folder.resolve("out/b.png"));
    Files.writeString(folder.resolve("out/broken.png"), "no picture");
    Pictures.writePng(
        texture(200, 0.9f), Files.createDirectories(folder.resolve("gt")).resolve("a.png"));
    Pictures.writePng(texture(100, 0.9f), folder.resolve("gt/b.png"));
  }

  @Test
  void scoresEveryPictureWithTheKernelsOfTheLibrary() throws Exception {
    JsonNode rows =
        score(
                "--images",
                folder + "/out/?.png",
                "--format",
                "json",
                "--metrics",
                "piqe,brisque/opencv")
            .rows();
    assertThat(rows).hasSize(4);
    int row = 0;
    for (String name : List.of("a.png", "b.png")) {
      for (String metric : List.of("piqe/matlab@1", "brisque/opencv@1")) {
        JsonNode cells = rows.get(row++);
        GrayImage image = Pictures.read(folder.resolve("out/" + name), GreyRule.MATLAB);
        QualityModels models = QualityModels.bundled();
        double expected =
            QualityMetrics.create(QualityMetrics.resolve(metric, models), models)
                .score(image, null)
                .score();
        assertThat(cells.get("image").asText()).endsWith("/out/" + name);
        assertThat(cells.get("metric").asText()).isEqualTo(metric);
        assertThat(cells.get("status").asText()).isEqualTo("ok");
        assertThat(cells.get("score").asDouble()).isEqualTo(expected);
        assertThat(cells.get("width").asInt()).isEqualTo(200);
        assertThat(cells.get("message").asText()).isEmpty();
      }
    }
  }

  @Test
  void givesTheSameRowsFromAnyNumberOfThreads() throws Exception {
    String one =
        score("--images", folder + "/out/*.png", "--threads", "1", "--format", "csv").out();
    String four =
        score("--images", folder + "/out/*.png", "--threads", "4", "--format", "csv").out();
    assertThat(four).isEqualTo(one);
    assertThat(one.lines()).hasSize(1 + 3 * 3);
  }

  @Test
  void givesAnUnreadablePictureARowAndGoesOn() throws Exception {
    Score score = score("--images", folder + "/out", "--format", "csv", "--metrics", "piqe");
    assertThat(score.out.toString().lines())
        .anyMatch(line -> line.contains("/out/b.png,200,200,piqe/matlab@1,"))
        .anyMatch(line -> line.contains("/out/broken.png,0,0,piqe/matlab@1,,unreadable,,0,"));
    assertThat(score.err.toString())
        .startsWith("spikelake: Cannot read picture " + folder.resolve("out/broken.png"));
  }

  @Test
  void printsATableWithStatusesInPlaceOfScores() throws Exception {
    List<String> lines =
        score("--images", folder + "/out", "--metrics", "piqe,brisque").out().lines().toList();
    assertThat(lines.get(0)).matches("image +size +flat +piqe/matlab@1 +brisque/opencv@1");
    assertThat(lines.get(1))
        .matches(".*/out/a\\.png +200x200 +0\\.\\d{4} +\\d+\\.\\d{4} +\\d+\\.\\d{4}");
    assertThat(lines.get(3)).matches(".*/out/broken\\.png +- +- +unreadable +unreadable");
  }

  @Test
  void findsReferencesByNameWithoutEnding() throws Exception {
    Score score =
        score(
            "--images",
            folder + "/out/*.png",
            "--reference",
            folder + "/gt",
            "--format",
            "json",
            "--metrics",
            "psnr");
    JsonNode rows = score.rows();
    assertThat(rows.get(0).get("status").asText()).isEqualTo("ok");
    assertThat(rows.get(0).get("score").asDouble()).isBetween(20.0, 40.0);
    assertThat(rows.get(1).get("status").asText()).isEqualTo("size_mismatch");
    Files.delete(folder.resolve("gt/b.png"));
    Files.writeString(folder.resolve("gt/a.png"), "no picture");
    rows =
        score(
                "--images",
                folder + "/out/?.png",
                "--reference",
                folder + "/gt",
                "--format",
                "json",
                "--metrics",
                "psnr")
            .rows();
    assertThat(rows.get(0).get("status").asText()).isEqualTo("reference_unreadable");
    assertThat(rows.get(0).get("message").asText()).contains("gt/a.png");
    assertThat(rows.get(1).get("status").asText()).isEqualTo("no_reference");
  }

  @Test
  void leavesOutMetricsThatNeedAReferenceWhereThereIsNone() throws Exception {
    Score score =
        score("--images", folder + "/out/a.png", "--metrics", "psnr,piqe", "--format", "csv");
    assertThat(score.out.toString().lines()).hasSize(2);
    assertThat(score.err.toString()).contains("left out psnr/").contains("needs --reference");
    assertThatThrownBy(() -> score("--images", folder + "/out/a.png", "--metrics", "psnr"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No metric is left of [psnr]; name one that needs no reference, or give --reference");
  }

  @Test
  void refusesAmbiguousReferencesAndBadNumbers() throws Exception {
    Files.copy(folder.resolve("gt/a.png"), folder.resolve("gt/a.bmp"));
    assertThatThrownBy(
            () -> score("--images", folder + "/out/a.png", "--reference", folder + "/gt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--reference has two pictures named 'a': ");
    assertThatThrownBy(() -> score("--images", folder + "/out/a.png", "--threads", "0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--threads must be 1 or more: 0");
    assertThatThrownBy(() -> score("--images", folder + "/none/*.png"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--images '" + folder + "/none/*.png' matches no picture");
  }

  @Test
  void reproducesTheAnchorWithTheLiveModels() throws Exception {
    Path iqa = SharedFiles.require("iqa");
    JsonNode rows =
        score(
                "--images", iqa + "/images/dist_dir/I04.bmp",
                "--model", "niqe/live=" + iqa.resolve("niqe_model/niqe_image_params.mat"),
                "--model", "brisque/live=" + iqa.resolve("brisque_live_model/allmodel"),
                "--format", "json")
            .rows();
    assertThat(rows.get(0).get("metric").asText()).isEqualTo("niqe/live@2");
    assertThat(rows.get(0).get("score").asDouble()).isCloseTo(3.654921523538, within(1e-6));
    assertThat(rows.get(1).get("metric").asText()).isEqualTo("brisque/live@2");
    assertThat(rows.get(1).get("score").asDouble()).isCloseTo(-0.1071760631, within(1e-5));
    assertThat(rows.get(2).get("score").asDouble()).isCloseTo(21.62438429, within(1e-6));
  }

  private Score score(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    // Not the models that whoever runs the tests has installed.
    all[arguments.length] = "--model-dir";
    all[arguments.length + 1] = folder.resolve("models").toString();
    return new Score().run(all);
  }

  private static GrayImage texture(int side, float brightness) {
    float[] pixels = new float[side * side];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % side;
      int y = i / side;
      pixels[i] = brightness * ((x * y * 7 % 61 + (x * 13 + y * 29) % 37 + 100) / 255f);
    }
    return new GrayImage(side, side, pixels);
  }
}
