package io.spikelake.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rows and columns of a frame, as typed: {@code 250x400}. */
record FrameSize(int height, int width) {

  /** Reads the text of an option. */
  static final class Converter implements ITypeConverter<FrameSize> {
    @Override
    public FrameSize convert(String text) {
      if (!text.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
        throw new TypeConversionException(
            "'%s'; expected HEIGHTxWIDTH, such as 250x400".formatted(text));
      }
      String[] sides = text.split("x");
      return new FrameSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
