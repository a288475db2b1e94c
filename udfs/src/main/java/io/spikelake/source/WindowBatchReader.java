package io.spikelake.source;

import io.spikelake.spike.MalformedSpikeStreamException;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Reads the windows of a partition as Arrow batches.
 *
 * <p>Memory: a batch holds at most {@link ReadPlan#batchBytes} bytes of spikes, or one window that
 * is larger, and at most {@value #MAX_ROWS} rows; beside it one window and 8 MiB of planes read
 * ahead (64 MiB of a file with time last), whatever the size of the file, deflated or not. All
 * Arrow memory belongs to an allocator of this reader, which refuses to close while a byte is in
 * use.
 */
final class WindowBatchReader implements PartitionReader<ColumnarBatch> {

  private static final int MAX_ROWS = 4096;

  private final ReadPlan plan;
  private final WindowCursor cursor;
  private final BufferAllocator allocator;
  private WindowVectors vectors;
  private boolean started;
  private boolean waiting;
  private boolean closed;

  WindowBatchReader(SpikePartition partition, ReadPlan plan, Configuration conf) {
    this.plan = plan;
    this.cursor = new WindowCursor(partition, plan, conf);
    this.allocator =
        ArrowUtils.rootAllocator().newChildAllocator("spike windows", 0, Long.MAX_VALUE);
  }

  @Override
  public boolean next() throws IOException {
    if (!started) {
      started = true;
      waiting = cursor.next();
    }
    // A batch without rows comes of a recording that is skipped; the next one may be sound.
    boolean filled = false;
    while (waiting && !filled) {
      fill();
      filled = vectors.rows() > 0;
    }
    return filled;
  }

  /**
   * Fills a batch from the window that the cursor waits at. In new vectors: Spark closes those of a
   * batch that it is done with, and a closed struct has lost its fields.
   */
  private void fill() throws IOException {
    long room = plan.readsSpikes() ? Math.max(plan.batchBytes(), windowBytes()) : 0;
    closeVectors();
    vectors = WindowVectors.create(plan.columns(), allocator);
    vectors.allocate(room, rowCapacity(room));
    while (waiting && windowBytes() <= room && vectors.rows() < MAX_ROWS) {
      room -= windowBytes();
      append();
      waiting = cursor.next();
    }
  }

  private void append() throws IOException {
    try {
      vectors.append(cursor);
    } catch (MalformedSpikeStreamException e) {
      cursor.skip(e);
    }
  }

  private long windowBytes() {
    return plan.readsSpikes() ? cursor.recording().windowBytes(cursor.window()) : 0;
  }

  private int rowCapacity(long room) {
    return plan.readsSpikes()
        ? (int) Math.min(MAX_ROWS, Math.max(1, room / Math.max(1, windowBytes())))
        : MAX_ROWS;
  }

  @Override
  public ColumnarBatch get() {
    return vectors.finish();
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return new CustomTaskMetric[] {SkippedRecordingsMetric.value(cursor.skipped())};
  }

  /** Frees all memory; may be called again. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      cursor.close();
    } finally {
      closeVectors();
      allocator.close();
    }
  }

  private void closeVectors() {
    if (vectors != null) {
      vectors.close();
    }
  }
}
