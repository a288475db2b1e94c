package io.spikelake.jobs.figure;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.jobs.figure.Layout.Frame;
import io.spikelake.jobs.figure.Layout.Mark;
import io.spikelake.jobs.figure.Layout.Picture;
import io.spikelake.jobs.figure.Layout.Text;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/**
 * Draws layouts as a page of PDF, half a point per pixel: pictures in their own resolution and
 * without loss, text as text in an embedded font.
 */
final class PdfSheet {

  private static final float POINTS_PER_PIXEL = 0.5f;

  private final int height;
  private final PDDocument document;
  private final PDPageContentStream page;
  private final PDFont font;

  private PdfSheet(int height, PDDocument document, PDPageContentStream page, PDFont font) {
    this.height = height;
    this.document = document;
    this.page = page;
    this.font = font;
  }

  static byte[] of(Layout layout) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream file = PaperFont.file()) {
      PDFont font = PDType0Font.load(document, file);
      PDPage page =
          new PDPage(
              new PDRectangle(
                  layout.width() * POINTS_PER_PIXEL, layout.height() * POINTS_PER_PIXEL));
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.transform(Matrix.getScaleInstance(POINTS_PER_PIXEL, POINTS_PER_PIXEL));
        PdfSheet sheet = new PdfSheet(layout.height(), document, content, font);
        for (Mark mark : layout.marks()) {
          sheet.draw(mark);
        }
      }
      return PdfFile.of(document);
    }
  }

  private void draw(Mark mark) throws IOException {
    if (mark instanceof Picture picture) {
      draw(picture);
    } else if (mark instanceof Frame frame) {
      draw(frame);
    } else if (mark instanceof Text text) {
      draw(text);
    }
  }

  private void draw(Picture picture) throws IOException {
    GrayImage image = picture.image();
    int width = image.width() * picture.scale();
    int rows = image.height() * picture.scale();
    page.drawImage(grey(image), picture.x(), height - picture.y() - rows, width, rows);
  }

  /** Not by way of Java's grey images, whose levels are linear in light. */
  private PDImageXObject grey(GrayImage image) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(Pictures.toLevels(image));
    }
    return new PDImageXObject(
        document,
        new ByteArrayInputStream(packed.toByteArray()),
        COSName.FLATE_DECODE,
        image.width(),
        image.height(),
        8,
        PDDeviceGray.INSTANCE);
  }

  private void draw(Frame frame) throws IOException {
    float half = Frame.THICKNESS / 2f;
    page.setStrokingColor(new Color(frame.colour()));
    page.setLineWidth(Frame.THICKNESS);
    page.addRect(
        frame.x() - half,
        height - frame.y() - frame.height() - half,
        frame.width() + Frame.THICKNESS,
        frame.height() + Frame.THICKNESS);
    page.stroke();
  }

  private void draw(Text text) throws IOException {
    page.beginText();
    page.setFont(font, (float) text.size());
    page.newLineAtOffset((float) text.left(), (float) (height - text.baseline()));
    page.showText(text.text());
    page.endText();
  }
}
