package io.spikelake.source;

import io.spikelake.schemas.SpikeSourceColumns;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Takes what a query needs: its columns, and the filters that narrow the windows down. */
final class SpikeScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownFilters {

  private final SpikeTable table;
  private StructType columns = SpikeSourceColumns.SCHEMA;
  private WindowFilter filter = WindowFilter.NONE;

  SpikeScanBuilder(SpikeTable table) {
    this.table = table;
  }

  @Override
  public void pruneColumns(StructType required) {
    // Whole columns: the three fields of a reference are not worth pruning.
    Set<String> names = Set.of(required.fieldNames());
    columns =
        new StructType(
            Stream.of(SpikeSourceColumns.SCHEMA.fields())
                .filter(field -> names.contains(field.name()))
                .toArray(StructField[]::new));
  }

  /** Every filter is also left to Spark: what is selected here may be too much. */
  @Override
  public Filter[] pushFilters(Filter[] filters) {
    filter = WindowFilter.of(filters);
    return filters;
  }

  @Override
  public Filter[] pushedFilters() {
    return filter.understood().toArray(Filter[]::new);
  }

  @Override
  public Scan build() {
    SpikeSourceOptions options = table.options();
    ReadPlan plan =
        new ReadPlan(columns, filter, options.batchBytes(), options.skipsBadRecordings());
    return new SpikeScan(table, plan);
  }
}
