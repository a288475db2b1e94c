package io.spikelake.jobs.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import io.spikelake.files.AtomicFile;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes the chart of quality against cost as PNG, PDF or SVG; the latter two are vectors. */
public final class PlotFile {

  private static final List<FigureFormat> FORMATS =
      List.of(FigureFormat.PNG, FigureFormat.PDF, FigureFormat.SVG);

  /** Pixels of a PNG per unit of the chart. */
  private static final int PNG_SCALE = 2;

  private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

  private PlotFile() {}

  /**
   * @throws IllegalArgumentException if the name of the file does not say how to write it
   */
  public static FigureFormat format(Path file) {
    return FigureFormat.of(file, FORMATS);
  }

  /**
   * @throws IllegalArgumentException as {@link #format}
   */
  public static void write(QualityAgainstCost data, Path file) throws IOException {
    byte[] content =
        switch (format(file)) {
          case PNG -> png(data);
          case PDF -> pdf(data);
          case SVG -> svg(data);
        };
    AtomicFile.write(file, content);
  }

  private static byte[] png(QualityAgainstCost data) throws IOException {
    BufferedImage image =
        new BufferedImage(
            CostPlot.WIDTH * PNG_SCALE, CostPlot.HEIGHT * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(PNG_SCALE, PNG_SCALE);
    CostPlot.draw(data, g);
    g.dispose();
    return PngSheet.png(image);
  }

  private static byte[] pdf(QualityAgainstCost data) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream font = PaperFont.file();
        PdfBoxGraphics2DFontTextDrawer texts = new PdfBoxGraphics2DFontTextDrawer()) {
      PDPage page = new PDPage(new PDRectangle(CostPlot.WIDTH, CostPlot.HEIGHT));
      document.addPage(page);
      texts.registerFont(PaperFont.NAME, PDType0Font.load(document, font));
      PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, CostPlot.WIDTH, CostPlot.HEIGHT);
      g.setFontTextDrawer(texts);
      CostPlot.draw(data, g);
      g.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(g.getXFormObject());
      }
      return PdfFile.of(document);
    }
  }

  /** Text as shapes, since what reads an SVG need not have the font. */
  private static byte[] svg(QualityAgainstCost data) throws IOException {
    Document document = document();
    SVGGraphics2D g = new SVGGraphics2D(SVGGeneratorContext.createDefault(document), true);
    g.setSVGCanvasSize(new Dimension(CostPlot.WIDTH, CostPlot.HEIGHT));
    CostPlot.draw(data, g);
    Element root = g.getRoot();
    Element title = document.createElementNS(SVG_NAMESPACE, "title");
    title.setTextContent(data.title());
    root.insertBefore(title, root.getFirstChild());
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    try (OutputStreamWriter out = new OutputStreamWriter(svg, StandardCharsets.UTF_8)) {
      g.stream(root, out, true, false);
    }
    return svg.toByteArray();
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG_NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java cannot make an empty document", e);
    }
  }
}
