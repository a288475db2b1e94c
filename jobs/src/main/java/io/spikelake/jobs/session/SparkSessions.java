package io.spikelake.jobs.session;

import io.spikelake.jobs.storage.ConditionalLogStore;
import io.spikelake.jobs.storage.LinkLogStore;
import io.spikelake.secrets.Secrets;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Opens the session every job runs in. What the user or the installation has set wins over what is
 * set here.
 */
public final class SparkSessions {

  /** Names of settings that Spark hides in its logs and pages: its own, and more keys. */
  private static final String REDACTED =
      "(?i)secret|password|passphrase|token|(access|encryption|account|private|api)[._-]?key";

  private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";

  private SparkSessions() {}

  /** Opens a session, or returns the one that is open, as it is. */
  public static SparkSession open(String applicationName) {
    Option<SparkSession> open = SparkSession.getDefaultSession();
    SparkSession session =
        open.isDefined()
            ? open.get()
            : SparkSession.builder().config(settings(applicationName)).getOrCreate();
    Secrets.learn(session.sparkContext().hadoopConfiguration());
    return session;
  }

  /** The settings of a new session. */
  static SparkConf settings(String applicationName) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", applicationName);
    delta(conf);
    wideRows(conf);
    s3(conf);
    conf.setIfMissing("spark.redaction.regex", REDACTED);
    if (conf.get("spark.master").startsWith("local")) {
      oneMachine(conf);
    }
    return conf;
  }

  private static void delta(SparkConf conf) {
    String extensions = conf.get("spark.sql.extensions", "");
    if (!Arrays.asList(extensions.split(",")).contains(DELTA_EXTENSION)) {
      conf.set(
          "spark.sql.extensions",
          extensions.isEmpty() ? DELTA_EXTENSION : extensions + "," + DELTA_EXTENSION);
    }
    conf.setIfMissing(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    conf.setIfMissing("spark.delta.logStore.s3a.impl", ConditionalLogStore.class.getName());
    conf.setIfMissing("spark.delta.logStore.file.impl", LinkLogStore.class.getName());
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
  }

  /**
   * Rows that carry pictures of up to some hundred kilobytes: small row groups, pages cut by bytes
   * rather than by 100 rows and so small that a single picture can be read, and few rows at a time
   * when they are read.
   */
  private static void wideRows(SparkConf conf) {
    conf.setIfMissing("spark.hadoop.parquet.block.size", "67108864");
    conf.setIfMissing("spark.hadoop.parquet.page.size.row.check.min", "1");
    conf.setIfMissing("spark.hadoop.parquet.page.size", "65536");
    conf.setIfMissing("spark.sql.parquet.columnarReaderBatchSize", "64");
  }

  /**
   * S3 answers some requests of a long run with errors, and a prefix that is asked too much with
   * 503 for minutes: how long a request is tried again, and how many are under way. Hadoop's
   * defaults moved from release to release. The classic stream, because the one that is Hadoop's
   * default does not read again what a connection that ends early has cut off.
   */
  private static void s3(SparkConf conf) {
    // Recordings are read in ranges that are known; other streams guess at Parquet.
    conf.setIfMissing("spark.hadoop.fs.s3a.input.stream.type", "classic");
    conf.setIfMissing("spark.hadoop.fs.s3a.connection.maximum", "512");
    conf.setIfMissing("spark.hadoop.fs.s3a.threads.max", "256");
    conf.setIfMissing("spark.hadoop.fs.s3a.attempts.maximum", "5");
    conf.setIfMissing("spark.hadoop.fs.s3a.retry.limit", "7");
    conf.setIfMissing("spark.hadoop.fs.s3a.retry.interval", "500ms");
    conf.setIfMissing("spark.hadoop.fs.s3a.retry.throttle.limit", "20");
    conf.setIfMissing("spark.hadoop.fs.s3a.retry.throttle.interval", "500ms");
    conf.setIfMissing("spark.hadoop.fs.s3a.vectored.read.min.seek.size", "128K");
    conf.setIfMissing("spark.hadoop.fs.s3a.vectored.read.max.merged.size", "8M");
  }

  /** Defaults meant for clusters cost seconds on a laptop. */
  private static void oneMachine(SparkConf conf) {
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing(
        "spark.sql.shuffle.partitions",
        Integer.toString(Math.max(2, Runtime.getRuntime().availableProcessors())));
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
    conf.setIfMissing("spark.sql.codegen.cache.maxEntries", "1000");
    conf.setIfMissing(
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/spikelake-warehouse");
  }
}
