package io.spikelake.jobs.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Samples as rows of a Parquet file. */
final class ParquetRows extends WriteSupport<ExportSample> {

  private final ExportColumns columns;
  private final boolean images;
  private final Runnable atEnd;
  private RecordConsumer out;

  /**
   * @param images whether rows have the image, and the metadata say so
   * @param atEnd called when all rows are written, before the footer
   */
  ParquetRows(ExportColumns columns, boolean images, Runnable atEnd) {
    this.columns = columns;
    this.images = images;
    this.atEnd = atEnd;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(
        schema(), images ? Map.of("huggingface", columns.huggingFace()) : Map.of());
  }

  private MessageType schema() {
    Types.MessageTypeBuilder message = Types.buildMessage();
    if (images) {
      message
          .optionalGroup()
          .optional(PrimitiveTypeName.BINARY)
          .named("bytes")
          .optional(PrimitiveTypeName.BINARY)
          .as(stringType())
          .named("path")
          .named(ExportColumns.IMAGE);
    }
    for (ExportColumn column : columns.columns()) {
      switch (column.kind()) {
        case TEXT ->
            message.optional(PrimitiveTypeName.BINARY).as(stringType()).named(column.name());
        case INT32 -> message.optional(PrimitiveTypeName.INT32).named(column.name());
        case INT64 -> message.optional(PrimitiveTypeName.INT64).named(column.name());
        case FLOAT64 -> message.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      }
    }
    return message.named("spikelake");
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.out = consumer;
  }

  @Override
  public void write(ExportSample sample) {
    out.startMessage();
    int index = 0;
    if (images) {
      out.startField(ExportColumns.IMAGE, index);
      image(sample);
      out.endField(ExportColumns.IMAGE, index++);
    }
    List<ExportColumn> all = columns.columns();
    for (ExportColumn column : all) {
      Object value = columns.value(column, sample.row());
      if (value != null) {
        out.startField(column.name(), index);
        add(column.kind(), value);
        out.endField(column.name(), index);
      }
      index++;
    }
    out.endMessage();
  }

  private void image(ExportSample sample) {
    out.startGroup();
    out.startField("bytes", 0);
    out.addBinary(Binary.fromConstantByteArray(sample.png()));
    out.endField("bytes", 0);
    out.startField("path", 1);
    out.addBinary(Binary.fromString(sample.key() + ".png"));
    out.endField("path", 1);
    out.endGroup();
  }

  private void add(ExportColumn.Kind kind, Object value) {
    switch (kind) {
      case TEXT -> out.addBinary(Binary.fromString((String) value));
      case INT32 -> out.addInteger((int) value);
      case INT64 -> out.addLong((long) value);
      case FLOAT64 -> out.addDouble((double) value);
    }
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    atEnd.run();
    return super.finalizeWrite();
  }
}
