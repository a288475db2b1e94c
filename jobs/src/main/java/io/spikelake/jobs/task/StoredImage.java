package io.spikelake.jobs.task;

import io.spikelake.image.GrayImage;
import io.spikelake.image.RawFrame;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import java.io.IOException;
import org.apache.spark.sql.Row;

/** The lossless image that a row of {@code frames} keeps. */
public final class StoredImage {

  private StoredImage() {}

  /**
   * @param frame with the key of {@code frames} and {@code raw}
   * @throws IllegalStateException if the bytes are no image
   */
  public static GrayImage of(Row frame) {
    try {
      return RawFrame.decode(frame.getAs(FramesTable.RAW));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The stored image of %s at frame %s of recording %s is damaged: %s"
              .formatted(
                  frame.getAs(Columns.METHOD),
                  frame.getAs(Columns.KEY_FRAME),
                  frame.getAs(Columns.RECORDING_ID),
                  e.getMessage()),
          e);
    }
  }
}
