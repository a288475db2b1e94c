package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.simulate.DemoArchive;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings and lake on S3A: the same run, the same rows. S3A, Arrow and Delta on one class path.
 */
class S3aIT {

  @TempDir static Path folder;

  private static S3Server server;
  private static String bucket;
  private static Path recordings;

  @BeforeAll
  static void upload() throws Exception {
    SparkSession spark = SharedSpark.session();
    server = S3Server.start(folder);
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    server
        .sparkSettings()
        .forEach((key, value) -> conf.set(key.substring("spark.hadoop.".length()), value));
    bucket = "s3a://" + S3Server.BUCKET;
    recordings = folder.resolve("recordings");
    DemoArchive.write(recordings);
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(bucket + "/recordings");
    FileSystem s3 = target.getFileSystem(conf);
    s3.copyFromLocalFile(new org.apache.hadoop.fs.Path(recordings.toUri()), target);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Lake run(String input, String lake) {
    CommandLineRun run =
        CommandLineRun.of("run", "--input", input, "--dataset", "spike-reds", "--lake", lake);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("spike-reds, 3 samples");
    return new Lake(SharedSpark.session(), lake);
  }

  @Test
  void theRunOnS3GivesTheRowsOfTheLocalRun() {
    Lake remote = run(bucket + "/recordings", bucket + "/lake");
    Lake local = run(recordings.toString(), folder.resolve("lake").toString());
    assertThat(Lakes.frames(remote)).hasSize(9).isEqualTo(Lakes.frames(local));
    assertThat(Lakes.scores(remote)).hasSize(9 * 5).isEqualTo(Lakes.scores(local));
    run(bucket + "/recordings", bucket + "/lake");
    assertThat(Lakes.frames(remote)).hasSize(9);
  }

  @Test
  void theSpikeSourceReadsFromS3IntoDelta() {
    Dataset<Row> windows =
        SharedSpark.session()
            .read()
            .format("spike")
            .option("dataset", "spike-reds")
            .option("window", "41")
            .load(bucket + "/recordings");
    String table = bucket + "/windows";
    windows.write().format("delta").save(table);
    Dataset<Row> stored = SharedSpark.session().read().format("delta").load(table);
    assertThat(stored.count()).isEqualTo(windows.count()).isPositive();
    assertThat(stored.where("length(spikes) = frame_count * 12500").count())
        .isEqualTo(stored.count());
  }
}
