package io.spikelake.sql;

import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** What an argument of a function is, and the types in which it may come. */
enum ArgumentKind {
  /** An image, in any of the forms that {@link ImageForm} reads. */
  IMAGE(
      DataTypes.BinaryType,
      "BINARY (a frame, or a PNG, JPEG or BMP file), or a STRUCT as the image source or"
          + " image_pixels gives it") {
    @Override
    boolean accepts(DataType type) {
      return type instanceof BinaryType || ImageForm.isStructOfImage(type);
    }
  },

  /** Packed planes. */
  SPIKES(DataTypes.BinaryType, "BINARY") {
    @Override
    boolean accepts(DataType type) {
      return type instanceof BinaryType;
    }
  },

  /** A name, an id, a tone. */
  TEXT(DataTypes.StringType, "STRING") {
    @Override
    boolean accepts(DataType type) {
      return type instanceof StringType;
    }
  },

  /** A whole number. */
  COUNT(DataTypes.LongType, "INT or BIGINT") {
    @Override
    boolean accepts(DataType type) {
      return type instanceof IntegerType
          || type instanceof LongType
          || type instanceof ShortType
          || type instanceof ByteType;
    }
  };

  private final DataType type;
  private final String expected;

  ArgumentKind(DataType type, String expected) {
    this.type = type;
    this.expected = expected;
  }

  /** Whether an argument of this type can be one, apart from null. */
  abstract boolean accepts(DataType type);

  /** The types it may have, in words. */
  String expected() {
    return expected;
  }

  /**
   * The type to which Spark is to cast an argument before it comes here.
   *
   * @param given a type that is accepted, or that of null
   */
  DataType castTo(DataType given) {
    return given instanceof StructType ? given : type;
  }

  /** Whether this is the type of a mere {@code NULL}, which may stand for any argument. */
  static boolean isNull(DataType type) {
    return type instanceof NullType;
  }
}
