package io.spikelake.jobs.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.dataset.Crop;
import io.spikelake.image.GrayImage;
import io.spikelake.jobs.figure.Panel.Cell;
import io.spikelake.jobs.figure.Panel.Sample;
import io.spikelake.jobs.figure.Panel.Style;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelTest {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 80;
  private static final int GAP = 10;

  @TempDir Path folder;

  /** Noise, each pixel a level of 8 bits. */
  private static GrayImage image(long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256) / 255f;
    }
    return new GrayImage(WIDTH, HEIGHT, pixels);
  }

  private static int level(GrayImage image, int x, int y) {
    return Math.round(image.at(x, y) * 255) * 0x010101;
  }

  private static Panel panel(List<Crop> crops, List<Crop> insets, int scale, int columns) {
    return new Panel(
        List.of(
            new Sample(
                "a.dat, plane 7",
                List.of(
                    new Cell(List.of("Ground truth"), image(1)),
                    new Cell(List.of("tfp", "NIQE 7.410"), image(2)),
                    new Cell(List.of("spikeformer-small", "NIQE 4.620"), image(3))))),
        new Style(crops, insets, scale, columns));
  }

  private BufferedImage png(Panel panel) throws Exception {
    Path file = folder.resolve("panel.png");
    PanelFile.write(panel, file);
    return ImageIO.read(file.toFile());
  }

  private static void assertShows(
      BufferedImage sheet, int left, int top, GrayImage image, Crop part, int scale) {
    for (int y = 0; y < part.height() * scale; y++) {
      for (int x = 0; x < part.width() * scale; x++) {
        assertThat(sheet.getRGB(left + x, top + y) & 0xffffff)
            .as("pixel %d, %d", left + x, top + y)
            .isEqualTo(level(image, part.x() + x / scale, part.y() + y / scale));
      }
    }
  }

  @Test
  void picturesStandSideBySidePixelByPixel() throws Exception {
    BufferedImage sheet = png(panel(List.of(), List.of(), 1, 3));
    Crop whole = new Crop(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 3; i++) {
      assertShows(sheet, GAP + i * (WIDTH + GAP), GAP, image(i + 1), whole, 1);
    }
    assertThat(sheet.getWidth()).isEqualTo(GAP + 3 * (WIDTH + GAP));
    assertThat(sheet.getRGB(2, 2) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void cropsAreRowsOfSquaresOfEachPixel() throws Exception {
    Crop first = new Crop(5, 3, 30, 20);
    Crop second = new Crop(50, 40, 30, 12);
    BufferedImage sheet = png(panel(List.of(first, second), List.of(), 3, 3));
    int below = GAP + 3 * 20 + 2 * 18 + 2 * GAP;
    for (int i = 0; i < 3; i++) {
      int left = GAP + i * (90 + GAP);
      assertShows(sheet, left, GAP, image(i + 1), first, 3);
      assertShows(sheet, left, below, image(i + 1), second, 3);
    }
  }

  @Test
  void picturesWrapAfterTheLastColumn() throws Exception {
    BufferedImage sheet = png(panel(List.of(), List.of(), 1, 2));
    Crop whole = new Crop(0, 0, WIDTH, HEIGHT);
    assertShows(sheet, GAP, GAP + HEIGHT + 2 * 18 + 2 * GAP, image(3), whole, 1);
    assertThat(sheet.getWidth()).isEqualTo(GAP + 2 * (WIDTH + GAP));
  }

  @Test
  void insetsAreMagnifiedAndFramedInBothPlaces() throws Exception {
    Crop inset = new Crop(20, 30, 10, 8);
    Crop other = new Crop(60, 10, 12, 8);
    BufferedImage sheet = png(panel(List.of(), List.of(inset, other), 1, 3));
    // (120 - 10) / (10 + 12) = 5 times, below the picture.
    int top = GAP + HEIGHT + GAP;
    assertShows(sheet, GAP, top, image(1), inset, 5);
    assertShows(sheet, GAP + 50 + GAP, top, image(1), other, 5);
    for (int[] corner : new int[][] {{GAP + 19, GAP + 29}, {GAP - 1, top - 1}}) {
      assertThat(sheet.getRGB(corner[0], corner[1]) & 0xffffff).isEqualTo(0xD55E00);
    }
    for (int[] corner : new int[][] {{GAP + 72, GAP + 18}, {GAP + 50 + GAP - 2, top + 3}}) {
      assertThat(sheet.getRGB(corner[0], corner[1]) & 0xffffff).isEqualTo(0x56B4E9);
    }
    // What an inset shows is not framed over.
    assertShows(sheet, GAP + 20, GAP + 30, image(1), inset, 1);
  }

  @Test
  void aPdfHasThePicturesWithoutLossAndTheTextAsText() throws Exception {
    Path file = folder.resolve("panel.pdf");
    PanelFile.write(panel(List.of(), List.of(new Crop(20, 30, 10, 8)), 2, 3), file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Ground truth", "spikeformer-small", "NIQE 4.620");
      List<BufferedImage> pictures = new ArrayList<>();
      PDResources resources = document.getPage(0).getResources();
      for (COSName name : resources.getXObjectNames()) {
        pictures.add(((PDImageXObject) resources.getXObject(name)).getImage());
      }
      assertThat(pictures).hasSize(6);
      BufferedImage second = pictures.get(2);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          assertThat(second.getRGB(x, y) & 0xffffff).isEqualTo(level(image(2), x, y));
        }
      }
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"panel.png", "panel.pdf"})
  void theSamePanelIsTheSameBytes(String name) throws Exception {
    Panel panel = panel(List.of(), List.of(new Crop(20, 30, 10, 8)), 1, 3);
    PanelFile.write(panel, folder.resolve(name));
    PanelFile.write(panel, folder.resolve("again-" + name));
    assertThat(folder.resolve("again-" + name)).hasSameBinaryContentAs(folder.resolve(name));
    assertThat(Files.size(folder.resolve(name))).isGreaterThan(1000);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> panel(List.of(new Crop(100, 0, 30, 20)), List.of(), 1, 3).layout())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Crop 100,0,30,20 is not inside of the pictures of a.dat, plane 7, which are 120x80"
                + " (width x height)");
    Crop crop = new Crop(0, 0, 30, 20);
    assertThatThrownBy(() -> panel(List.of(crop), List.of(new Crop(25, 0, 10, 10)), 1, 3).layout())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Inset 25,0,10,10 is not inside of a picture or crop of a.dat, plane 7, which are"
                + " [0,0,30,20]");
    assertThatThrownBy(() -> panel(List.of(crop), List.of(crop), 1, 3).layout())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Insets of 30 columns in all cannot be magnified below a picture of 30 columns; expected"
                + " fewer or smaller insets");
    assertThatThrownBy(() -> PanelFile.format(Path.of("panel.jpg")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot tell how to write panel.jpg; expected a name that ends in .png or .pdf");
  }

  @Test
  void picturesOfDifferentSizesAreNotCompared() {
    Panel odd =
        new Panel(
            List.of(
                new Sample(
                    "a.dat, plane 7",
                    List.of(
                        new Cell(List.of("tfp"), image(1)),
                        new Cell(List.of("tfi"), image(2).crop(0, 0, 60, 80))))),
            new Style(List.of(), List.of(), 1, 2));
    assertThatThrownBy(odd::layout)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a.dat, plane 7: the picture of tfi is 60x80 (width x height), that of tfp 120x80;"
                + " expected one size");
  }
}
