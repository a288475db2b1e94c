package io.spikelake.source;

import io.spikelake.schemas.SpikeSourceColumns;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The windows of the recordings that were listed. */
record SpikeTable(SpikeSourceOptions options, Configuration conf, List<SourceRecording> recordings)
    implements SupportsRead {

  @Override
  public String name() {
    return "spike " + String.join(", ", options.paths());
  }

  @Override
  @SuppressWarnings("deprecation") // Its successor, columns(), has this as its default.
  public StructType schema() {
    return SpikeSourceColumns.SCHEMA;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ignored) {
    return new SpikeScanBuilder(this);
  }
}
