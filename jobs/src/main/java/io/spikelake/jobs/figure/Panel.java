package io.spikelake.jobs.figure;

import io.spikelake.dataset.Crop;
import io.spikelake.image.GrayImage;
import io.spikelake.jobs.figure.Layout.Frame;
import io.spikelake.jobs.figure.Layout.Mark;
import io.spikelake.jobs.figure.Layout.Picture;
import io.spikelake.jobs.figure.Layout.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of the same samples by several methods, as papers show them: for each sample and crop
 * the methods side by side, below each picture its magnified insets, the name of the method and its
 * scores. A coloured frame says where in the picture an inset is from.
 *
 * @param samples at least one
 */
public record Panel(List<Sample> samples, Style style) {

  private static final int GAP = 10;
  private static final int LINE = 18;
  private static final double TEXT = 14;

  /** Easy to tell apart for everybody (Okabe and Ito), on grey too. */
  private static final int[] COLOURS = {
    0xD55E00, 0x56B4E9, 0x009E73, 0xE69F00, 0xCC79A7, 0x0072B2, 0xF0E442
  };

  /**
   * @param title above its pictures where there are several samples
   * @param cells one per method, pictures of one size
   */
  public record Sample(String title, List<Cell> cells) {}

  /**
   * @param lines below the picture
   * @param image black 0, white 1
   */
  public record Cell(List<String> lines, GrayImage image) {}

  /**
   * @param crops parts to show, in coordinates of the pictures; empty for all of them
   * @param insets parts to magnify, likewise; each lies in one of the crops
   * @param scale pixels of the panel per pixel of a picture, along each side
   * @param columns pictures side by side before the next row begins
   */
  public record Style(List<Crop> crops, List<Crop> insets, int scale, int columns) {

    public Style {
      if (scale < 1 || columns < 1) {
        throw new IllegalArgumentException(
            "A panel of scale %d with %d columns; expected at least 1 of each"
                .formatted(scale, columns));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if pictures of a sample differ in size, or a crop or an inset
   *     does not fit
   */
  Layout layout() {
    List<Mark> marks = new ArrayList<>();
    int width = 0;
    int y = GAP;
    for (Sample sample : samples) {
      if (samples.size() > 1) {
        marks.add(new Text(sample.title(), TEXT, GAP, y + TEXT));
        y += LINE + GAP / 2;
      }
      for (Crop crop : crops(sample)) {
        Row row = new Row(sample, crop);
        for (int i = 0; i < sample.cells().size(); i++) {
          int x = GAP + i % style.columns() * (row.width() + GAP);
          row.add(marks, sample.cells().get(i), x, y + i / style.columns() * row.height());
          width = Math.max(width, x + row.width() + GAP);
        }
        int rows = (sample.cells().size() + style.columns() - 1) / style.columns();
        y += rows * row.height();
      }
    }
    return new Layout(width, y, marks);
  }

  private List<Crop> crops(Sample sample) {
    GrayImage first = sample.cells().get(0).image();
    Crop whole = new Crop(0, 0, first.width(), first.height());
    for (Cell cell : sample.cells()) {
      GrayImage image = cell.image();
      if (image.width() != whole.width() || image.height() != whole.height()) {
        throw new IllegalArgumentException(
            "%s: the picture of %s is %dx%d (width x height), that of %s %dx%d; expected one size"
                .formatted(
                    sample.title(),
                    cell.lines().get(0),
                    image.width(),
                    image.height(),
                    sample.cells().get(0).lines().get(0),
                    whole.width(),
                    whole.height()));
      }
    }
    List<Crop> crops = style.crops().isEmpty() ? List.of(whole) : style.crops();
    for (Crop crop : crops) {
      if (!crop.fits(whole.width(), whole.height())) {
        throw new IllegalArgumentException(
            "Crop %s is not inside of the pictures of %s, which are %dx%d (width x height)"
                .formatted(text(crop), sample.title(), whole.width(), whole.height()));
      }
    }
    for (Crop inset : style.insets()) {
      if (crops.stream().noneMatch(crop -> contains(crop, inset))) {
        throw new IllegalArgumentException(
            "Inset %s is not inside of a picture or crop of %s, which are %s"
                .formatted(text(inset), sample.title(), crops.stream().map(Panel::text).toList()));
      }
    }
    return crops;
  }

  private static boolean contains(Crop outer, Crop inner) {
    return inner.x() >= outer.x()
        && inner.y() >= outer.y()
        && inner.x() + inner.width() <= outer.x() + outer.width()
        && inner.y() + inner.height() <= outer.y() + outer.height();
  }

  private static String text(Crop crop) {
    return "%d,%d,%d,%d".formatted(crop.x(), crop.y(), crop.width(), crop.height());
  }

  /** The methods' pictures of one crop of one sample. */
  private final class Row {

    private final Crop crop;
    private final int lines;
    private final List<Crop> insets;
    private final int insetScale;

    Row(Sample sample, Crop crop) {
      this.crop = crop;
      this.lines = sample.cells().stream().mapToInt(cell -> cell.lines().size()).max().orElse(0);
      this.insets = style.insets().stream().filter(inset -> contains(crop, inset)).toList();
      this.insetScale = insetScale();
    }

    /** The most with which all insets fit side by side below the picture. */
    private int insetScale() {
      if (insets.isEmpty()) {
        return 0;
      }
      int columns = insets.stream().mapToInt(Crop::width).sum();
      int scale = (width() - (insets.size() - 1) * GAP) / columns;
      if (scale <= style.scale()) {
        throw new IllegalArgumentException(
            "Insets of %d columns in all cannot be magnified below a picture of %d columns; expected"
                    .formatted(columns, crop.width())
                + " fewer or smaller insets");
      }
      return scale;
    }

    int width() {
      return crop.width() * style.scale();
    }

    int height() {
      return crop.height() * style.scale() + insetHeight() + lines * LINE + 2 * GAP;
    }

    private int insetHeight() {
      return insets.isEmpty()
          ? 0
          : GAP + insetScale * insets.stream().mapToInt(Crop::height).max().orElseThrow();
    }

    void add(List<Mark> marks, Cell cell, int x, int y) {
      marks.add(new Picture(cut(cell, crop), x, y, style.scale()));
      int below = y + crop.height() * style.scale();
      int insetX = x;
      for (Crop inset : insets) {
        int colour = COLOURS[style.insets().indexOf(inset) % COLOURS.length];
        marks.add(
            new Frame(
                x + (inset.x() - crop.x()) * style.scale(),
                y + (inset.y() - crop.y()) * style.scale(),
                inset.width() * style.scale(),
                inset.height() * style.scale(),
                colour));
        int width = inset.width() * insetScale;
        marks.add(new Picture(cut(cell, inset), insetX, below + GAP, insetScale));
        marks.add(new Frame(insetX, below + GAP, width, inset.height() * insetScale, colour));
        insetX += width + GAP;
      }
      double baseline = below + insetHeight() + GAP / 2.0;
      for (String line : cell.lines()) {
        baseline += LINE;
        marks.add(centred(line, x, baseline - LINE + TEXT));
      }
    }

    /** As large as all texts, or as large as fits. */
    private Text centred(String line, int x, double baseline) {
      double size = TEXT * Math.min(1, width() / PaperFont.width(line, TEXT));
      return new Text(line, size, x + (width() - PaperFont.width(line, size)) / 2, baseline);
    }

    private GrayImage cut(Cell cell, Crop part) {
      return cell.image().crop(part.x(), part.y(), part.width(), part.height());
    }
  }
}
