package io.spikelake.jobs.hq;

import io.spikelake.schemas.FramesTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads the images of rows that are sorted by file. In: rows with {@link FrameImages#FRAME} and
 * {@link FrameImages#FILE}. Out: the same rows, in another order within a file, with two columns
 * more.
 *
 * @param schema of what comes out
 */
record FrameImagesTask(Broadcast<SerializableConfiguration> hadoop, StructType schema)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Images images = new Images(rows, hadoop.value().value(), schema);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> images.close());
    return images;
  }

  /** The rows of one file after the other, an image at a time. */
  private static final class Images implements Iterator<Row>, AutoCloseable {

    private final Iterator<Row> rows;
    private final Configuration conf;
    private final StructType schema;
    private final Map<List<Object>, Row> wanted = new HashMap<>();
    private Row ahead;
    private String name;
    private FrameFile file;

    Images(Iterator<Row> rows, Configuration conf, StructType schema) {
      this.rows = rows;
      this.conf = conf;
      this.schema = schema;
      this.ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return !wanted.isEmpty() || ahead != null;
    }

    @Override
    public Row next() {
      try {
        if (wanted.isEmpty()) {
          open();
        }
        Group group = file.next();
        if (group == null) {
          throw new IllegalStateException(
              "%s has no frame %s, which the table says it has"
                  .formatted(name, wanted.keySet().iterator().next()));
        }
        return withImages(wanted.remove(FrameFile.name(group)), group);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read images of " + name, e);
      }
    }

    private void open() throws IOException {
      close();
      name = ahead.getAs(FrameImages.FILE);
      while (ahead != null && ahead.getAs(FrameImages.FILE).equals(name)) {
        Row row = ahead;
        wanted.put(
            FrameImages.FRAME.stream().map(column -> (Object) row.getAs(column)).toList(), row);
        ahead = rows.hasNext() ? rows.next() : null;
      }
      file = new FrameFile(new Path(URI.create(name)), conf, wanted.keySet());
    }

    private Row withImages(Row row, Group group) {
      Object[] values = new Object[row.size() + 2];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      values[row.size()] = bytes(group, FramesTable.RAW);
      values[row.size() + 1] = bytes(group, FramesTable.PNG);
      // The next task may get this very row, and asks for columns by name.
      return new GenericRowWithSchema(values, schema);
    }

    private static byte[] bytes(Group group, String column) {
      return group.getFieldRepetitionCount(column) == 0
          ? null
          : group.getBinary(column, 0).getBytes();
    }

    @Override
    public void close() {
      try {
        if (file != null) {
          file.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close " + name, e);
      }
    }
  }
}
