package io.spikelake.jobs.hq;

import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.filter2.columnindex.RowRanges;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A Parquet file of {@code frames}. Of the wanted rows it gives name and images; of the pages that
 * hold images only those are read that hold one of a wanted row. Filters of Parquet cannot do this:
 * they pass over pages by what the pages of a narrow column say, which hold thousands of rows.
 */
final class FrameFile implements AutoCloseable {

  /** The columns that name a row, in the order of {@link FrameImages#FRAME}. */
  private static final List<String> NAME =
      FrameImages.FRAME.stream()
          .map(column -> column.equals(HqImagesTable.MADE_IN) ? Columns.COMMITTED_IN : column)
          .toList();

  private static final List<String> NAME_AND_IMAGES =
      Keys.with(NAME, FramesTable.RAW, FramesTable.PNG);

  private final ParquetFileReader reader;
  private final MessageType schema;
  private final Set<List<Object>> wanted;
  private int rowGroup;
  private RecordReader<Group> rows;
  private long left;

  /**
   * @param wanted names of rows, values in the order of {@link FrameImages#FRAME}
   */
  FrameFile(Path path, Configuration conf, Set<List<Object>> wanted) throws IOException {
    this.reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, conf));
    this.schema = reader.getFileMetaData().getSchema();
    this.wanted = wanted;
  }

  /** The next wanted row, or null after the last. */
  Group next() throws IOException {
    while (true) {
      while (left > 0) {
        left--;
        Group row = rows.read();
        if (wanted.contains(name(row))) {
          return row;
        }
      }
      if (rowGroup == reader.getRowGroups().size()) {
        return null;
      }
      open(rowGroup++);
    }
  }

  private void open(int index) throws IOException {
    BlockMetaData block = reader.getRowGroups().get(index);
    TreeSet<Long> places = places(index, block);
    if (!places.isEmpty()) {
      MessageType columns = only(NAME_AND_IMAGES);
      reader.setRequestedSchema(columns);
      PageReadStore pages = reader.readFilteredRowGroup(index, ranges(block, places));
      rows = records(columns, pages);
      left = pages.getRowCount();
    }
  }

  /** Where in a row group the wanted rows are, counted from its first. */
  private TreeSet<Long> places(int index, BlockMetaData block) throws IOException {
    MessageType columns = only(NAME);
    reader.setRequestedSchema(columns);
    RecordReader<Group> names = records(columns, reader.readRowGroup(index));
    TreeSet<Long> places = new TreeSet<>();
    for (long row = 0; row < block.getRowCount(); row++) {
      if (wanted.contains(name(names.read()))) {
        places.add(row);
      }
    }
    return places;
  }

  /**
   * The rows of the pages of raw images that hold the places; all rows if the file has no index.
   */
  private RowRanges ranges(BlockMetaData block, TreeSet<Long> places) throws IOException {
    ColumnChunkMetaData raw =
        block.getColumns().stream()
            .filter(column -> column.getPath().toDotString().equals(FramesTable.RAW))
            .findFirst()
            .orElseThrow();
    OffsetIndex index = reader.readOffsetIndex(raw);
    if (index == null) {
      return RowRanges.createSingle(block.getRowCount());
    }
    List<Integer> pages = new ArrayList<>();
    for (int page = 0; page < index.getPageCount(); page++) {
      Long place = places.ceiling(index.getFirstRowIndex(page));
      if (place != null && place <= index.getLastRowIndex(page, block.getRowCount())) {
        pages.add(page);
      }
    }
    return RowRanges.create(
        block.getRowCount(), pages.stream().mapToInt(Integer::intValue).iterator(), index);
  }

  private RecordReader<Group> records(MessageType columns, PageReadStore pages) {
    return new ColumnIOFactory()
        .getColumnIO(columns, schema)
        .getRecordReader(pages, new GroupRecordConverter(columns));
  }

  /** Some columns, in the types of the file and as far as it has them. */
  private MessageType only(List<String> columns) {
    return new MessageType(
        schema.getName(),
        schema.getFields().stream().filter(field -> columns.contains(field.getName())).toList());
  }

  /** What names a row. */
  static List<Object> name(Group row) {
    List<Object> name = new ArrayList<>();
    for (String column : NAME) {
      boolean number =
          row.getType().getType(column).asPrimitiveType().getPrimitiveTypeName()
              == PrimitiveTypeName.INT64;
      name.add(
          number ? (Object) row.getLong(column, 0) : row.getBinary(column, 0).toStringUsingUTF8());
    }
    return name;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
