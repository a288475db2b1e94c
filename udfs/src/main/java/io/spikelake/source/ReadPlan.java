package io.spikelake.source;

import io.spikelake.schemas.SpikeSourceColumns;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.types.StructType;

/**
 * What all tasks of a query have in common.
 *
 * @param columns the columns that the query uses
 * @param batchBytes bytes of spikes after which a batch is full
 * @param skipsBadRecordings whether a damaged recording is left out instead of failing the query
 */
record ReadPlan(
    StructType columns, WindowFilter filter, long batchBytes, boolean skipsBadRecordings)
    implements Serializable {

  boolean readsSpikes() {
    return has(SpikeSourceColumns.SPIKES);
  }

  /** Whether the content of every file is needed, not only where windows are. */
  boolean readsFiles() {
    return readsSpikes() || has(SpikeSourceColumns.RECORDING_VERSION);
  }

  private boolean has(String column) {
    return Arrays.asList(columns.fieldNames()).contains(column);
  }
}
