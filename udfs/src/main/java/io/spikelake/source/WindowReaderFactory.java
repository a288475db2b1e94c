package io.spikelake.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;

/** Makes the readers in the tasks. */
record WindowReaderFactory(ReadPlan plan, Broadcast<SerializableConfiguration> conf)
    implements PartitionReaderFactory {

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("Windows are read as columnar batches only");
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    WindowBatchReader reader =
        new WindowBatchReader((SpikePartition) partition, plan, conf.value().value());
    closeWithTask(reader);
    return reader;
  }

  /** Spark closes readers that it is done with; a task that fails or is killed must do so too. */
  private static void closeWithTask(WindowBatchReader reader) {
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener(
          context -> {
            try {
              reader.close();
            } catch (IOException e) {
              throw new UncheckedIOException("Could not close a spike recording", e);
            }
          });
    }
  }
}
