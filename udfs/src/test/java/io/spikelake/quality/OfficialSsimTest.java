package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.testing.SharedFiles;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ssim/gaussian} gives the authors' MATLAB scores of the calibration images. */
class OfficialSsimTest {

  @ParameterizedTest
  @ValueSource(strings = {"I03", "I04", "I06", "I08", "I19"})
  void isReproducedToEveryPrintedDigit(String name) throws IOException {
    QualityModels models = QualityModels.bundled();
    QualityMetric ssim =
        QualityMetrics.create(QualityMetrics.resolve("ssim/gaussian", models), models);
    MetricResult result = ssim.score(grey("dist_dir/" + name), grey("ref_dir/" + name));
    assertThat(result.score()).isCloseTo(official(name), within(0.5e-4));
  }

  private static double official(String name) throws IOException {
    String row = "dist_dir/%s.bmp,ssim,".formatted(name);
    return Files.readAllLines(SharedFiles.require("iqa/official_scores.csv")).stream()
        .filter(line -> line.startsWith(row))
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[2]))
        .findFirst()
        .orElseThrow();
  }

  /** Grey by MATLAB's rule, which rounds to whole levels. */
  private static GrayImage grey(String name) throws IOException {
    Raster rgb =
        ImageIO.read(SharedFiles.require("iqa/images/" + name + ".bmp").toFile()).getRaster();
    float[] pixels = new float[rgb.getWidth() * rgb.getHeight()];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % rgb.getWidth();
      int y = i / rgb.getWidth();
      double level =
          0.298936021293775 * rgb.getSample(x, y, 0)
              + 0.587043074451121 * rgb.getSample(x, y, 1)
              + 0.114020904255103 * rgb.getSample(x, y, 2);
      pixels[i] = (float) (Math.floor(level + 0.5) / 255);
    }
    return new GrayImage(rgb.getWidth(), rgb.getHeight(), pixels);
  }
}
