package io.spikelake.simulate.scene;

/**
 * One line of text in the {@link BitmapFont}.
 *
 * @param x left edge of the first glyph, in pixels
 * @param y top edge of the glyphs, in pixels
 * @param cell side of a cell of the font, in pixels, at least 1
 */
record TextLine(String text, double x, double y, double cell) implements Shape {

  TextLine {
    if (!(cell >= 1)) {
      throw new IllegalArgumentException(
          "A font cell of %s pixels is below one pixel".formatted(cell));
    }
  }

  /** Pixels from the left edge of the first glyph to the right edge of the last one. */
  double length() {
    return (text.length() * BitmapFont.ADVANCE - 1) * cell;
  }

  @Override
  public Box bounds() {
    return new Box(x, y, x + length(), y + BitmapFont.GLYPH_HEIGHT * cell);
  }

  /** Exact: a pixel is no larger than a cell and so meets at most two by two of them. */
  @Override
  public float coverage(double px, double py) {
    double u = (px - 0.5 - x) / cell;
    double v = (py - 0.5 - y) / cell;
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    double leftShare = Math.min(1, (column + 1 - u) * cell);
    double topShare = Math.min(1, (row + 1 - v) * cell);
    return (float)
        (topShare * (leftShare * ink(column, row) + (1 - leftShare) * ink(column + 1, row))
            + (1 - topShare)
                * (leftShare * ink(column, row + 1) + (1 - leftShare) * ink(column + 1, row + 1)));
  }

  private int ink(int column, int row) {
    int glyph = Math.floorDiv(column, BitmapFont.ADVANCE);
    return glyph >= 0
            && glyph < text.length()
            && BitmapFont.ink(text.charAt(glyph), Math.floorMod(column, BitmapFont.ADVANCE), row)
        ? 1
        : 0;
  }
}
