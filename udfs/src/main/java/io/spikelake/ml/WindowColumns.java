package io.spikelake.ml;

import static io.spikelake.schemas.SpikeSourceColumns.FRAME_COUNT;
import static io.spikelake.schemas.SpikeSourceColumns.FRAME_START;
import static io.spikelake.schemas.SpikeSourceColumns.HEIGHT;
import static io.spikelake.schemas.SpikeSourceColumns.KEY_FRAME;
import static io.spikelake.schemas.SpikeSourceColumns.PATH;
import static io.spikelake.schemas.SpikeSourceColumns.SPIKES;
import static io.spikelake.schemas.SpikeSourceColumns.WHITE_RATE;
import static io.spikelake.schemas.SpikeSourceColumns.WIDTH;

import io.spikelake.pack.WindowContract;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where rows have their windows: a column of packed planes and its neighbours, named and meant as
 * those of {@code format("spike")}, or one struct of them.
 */
final class WindowColumns implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int NONE = -1;
  private static final List<DataType> COUNTS =
      List.of(DataTypes.IntegerType, DataTypes.LongType, DataTypes.ShortType);

  private final String input;

  /** The column that holds all others, or {@link #NONE} where the row itself does. */
  private final int struct;

  private final int spikes;
  private final int height;
  private final int width;
  private final int frameCount;
  private final int keyFrame;
  private final int frameStart;
  private final int whiteRate;
  private final int path;

  private WindowColumns(String input, int struct, int spikes, StructType type) {
    this.input = input;
    this.struct = struct;
    this.spikes = spikes;
    this.height = required(type, HEIGHT);
    this.width = required(type, WIDTH);
    this.frameCount = find(type, FRAME_COUNT, COUNTS);
    this.keyFrame = find(type, KEY_FRAME, COUNTS);
    this.frameStart = find(type, FRAME_START, COUNTS);
    this.whiteRate = find(type, WHITE_RATE, List.of(DataTypes.DoubleType));
    this.path = find(type, PATH, List.of(DataTypes.StringType));
    if (keyFrame != NONE && frameStart == NONE) {
      throw new IllegalArgumentException(
          "%s has %s without %s, so that the place of the key frame in the window is unknown; keep"
                  .formatted(where(), KEY_FRAME, FRAME_START)
              + " both or drop both");
    }
  }

  /**
   * @throws IllegalArgumentException if the schema has no windows there; the message says what it
   *     lacks
   */
  static WindowColumns in(StructType schema, String input) {
    int column = index(schema, input);
    if (column == NONE) {
      throw new IllegalArgumentException(
          "There is no column '%s', which inputCol names; the columns are %s"
              .formatted(input, Arrays.toString(schema.fieldNames())));
    }
    DataType type = schema.fields()[column].dataType();
    if (type.equals(DataTypes.BinaryType)) {
      return new WindowColumns(input, NONE, column, schema);
    }
    if (type instanceof StructType fields) {
      int planes = find(fields, SPIKES, List.of(DataTypes.BinaryType));
      if (planes != NONE) {
        return new WindowColumns(input, column, planes, fields);
      }
    }
    throw new IllegalArgumentException(
        "Column '%s' is %s; expected packed planes as binary, or a struct with them in a field %s"
            .formatted(input, type.catalogString(), SPIKES));
  }

  private int required(StructType type, String name) {
    int column = find(type, name, COUNTS);
    if (column == NONE) {
      throw new IllegalArgumentException(
          "%s has no %s beside the spikes, without which they cannot be read; there are %s"
              .formatted(where(), name, Arrays.toString(type.fieldNames())));
    }
    return column;
  }

  private String where() {
    return struct == NONE ? "The table" : "Struct '%s'".formatted(input);
  }

  private static int find(StructType type, String name, List<DataType> expected) {
    int column = index(type, name);
    if (column != NONE && !expected.contains(type.fields()[column].dataType())) {
      throw new IllegalArgumentException(
          "Column '%s' is %s; expected %s"
              .formatted(
                  name,
                  type.fields()[column].dataType().catalogString(),
                  String.join(" or ", expected.stream().map(DataType::catalogString).toList())));
    }
    return column;
  }

  private static int index(StructType type, String name) {
    return Arrays.asList(type.fieldNames()).indexOf(name);
  }

  /** A window and the plane in it that the frame is to show. */
  record Window(SpikeStream spikes, int keyPlane) {}

  /**
   * The window of a row. Where the row does not say which plane is the key frame, the window must
   * be exactly what the network is fed.
   *
   * @throws IllegalArgumentException if there is none, or not the planes that the network is fed
   */
  Window window(Row row, WindowContract contract) {
    Row fields = fields(row);
    int rows = count(fields, height, HEIGHT);
    int columns = count(fields, width, WIDTH);
    byte[] packed = (byte[]) present(fields, spikes, SPIKES);
    if (rows <= 0 || columns <= 0) {
      throw new IllegalArgumentException(
          "planes of %dx%d; expected a positive height and width".formatted(rows, columns));
    }
    long planeBytes = ((long) rows * columns + 7) / 8;
    long planes =
        frameCount == NONE ? packed.length / planeBytes : count(fields, frameCount, FRAME_COUNT);
    if (planes * planeBytes != packed.length || planes <= 0) {
      throw new IllegalArgumentException(
          "%d bytes of spikes; expected %s of %dx%d (height x width), each %d bytes"
              .formatted(
                  packed.length,
                  frameCount == NONE ? "whole planes" : planes + " planes",
                  rows,
                  columns,
                  planeBytes));
    }
    long start = frameStart == NONE ? 0 : number(fields, frameStart, FRAME_START);
    return new Window(
        SpikeStream.ofPacked(packed, (int) planes, rows, columns, RowOrder.TOP_DOWN, start),
        keyPlane(fields, contract, (int) planes, start));
  }

  private int keyPlane(Row fields, WindowContract contract, int planes, long start) {
    if (keyFrame == NONE) {
      if (planes != contract.frames()) {
        throw new IllegalArgumentException(
            "a window of %d planes whose key frame no column %s names; expected exactly the %d that"
                    .formatted(planes, KEY_FRAME, contract.frames())
                + " the network is fed");
      }
      return contract.before();
    }
    long key = number(fields, keyFrame, KEY_FRAME) - start;
    if (key < contract.before() || key - contract.before() + contract.frames() > planes) {
      throw new IllegalArgumentException(
          "a window of %d planes with the key frame at %d of them; expected %d before it and %d"
                  .formatted(planes, key, contract.before(), contract.span().after())
              + " after it: read windows with the options before=%d and after=%d"
                  .formatted(contract.before(), contract.span().after()));
    }
    return (int) key;
  }

  /** Spikes per plane at white, where the row says it. */
  OptionalDouble whiteRate(Row row) {
    Row fields = fields(row);
    return whiteRate == NONE || fields.isNullAt(whiteRate)
        ? OptionalDouble.empty()
        : OptionalDouble.of(fields.getDouble(whiteRate));
  }

  /** Whether rows may say how many spikes per plane white is. */
  boolean haveWhiteRate() {
    return whiteRate != NONE;
  }

  /** The file that a window is from, or null. */
  String path(Row row) {
    return path == NONE || (struct != NONE && row.isNullAt(struct))
        ? null
        : fields(row).getString(path);
  }

  private Row fields(Row row) {
    return struct == NONE ? row : (Row) present(row, struct, input);
  }

  private static int count(Row row, int column, String name) {
    long number = number(row, column, name);
    if (number != (int) number) {
      throw new IllegalArgumentException("%s is %d, which is too large".formatted(name, number));
    }
    return (int) number;
  }

  private static long number(Row row, int column, String name) {
    return ((Number) present(row, column, name)).longValue();
  }

  private static Object present(Row row, int column, String name) {
    Object value = row.get(column);
    if (value == null) {
      throw new IllegalArgumentException("%s is null; expected a window".formatted(name));
    }
    return value;
  }
}
