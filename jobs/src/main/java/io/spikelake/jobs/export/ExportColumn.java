package io.spikelake.jobs.export;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A column beside the image.
 *
 * @param kind what its values are
 */
record ExportColumn(String name, Kind kind) implements Serializable {

  /** Types of values, and what Hugging Face calls them. */
  enum Kind {
    TEXT("string"),
    INT32("int32"),
    INT64("int64"),
    FLOAT64("float64");

    private final String dtype;

    Kind(String dtype) {
      this.dtype = dtype;
    }

    String dtype() {
      return dtype;
    }
  }

  static ExportColumn of(String name, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return new ExportColumn(name, Kind.TEXT);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return new ExportColumn(name, Kind.INT32);
    }
    if (type.equals(DataTypes.LongType)) {
      return new ExportColumn(name, Kind.INT64);
    }
    if (type.equals(DataTypes.DoubleType)) {
      return new ExportColumn(name, Kind.FLOAT64);
    }
    throw new IllegalStateException(
        "Column %s is %s, which no export has a type for".formatted(name, type.simpleString()));
  }
}
