package io.spikelake.jobs.io;

import io.spikelake.schemas.Columns;
import java.io.Serializable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One run of a command on a lake.
 *
 * @param id unique name
 * @param sequence its number; rises from run to run of one lake
 */
public record Run(String id, long sequence) implements Serializable {

  /** Adds the columns that say which run wrote a row. */
  public Dataset<Row> sign(Dataset<Row> rows) {
    return rows.withColumn(Columns.RUN_ID, functions.lit(id))
        .withColumn(Columns.COMMITTED_IN, functions.lit(sequence));
  }
}
