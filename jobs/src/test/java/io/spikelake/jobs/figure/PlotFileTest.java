package io.spikelake.jobs.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.figure.QualityAgainstCost.Point;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.RichReport;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class PlotFileTest {

  private static final String NIQE = "niqe/spikelake@2";

  @TempDir Path folder;

  private static ComparativeTable streets() {
    return RichReport.content().tables().get(0);
  }

  private static QualityAgainstCost latency() {
    return QualityAgainstCost.of(streets(), NIQE, CostAxis.LATENCY);
  }

  @Test
  void theFrontIsWhatNobodyBeatsInBoth() {
    assertThat(latency().front())
        .extracting(Point::name)
        .containsExactly("tfp", "stp", "spikeformer-small");
    ComparativeTable reds = RichReport.content().tables().get(1);
    assertThat(QualityAgainstCost.of(reds, "psnr/standard@1", CostAxis.LATENCY).front())
        .extracting(Point::score)
        .containsExactly(24.8, 25.9, 33.4);
  }

  @Test
  void methodsWithoutACostAreNamed() {
    QualityAgainstCost params = QualityAgainstCost.of(streets(), NIQE, CostAxis.PARAMS);
    assertThat(params.points()).extracting(Point::cost).containsExactly(1.43, 3.74, 3.81);
    assertThat(params.without()).containsExactly("stp", "tfp", "tfi");
    assertThat(params.conditions()).isEmpty();
    assertThat(latency().conditions())
        .containsExactly(
            "frames of 250x400 (height x width), one at a time, on cpu Example 8-core, 2 threads");
  }

  @Test
  void aMetricThatTheTableLacksIsAMistake() {
    assertThatThrownBy(() -> QualityAgainstCost.of(streets(), "psnr/standard@1", CostAxis.LATENCY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The leaderboard of recorded-streets has no psnr/standard@1, but niqe/spikelake@2,"
                + " brisque/live@2");
  }

  @Test
  void aPictureHasTheMarksOfAllMethods() throws Exception {
    Path file = Path.of("target", "screenshots", "plot.png");
    Files.createDirectories(file.getParent());
    PlotFile.write(latency(), file);
    BufferedImage plot = ImageIO.read(file.toFile());
    assertThat(plot.getWidth()).isEqualTo(1280);
    for (int colour : new int[] {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9}) {
      int pixels = 0;
      for (int y = 0; y < plot.getHeight(); y++) {
        for (int x = 0; x < plot.getWidth(); x++) {
          pixels += (plot.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
        }
      }
      assertThat(pixels).as("pixels of colour %06x", colour).isGreaterThan(100);
    }
  }

  @Test
  void aPdfHasItsTextAsText() throws Exception {
    Path file = folder.resolve("plot.pdf");
    PlotFile.write(latency(), file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("spikeformer-small", "Pareto front", "Latency of a frame in ms", "8.5")
          .containsPattern("N\\s*I\\s*Q\\s*E");
      assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
    }
  }

  @Test
  void anSvgNeedsNoFontAndHasATitle() throws Exception {
    Path file = folder.resolve("plot.svg");
    PlotFile.write(latency(), file);
    DocumentBuilderFactory offline = DocumentBuilderFactory.newInstance();
    offline.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document svg = offline.newDocumentBuilder().parse(file.toFile());
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("640");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo(
            "NIQE ↓ against Latency of a frame in ms; Pareto front: tfp, stp,"
                + " spikeformer-small");
    assertThat(svg.getElementsByTagName("text").getLength()).isZero();
    assertThat(svg.getElementsByTagName("image").getLength()).isZero();
    assertThat(svg.getElementsByTagName("path").getLength()).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plot.png", "plot.pdf", "plot.svg"})
  void theSamePlotIsTheSameBytes(String name) throws Exception {
    PlotFile.write(latency(), folder.resolve(name));
    PlotFile.write(latency(), folder.resolve("again-" + name));
    assertThat(folder.resolve("again-" + name)).hasSameBinaryContentAs(folder.resolve(name));
  }

  @Test
  void aNameAloneIsAFileOfTheWorkingFolder() throws Exception {
    Path file = Path.of("PlotFileTest.svg");
    try {
      PlotFile.write(latency(), file);
      assertThat(file).isNotEmptyFile();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void anUnknownEndingIsAMistake() {
    assertThatThrownBy(() -> PlotFile.write(latency(), folder.resolve("plot.eps")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("expected a name that ends in .png or .pdf or .svg");
  }
}
