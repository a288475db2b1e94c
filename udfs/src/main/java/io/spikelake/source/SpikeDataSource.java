package io.spikelake.source;

import io.spikelake.schemas.SpikeSourceColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spike recordings as a Spark table: {@code spark.read().format("spike").option("dataset",
 * "spike-reds").load(path)}.
 *
 * <p>A row is a window of a recording; columns are those of {@link SpikeSourceColumns}, options
 * those of {@link SpikeOption}. The recordings are listed when the table is made, as Spark's own
 * file sources do; they are opened when a query runs, and only for what it uses: without the column
 * {@code spikes} no spike is read.
 */
public final class SpikeDataSource implements TableProvider, DataSourceRegister {

  @Override
  public String shortName() {
    return "spike";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SpikeSourceColumns.SCHEMA;
  }

  /**
   * @throws IllegalArgumentException if an option is unknown or bad, or an input does not exist
   */
  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    SpikeSourceOptions options = SpikeSourceOptions.parse(properties);
    Configuration conf = hadoopConf(properties);
    try {
      return new SpikeTable(options, conf, RecordingInventory.list(options, conf));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Could not list %s: %s".formatted(options.paths(), e.getMessage()), e);
    }
  }

  private static Configuration hadoopConf(Map<String, String> options) {
    Configuration conf = SparkSession.active().sessionState().newHadoopConf();
    options.forEach(
        (key, value) -> {
          if (key.startsWith("fs.") && value != null) {
            conf.set(key, value);
          }
        });
    return conf;
  }
}
