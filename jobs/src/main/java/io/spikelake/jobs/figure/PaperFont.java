package io.spikelake.jobs.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The font of all figures, so that they look the same wherever they are made: Liberation Sans,
 * which comes with PDFBox under the SIL Open Font License.
 *
 * <p>Java asks fontconfig for fonts before it does anything with text, and fails where a container
 * has no such library or no fonts. It is told instead that this font is the only one.
 */
final class PaperFont {

  static final String NAME = "Liberation Sans";

  private static final String RESOURCE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final String FONTS_OF_JAVA = "sun.awt.fontconfig";
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
  private static final Font FONT = load();

  private PaperFont() {}

  static InputStream file() {
    return Objects.requireNonNull(PaperFont.class.getResourceAsStream(RESOURCE), RESOURCE);
  }

  private static Font load() {
    try (InputStream in = file()) {
      if (System.getProperty(FONTS_OF_JAVA) == null) {
        System.setProperty(FONTS_OF_JAVA, onlyThis().toString());
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(RESOURCE + " is no font", e);
    }
  }

  /** A description of fonts in the form of Java's {@code fontconfig.properties}. */
  private static Path onlyThis() throws IOException {
    Path folder = Files.createTempDirectory("spikelake-font");
    Path font = folder.resolve("font.ttf");
    try (InputStream in = file()) {
      Files.copy(in, font);
    }
    StringBuilder description = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
    for (String family :
        new String[] {"serif", "sansserif", "monospaced", "dialog", "dialoginput"}) {
      for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
        description.append("%s.%s.latin-1=%s%n".formatted(family, style, NAME));
      }
    }
    description.append("filename.%s=%s%n".formatted(NAME.replace(' ', '_'), font));
    Path file = Files.writeString(folder.resolve("fontconfig.properties"), description);
    for (Path made : new Path[] {folder, font, file}) {
      made.toFile().deleteOnExit();
    }
    return file;
  }

  static Font of(double size) {
    return FONT.deriveFont((float) size);
  }

  /** How wide a text is. */
  static double width(String text, double size) {
    return glyphs(text, size).getLogicalBounds().getWidth();
  }

  /** A text from its left end on its baseline, as a shape, which needs no hinting. */
  static Shape outline(String text, double size, double x, double baseline) {
    return glyphs(text, size).getOutline((float) x, (float) baseline);
  }

  private static GlyphVector glyphs(String text, double size) {
    return of(size).createGlyphVector(EXACT, text);
  }
}
