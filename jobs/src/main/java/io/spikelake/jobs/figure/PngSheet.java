package io.spikelake.jobs.figure;

import io.spikelake.image.Pictures;
import io.spikelake.jobs.figure.Layout.Frame;
import io.spikelake.jobs.figure.Layout.Mark;
import io.spikelake.jobs.figure.Layout.Picture;
import io.spikelake.jobs.figure.Layout.Text;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws layouts as PNG: pixels of pictures become squares of the same grey. */
final class PngSheet {

  private PngSheet() {}

  static byte[] of(Layout layout) throws IOException {
    BufferedImage sheet =
        new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, layout.width(), layout.height());
    for (Mark mark : layout.marks()) {
      if (mark instanceof Picture picture) {
        draw(sheet, picture);
      } else if (mark instanceof Frame frame) {
        draw(g, frame);
      } else if (mark instanceof Text text) {
        g.setColor(Color.BLACK);
        g.fill(PaperFont.outline(text.text(), text.size(), text.left(), text.baseline()));
      }
    }
    g.dispose();
    return png(sheet);
  }

  private static void draw(BufferedImage sheet, Picture picture) {
    byte[] levels = Pictures.toLevels(picture.image());
    int width = picture.image().width();
    int scale = picture.scale();
    for (int y = 0; y < picture.image().height() * scale; y++) {
      for (int x = 0; x < width * scale; x++) {
        int level = levels[y / scale * width + x / scale] & 0xff;
        sheet.setRGB(picture.x() + x, picture.y() + y, level * 0x010101);
      }
    }
  }

  private static void draw(Graphics2D g, Frame f) {
    int t = Frame.THICKNESS;
    g.setColor(new Color(f.colour()));
    g.fillRect(f.x() - t, f.y() - t, f.width() + 2 * t, t);
    g.fillRect(f.x() - t, f.y() + f.height(), f.width() + 2 * t, t);
    g.fillRect(f.x() - t, f.y(), t, f.height());
    g.fillRect(f.x() + f.width(), f.y(), t, f.height());
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      ImageIO.write(image, "png", out);
    }
    return png.toByteArray();
  }
}
