package io.spikelake.jobs.export;

import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import org.apache.spark.sql.Row;

/**
 * An image on its way to a file.
 *
 * @param key see {@link SampleNames#sample}
 * @param row with the narrow columns of {@code hq_images}
 * @param png the image as 8-bit grey PNG
 */
record ExportSample(String key, Row row, byte[] png) {

  /**
   * Encodes the image from the lossless one, so that an export does not depend on whether a PNG was
   * kept too; where there is no other, takes the one that was kept.
   */
  static ExportSample of(Row row) throws IOException {
    byte[] raw = row.getAs(FramesTable.RAW);
    try {
      byte[] png = raw == null ? row.getAs(FramesTable.PNG) : Pictures.toPng(RawFrame.decode(raw));
      return new ExportSample(SampleNames.sample(row), row, png);
    } catch (IOException e) {
      throw new IOException(
          "Image of %s at %d by %s: %s; make it again with --mode overwrite"
              .formatted(
                  row.getAs(RecordingsTable.PATH),
                  row.<Long>getAs(Columns.KEY_FRAME),
                  row.getAs(Columns.METHOD),
                  e.getMessage()),
          e);
    }
  }

  /** Null where not known. */
  String className() {
    return row.getAs(RecordingsTable.LABEL_NAME);
  }
}
