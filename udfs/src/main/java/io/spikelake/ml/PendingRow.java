package io.spikelake.ml;

import io.spikelake.image.GrayImage;
import org.apache.spark.sql.Row;

/** A row on its way through a batch: its window, then its frame or why there is none. */
final class PendingRow {

  private final Row row;
  private WindowColumns.Window window;
  private GrayImage frame;
  private RuntimeException failure;

  PendingRow(Row row) {
    this.row = row;
  }

  Row row() {
    return row;
  }

  /** Null if there is none. */
  WindowColumns.Window window() {
    return window;
  }

  /** Not toned; null if there is none. */
  GrayImage frame() {
    return frame;
  }

  /** Why there is no frame; null if there is one. */
  RuntimeException failure() {
    return failure;
  }

  void read(WindowColumns.Window read) {
    window = read;
  }

  void complete(GrayImage made) {
    frame = made;
    window = null;
  }

  void fail(RuntimeException cause) {
    failure = cause;
    frame = null;
    window = null;
  }
}
