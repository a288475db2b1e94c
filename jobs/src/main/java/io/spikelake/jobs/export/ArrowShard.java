package io.spikelake.jobs.export;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** An Arrow IPC file with the columns of {@link ParquetShard}. */
final class ArrowShard implements ShardWriter {

  /** A batch is as many images as have this many bytes, which a task holds. */
  private static final long BATCH_BYTES = 16L << 20;

  private final ExportFile file;
  private final ExportColumns columns;
  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot batch;
  private final ArrowFileWriter writer;
  private int rows;
  private long bytes;
  private long count;

  private ArrowShard(ExportFile file, ExportColumns columns) throws IOException {
    this.file = file;
    this.columns = columns;
    this.batch = VectorSchemaRoot.create(schema(columns), allocator);
    this.writer =
        new ArrowFileWriter(batch, new MapDictionaryProvider(), Channels.newChannel(file.stream()));
    writer.start();
  }

  static ArrowShard open(ExportFolder folder, Shard shard, ExportColumns columns)
      throws IOException {
    ExportFile file =
        folder.create(
            "data/%s-%05d-of-%05d.arrow".formatted(shard.folder(), shard.index(), shard.count()));
    try {
      return new ArrowShard(file, columns);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Schema schema(ExportColumns columns) {
    List<Field> fields = new ArrayList<>();
    fields.add(
        new Field(
            ExportColumns.IMAGE,
            FieldType.nullable(ArrowType.Struct.INSTANCE),
            List.of(
                Field.nullable("bytes", ArrowType.Binary.INSTANCE),
                Field.nullable("path", ArrowType.Utf8.INSTANCE))));
    for (ExportColumn column : columns.columns()) {
      ArrowType type =
          switch (column.kind()) {
            case TEXT -> ArrowType.Utf8.INSTANCE;
            case INT32 -> new ArrowType.Int(Integer.SIZE, true);
            case INT64 -> new ArrowType.Int(Long.SIZE, true);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
          };
      fields.add(Field.nullable(column.name(), type));
    }
    return new Schema(fields, Map.of("huggingface", columns.huggingFace()));
  }

  @Override
  public void add(ExportSample sample) throws IOException {
    StructVector image = (StructVector) batch.getVector(ExportColumns.IMAGE);
    image.setIndexDefined(rows);
    image.getChild("bytes", VarBinaryVector.class).setSafe(rows, sample.png());
    image.getChild("path", VarCharVector.class).setSafe(rows, utf8(sample.key() + ".png"));
    for (ExportColumn column : columns.columns()) {
      Object value = columns.value(column, sample.row());
      if (value != null) {
        set(batch.getVector(column.name()), value);
      }
    }
    rows++;
    bytes += sample.png().length;
    if (bytes >= BATCH_BYTES) {
      flush();
    }
  }

  private void set(FieldVector vector, Object value) {
    if (vector instanceof VarCharVector texts) {
      texts.setSafe(rows, utf8((String) value));
    } else if (vector instanceof IntVector numbers) {
      numbers.setSafe(rows, (int) value);
    } else if (vector instanceof BigIntVector numbers) {
      numbers.setSafe(rows, (long) value);
    } else {
      ((Float8Vector) vector).setSafe(rows, (double) value);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void flush() throws IOException {
    batch.setRowCount(rows);
    writer.writeBatch();
    // Cleared, so that no value of this batch is left where the next one has none.
    batch.clear();
    count += rows;
    rows = 0;
    bytes = 0;
  }

  @Override
  public List<ExportedFile> finish() throws IOException {
    if (rows > 0) {
      flush();
    }
    writer.end();
    return List.of(file.commit(count));
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
      batch.close();
      allocator.close();
    } finally {
      file.close();
    }
  }
}
