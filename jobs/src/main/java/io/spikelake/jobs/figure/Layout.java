package io.spikelake.jobs.figure;

import io.spikelake.image.GrayImage;
import java.util.List;

/**
 * Where everything of a figure is, in pixels from the top left corner.
 *
 * @param marks in the order of drawing
 */
record Layout(int width, int height, List<Mark> marks) {

  /** Something to draw. */
  sealed interface Mark permits Picture, Frame, Text {}

  /**
   * @param image black 0, white 1
   * @param scale pixels of the figure per pixel of the image, along each side
   */
  record Picture(GrayImage image, int x, int y, int scale) implements Mark {}

  /**
   * A frame around a rectangle; lies outside of it.
   *
   * @param colour 0xRRGGBB
   */
  record Frame(int x, int y, int width, int height, int colour) implements Mark {

    static final int THICKNESS = 2;
  }

  /** A line of text. */
  record Text(String text, double size, double left, double baseline) implements Mark {}
}
