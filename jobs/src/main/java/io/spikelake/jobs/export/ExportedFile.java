package io.spikelake.jobs.export;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A file in its place.
 *
 * @param path below the target
 * @param bytes its length
 * @param sha256 of its content
 * @param images how many it holds
 */
record ExportedFile(String path, long bytes, String sha256, long images) {

  static final StructType SCHEMA =
      new StructType()
          .add("path", StringType, false)
          .add("bytes", LongType, false)
          .add("sha256", StringType, false)
          .add("images", LongType, false);

  Row row() {
    return RowFactory.create(path, bytes, sha256, images);
  }

  static ExportedFile of(Row row) {
    return new ExportedFile(row.getString(0), row.getLong(1), row.getString(2), row.getLong(3));
  }

  /** As {@code sha256sum} writes and reads it. */
  String line() {
    return sha256 + "  " + path + "\n";
  }
}
