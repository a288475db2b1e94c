package io.spikelake.jobs.session;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the session every job runs in. What the user or the installation has set wins over what is
 * set here.
 */
public final class SparkSessions {

  private SparkSessions() {}

  /** Opens a session, or returns the one that is open. */
  public static SparkSession open(String applicationName) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", applicationName);
    delta(conf);
    wideRows(conf);
    if (conf.get("spark.master").startsWith("local")) {
      oneMachine(conf);
    }
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    return session;
  }

  private static void delta(SparkConf conf) {
    conf.setIfMissing("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    conf.setIfMissing(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
  }

  /** Rows that carry pictures: small row groups, and pages cut by bytes rather than by 100 rows. */
  private static void wideRows(SparkConf conf) {
    conf.setIfMissing("spark.hadoop.parquet.block.size", "67108864");
    conf.setIfMissing("spark.hadoop.parquet.page.size.row.check.min", "1");
    conf.setIfMissing("spark.sql.parquet.columnarReaderBatchSize", "512");
  }

  /** Defaults meant for clusters cost seconds on a laptop. */
  private static void oneMachine(SparkConf conf) {
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.sql.shuffle.partitions", "2");
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
    conf.setIfMissing("spark.sql.codegen.cache.maxEntries", "1000");
    conf.setIfMissing(
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/spikelake-warehouse");
  }
}
