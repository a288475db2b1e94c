package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FitNiqeTest {

  private static final long SEED = 5;

  /**
   * The tolerance leaves room for another JPEG decoder: the standard allows them to differ by one
   * level, the one in the JDK has not changed for years.
   */
  @Test
  void refitsTheBundledModelFromTheFirstHalfOfItsCorpus() {
    FitNiqe fit = new FitNiqe(96, 0.75);
    photographs().subList(0, 100).forEach(file -> fit.add(read(file)));
    PristineModel bundled =
        QualityModels.bundled().require(ModelSlot.NIQE_SPIKELAKE, PristineModel.class);
    assertThat(fit.images()).isEqualTo(100);
    assertThat(fit.patches()).isEqualTo(407);
    assertThat(fit.fit().mean()).containsExactly(bundled.mean(), within(1e-9));
    assertThat(fit.fit().covariance()).containsExactly(bundled.covariance(), within(1e-9));
  }

  @Test
  void theBundledModelPrefersUnseenPhotographsToTheirDistortions() {
    System.out.println("Seed " + SEED);
    Random random = new Random(SEED);
    QualityModels models = QualityModels.bundled();
    QualityMetric niqe =
        QualityMetrics.create(QualityMetrics.resolve("niqe/spikelake", models), models);
    List<Path> unseen = photographs().subList(100, 200);
    int images = 0;
    int blurredIsWorse = 0;
    int noisyIsWorse = 0;
    for (int i = 0; i < unseen.size(); i += 4) {
      GrayImage image = read(unseen.get(i));
      double score = niqe.score(image, null).score();
      images++;
      blurredIsWorse += niqe.score(blurred(image), null).score() > score ? 1 : 0;
      noisyIsWorse += niqe.score(noisy(image, random), null).score() > score ? 1 : 0;
    }
    assertThat(images).isEqualTo(25);
    assertThat(blurredIsWorse).isGreaterThanOrEqualTo(23);
    assertThat(noisyIsWorse).isGreaterThanOrEqualTo(23);
  }

  /** Left half texture, right half the same at a tenth of the contrast. */
  @Test
  void keepsSharpPatchesOnly() {
    float[] pixels = QualityMetricContract.texture(400, 200, 11).pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      if (i % 400 >= 192) {
        pixels[i] = 0.5f + (pixels[i] - 0.5f) / 10;
      }
    }
    GrayImage image = new GrayImage(400, 200, pixels);
    FitNiqe strict = new FitNiqe(96, 0.75);
    assertThat(strict.add(image)).isEqualTo(4);
    FitNiqe all = new FitNiqe(96, 0);
    assertThat(all.add(image)).isEqualTo(8);
    assertThat(all.images()).isEqualTo(1);
    assertThat(all.add(QualityMetricContract.texture(95, 300, 1))).isZero();
    assertThat(all.images()).isEqualTo(1);
  }

  @Test
  void writesAModelThatReadsBackAndTellsWhatItIsMadeOf() {
    FitNiqe fit = new FitNiqe(96, 0.5);
    fit.add(QualityMetricContract.texture(300, 200, 12));
    String text = fit.text(List.of("Corpus: waves"));
    assertThat(text)
        .contains(
            "# Corpus: waves\n",
            "# 6 patches of 96x96 from 1 images, sharpness above 0.5 of the sharpest patch");
    assertThat(
            PristineModel.read(
                List.of(new ModelFile("own", text.getBytes(StandardCharsets.US_ASCII)))))
        .isEqualTo(fit.fit());
  }

  @Test
  void refusesWhatGivesNoModel() {
    FitNiqe fit = new FitNiqe(96, 0.75);
    assertThatThrownBy(fit::fit)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A model needs at least 2 usable patches of 96x96, there are 0; give more or larger"
                + " images");
    fit.add(QualityMetricContract.texture(96, 96, 1));
    assertThatThrownBy(fit::fit).hasMessageContaining("there are 1");
    float[] bad = new float[96 * 96];
    Arrays.fill(bad, Float.NaN);
    assertThatThrownBy(() -> fit.add(new GrayImage(96, 96, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A pixel of a pristine image is not finite");
    assertThatThrownBy(() -> new FitNiqe(95, 0.75))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The side of a patch must be even and at least 8: 95");
    assertThatThrownBy(() -> new FitNiqe(96, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The sharpness threshold is a share of the maximum, 0 or more and below 1: 1.0");
  }

  private static List<Path> photographs() {
    try (Stream<Path> files = Files.list(SharedFiles.require("pristine"))) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GrayImage read(Path file) {
    return CalibrationImages.read(file, CalibrationImages.MATLAB);
  }

  /** Mean of 3x3 pixels, twice. */
  private static GrayImage blurred(GrayImage image) {
    return boxed(boxed(image));
  }

  private static GrayImage boxed(GrayImage image) {
    int width = image.width();
    int height = image.height();
    float[] pixels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            sum +=
                image.at(
                    Math.min(Math.max(x + dx, 0), width - 1),
                    Math.min(Math.max(y + dy, 0), height - 1));
          }
        }
        pixels[y * width + x] = sum / 9;
      }
    }
    return new GrayImage(width, height, pixels);
  }

  private static GrayImage noisy(GrayImage image, Random random) {
    float[] pixels = image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += (float) (0.08 * random.nextGaussian());
    }
    return new GrayImage(image.width(), image.height(), pixels);
  }
}
