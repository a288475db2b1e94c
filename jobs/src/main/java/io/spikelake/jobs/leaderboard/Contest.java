package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.Columns;
import java.io.Serializable;
import org.apache.spark.sql.Row;

/** A table's column: what is compared with each other, and never with anything else. */
record Contest(String dataset, String metric) implements Serializable {

  static Contest of(Row row) {
    return new Contest(row.getAs(Columns.DATASET), row.getAs(Columns.METRIC));
  }
}
