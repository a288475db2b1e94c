package io.spikelake.jobs.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Where a Parquet file goes, with a footer that is the same in every JVM: the library lists the
 * encodings of a column in the order of a hash set of enum constants, which is that of their places
 * in memory. What follows the rows is held back, and the lists are sorted.
 *
 * <pre>
 * row groups, indexes
 * footer         FileMetaData, Thrift
 * length of it   4 bytes, little-endian
 * "PAR1"         4 bytes
 * </pre>
 */
final class ParquetOutput extends PositionOutputStream implements OutputFile {

  private static final int LENGTH_AND_MAGIC = 8;

  private final OutputStream stream;
  private ByteArrayOutputStream tail;
  private long position;

  /**
   * @param stream not closed
   */
  ParquetOutput(OutputStream stream) {
    this.stream = stream;
  }

  /** From here on no rows follow. */
  void holdBack() {
    tail = new ByteArrayOutputStream();
  }

  /** Writes what was held back. */
  void finish() throws IOException {
    byte[] held = tail.toByteArray();
    ByteBuffer end = ByteBuffer.wrap(held).order(ByteOrder.LITTLE_ENDIAN);
    int footerLength = end.getInt(held.length - LENGTH_AND_MAGIC);
    int footerStart = held.length - LENGTH_AND_MAGIC - footerLength;
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(held, footerStart, footerLength));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        sort(column.getMeta_data());
      }
    }
    ByteArrayOutputStream sorted = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, sorted);
    stream.write(held, 0, footerStart);
    stream.write(sorted.toByteArray());
    end.putInt(held.length - LENGTH_AND_MAGIC, sorted.size());
    stream.write(held, held.length - LENGTH_AND_MAGIC, LENGTH_AND_MAGIC);
  }

  private static void sort(ColumnMetaData column) {
    column.getEncodings().sort(Comparator.comparing(Encoding::getValue));
    if (column.isSetEncoding_stats()) {
      column
          .getEncoding_stats()
          .sort(
              Comparator.comparing((PageEncodingStats pages) -> pages.getPage_type().getValue())
                  .thenComparing(pages -> pages.getEncoding().getValue()));
    }
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    (tail == null ? stream : tail).write(value);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    (tail == null ? stream : tail).write(bytes, offset, length);
    position += length;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
