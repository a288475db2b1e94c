package io.spikelake.source;

import static io.spikelake.schemas.SpikeSourceColumns.BYTE_LENGTH;
import static io.spikelake.schemas.SpikeSourceColumns.BYTE_OFFSET;
import static io.spikelake.schemas.SpikeSourceColumns.DATASET;
import static io.spikelake.schemas.SpikeSourceColumns.EXTERNAL_PATH;
import static io.spikelake.schemas.SpikeSourceColumns.FRAME_COUNT;
import static io.spikelake.schemas.SpikeSourceColumns.FRAME_START;
import static io.spikelake.schemas.SpikeSourceColumns.HEIGHT;
import static io.spikelake.schemas.SpikeSourceColumns.KEY_FRAME;
import static io.spikelake.schemas.SpikeSourceColumns.LABEL;
import static io.spikelake.schemas.SpikeSourceColumns.LABEL_NAME;
import static io.spikelake.schemas.SpikeSourceColumns.LENGTH;
import static io.spikelake.schemas.SpikeSourceColumns.MODIFICATION_TIME;
import static io.spikelake.schemas.SpikeSourceColumns.OFFSET;
import static io.spikelake.schemas.SpikeSourceColumns.PATH;
import static io.spikelake.schemas.SpikeSourceColumns.RECORDING_ID;
import static io.spikelake.schemas.SpikeSourceColumns.RECORDING_VERSION;
import static io.spikelake.schemas.SpikeSourceColumns.REFERENCE;
import static io.spikelake.schemas.SpikeSourceColumns.REFERENCE_LENGTH;
import static io.spikelake.schemas.SpikeSourceColumns.SPIKES;
import static io.spikelake.schemas.SpikeSourceColumns.WHITE_RATE;
import static io.spikelake.schemas.SpikeSourceColumns.WIDTH;
import static io.spikelake.schemas.SpikeSourceColumns.WINDOW_INDEX;

import io.spikelake.dataset.Label;
import io.spikelake.spike.ByteRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The Arrow vectors of a batch, one per column that the query uses, filled row by row. */
final class WindowVectors implements AutoCloseable {

  private static final long MICROS_PER_MILLI = 1000;

  /** Writes one column of one row. */
  private interface Cell {
    void write(int row, WindowCursor at) throws IOException;
  }

  private final List<FieldVector> vectors = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private VarBinaryVector spikes;
  private int rows;

  private WindowVectors() {}

  static WindowVectors create(StructType columns, BufferAllocator allocator) {
    WindowVectors created = new WindowVectors();
    try {
      for (Field field : ArrowUtils.toArrowSchema(columns, "UTC", true, false).getFields()) {
        FieldVector vector = field.createVector(allocator);
        created.vectors.add(vector);
        created.cells.add(created.cell(field.getName(), vector));
      }
      return created;
    } catch (RuntimeException | Error e) {
      created.close();
      throw e;
    }
  }

  private Cell cell(String column, FieldVector vector) {
    return switch (column) {
      case PATH -> text(vector, at -> at.recording().source().path());
      case MODIFICATION_TIME -> {
        TimeStampMicroTZVector times = (TimeStampMicroTZVector) vector;
        yield (row, at) ->
            times.setSafe(
                row, at.recording().source().file().modificationTime() * MICROS_PER_MILLI);
      }
      case LENGTH -> number(vector, at -> at.recording().source().file().length());
      case RECORDING_ID -> text(vector, at -> at.recording().source().recordingId());
      case RECORDING_VERSION -> text(vector, at -> at.recording().version());
      case DATASET -> text(vector, at -> at.recording().source().dataset());
      case LABEL -> label((BigIntVector) vector);
      case LABEL_NAME -> text(vector, at -> at.recording().label().map(Label::name).orElse(null));
      case WHITE_RATE -> whiteRate((Float8Vector) vector);
      case HEIGHT -> count(vector, at -> at.recording().header().height());
      case WIDTH -> count(vector, at -> at.recording().header().width());
      case WINDOW_INDEX -> number(vector, WindowCursor::window);
      case KEY_FRAME -> number(vector, at -> at.recording().grid().keyFrame(at.window()));
      case FRAME_START -> number(vector, at -> at.recording().grid().start(at.window()));
      case FRAME_COUNT -> count(vector, at -> at.recording().grid().frameCount(at.window()));
      case BYTE_OFFSET -> number(vector, at -> range(at).position());
      case BYTE_LENGTH -> number(vector, at -> range(at).length());
      case REFERENCE -> reference((StructVector) vector);
      case SPIKES -> {
        spikes = (VarBinaryVector) vector;
        yield this::writeSpikes;
      }
      default -> throw new IllegalArgumentException("Unknown column '%s'".formatted(column));
    };
  }

  private interface Value<T> {
    T of(WindowCursor at) throws IOException;
  }

  private static Cell text(FieldVector vector, Value<String> value) {
    VarCharVector texts = (VarCharVector) vector;
    return (row, at) -> {
      String text = value.of(at);
      if (text == null) {
        texts.setNull(row);
      } else {
        texts.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static Cell number(FieldVector vector, Value<Long> value) {
    BigIntVector numbers = (BigIntVector) vector;
    return (row, at) -> numbers.setSafe(row, value.of(at));
  }

  private static Cell count(FieldVector vector, Value<Integer> value) {
    IntVector counts = (IntVector) vector;
    return (row, at) -> counts.setSafe(row, value.of(at));
  }

  private static Cell label(BigIntVector labels) {
    return (row, at) ->
        at.recording()
            .label()
            .map(Label::number)
            .ifPresentOrElse(number -> labels.setSafe(row, number), () -> labels.setNull(row));
  }

  private static Cell whiteRate(Float8Vector rates) {
    return (row, at) ->
        at.recording()
            .source()
            .spec()
            .whiteRate()
            .ifPresentOrElse(rate -> rates.setSafe(row, rate), () -> rates.setNull(row));
  }

  private static Cell reference(StructVector struct) {
    Cell path = text(struct.getChild(EXTERNAL_PATH), at -> at.recording().source().path());
    Cell offset = number(struct.getChild(OFFSET), at -> range(at).position());
    Cell length = number(struct.getChild(REFERENCE_LENGTH), at -> range(at).length());
    return (row, at) -> {
      struct.setIndexDefined(row);
      path.write(row, at);
      offset.write(row, at);
      length.write(row, at);
    };
  }

  private void writeSpikes(int row, WindowCursor at) throws IOException {
    OpenedRecording recording = at.recording();
    int start = recording.read(at.window(), at.rangeEnd());
    spikes.setSafe(row, recording.packed(), start, recording.windowBytes(at.window()));
  }

  private static ByteRange range(WindowCursor at) {
    OpenedRecording recording = at.recording();
    WindowGrid grid = recording.grid();
    return recording.recording().byteRange(grid.start(at.window()), grid.frameCount(at.window()));
  }

  /**
   * Makes room for a batch.
   *
   * @param spikeBytes bytes of spikes to make room for
   */
  void allocate(long spikeBytes, int rowCapacity) {
    for (FieldVector vector : vectors) {
      if (vector == spikes) {
        spikes.allocateNew(spikeBytes, rowCapacity);
      } else {
        vector.setInitialCapacity(rowCapacity);
        vector.allocateNew();
      }
    }
  }

  /** Adds the window that a cursor is at; if that fails, the batch is as before. */
  void append(WindowCursor at) throws IOException {
    for (Cell cell : cells) {
      cell.write(rows, at);
    }
    rows++;
  }

  int rows() {
    return rows;
  }

  /** The batch, which shares the memory of these vectors. */
  ColumnarBatch finish() {
    vectors.forEach(vector -> vector.setValueCount(rows));
    return new ColumnarBatch(
        vectors.stream().map(ArrowColumnVector::new).toArray(ColumnVector[]::new), rows);
  }

  @Override
  public void close() {
    vectors.forEach(FieldVector::close);
  }
}
