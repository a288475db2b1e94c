package io.spikelake.sql;

import org.apache.spark.sql.catalyst.InternalRow;

/** The arguments of one call, read when they are asked for. */
final class Arguments {

  private final ImageForm[] forms;
  private InternalRow row;

  /**
   * @param forms of arguments that are images, at their places
   */
  Arguments(ImageForm[] forms) {
    this.forms = forms;
  }

  /** Turns to the arguments of another call. */
  void set(InternalRow next) {
    row = next;
  }

  /** Whether an argument is there and is not null. */
  boolean has(int place) {
    return place < forms.length && !row.isNullAt(place);
  }

  String text(int place) {
    return row.getUTF8String(place).toString();
  }

  /** A text, or another where none is given. */
  String text(int place, String otherwise) {
    return has(place) ? text(place) : otherwise;
  }

  long number(int place) {
    return row.getLong(place);
  }

  byte[] bytes(int place) {
    return row.getBinary(place);
  }

  /**
   * @throws UnusableInputException if it is no image
   */
  SourceImage image(int place) throws UnusableInputException {
    return forms[place].read(row, place);
  }
}
