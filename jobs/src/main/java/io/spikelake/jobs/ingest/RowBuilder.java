package io.spikelake.jobs.ingest;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A row filled by column name. Columns not set are null. */
final class RowBuilder {

  private final StructType schema;
  private final Object[] values;

  RowBuilder(StructType schema) {
    this.schema = schema;
    this.values = new Object[schema.length()];
  }

  RowBuilder set(String column, Object value) {
    values[schema.fieldIndex(column)] = value;
    return this;
  }

  Row build() {
    return RowFactory.create(values);
  }
}
