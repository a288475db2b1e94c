package io.spikelake.jobs.session;

import io.spikelake.jobs.settings.Profile;
import io.spikelake.secrets.Secrets;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Opens the session every job runs in. What the user or the installation has set wins over the
 * shipped profiles, which are set here.
 */
public final class SparkSessions {

  /** Names of settings that Spark hides in its logs and pages: its own, and more keys. */
  private static final String REDACTED =
      "(?i)secret|password|passphrase|token|(access|encryption|account|private|api)[._-]?key";

  private static final String EXTENSIONS = "spark.sql.extensions";

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
    extend(conf);
    add(conf, Profile.DELTA);
    add(conf, Profile.S3);
    conf.setIfMissing("spark.redaction.regex", REDACTED);
    if (conf.get("spark.master").startsWith("local")) {
      oneMachine(conf);
    }
    GpuAdvice.requireTasksCanStart(conf);
    return conf;
  }

  private static void add(SparkConf conf, Profile profile) {
    profile.settings().values().forEach(conf::setIfMissing);
  }

  /** Delta joins what the user has. */
  private static void extend(SparkConf conf) {
    String extensions = conf.get(EXTENSIONS, "");
    if (!extensions.isEmpty() && !Arrays.asList(extensions.split(",")).contains(DELTA_EXTENSION)) {
      conf.set(EXTENSIONS, extensions + "," + DELTA_EXTENSION);
    }
  }

  private static void oneMachine(SparkConf conf) {
    add(conf, Profile.LOCAL);
    conf.setIfMissing(
        "spark.sql.shuffle.partitions",
        Integer.toString(Math.max(2, Runtime.getRuntime().availableProcessors())));
    conf.setIfMissing(
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/spikelake-warehouse");
  }
}
