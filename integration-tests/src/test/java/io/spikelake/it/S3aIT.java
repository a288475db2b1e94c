package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.pack.PackFiles;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
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
    DemoRecordings.write(recordings);
    FaultyS3.upload(recordings, bucket + "/recordings", conf);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Lake run(String input, String root) {
    Lake lake = new Lake(SharedSpark.session(), root);
    CommandLineRun run = CommandLineRun.succeed(Commands.run(input, lake));
    assertThat(run.out()).contains("spike-reds, 3 samples");
    return lake;
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

  /** The commands for packs start no Spark; they are told of the storage as Spark would be. */
  @Test
  void packsAreAddedFromS3AsFolderAndAsZip() throws Exception {
    Map<String, byte[]> files = TestPacks.files(TestPacks.ONNX);
    put("packs/tiny.zip", TestPacks.zip(files));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      put("packs/tiny/" + file.getKey(), file.getValue());
    }
    Map<String, String> settings = server.sparkSettings();
    settings.forEach(System::setProperty);
    try {
      for (String location : List.of("packs/tiny.zip", "packs/tiny")) {
        Path store = Files.createTempDirectory(folder, "packs");
        CommandLineRun added =
            CommandLineRun.of(
                "packs", "add", "--pack-dir", store.toString(), bucket + "/" + location);
        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.err()).contains(TestPacks.ONNX).contains("verified on cpu");
        assertThat(PackFiles.at(Path.of(added.out().strip())).id())
            .isEqualTo(TestPacks.pack(TestPacks.ONNX).id());
      }
      CommandLineRun absent = CommandLineRun.of("packs", "add", bucket + "/packs/absent.zip");
      assertThat(absent.exitCode()).isEqualTo(1);
      assertThat(absent.err())
          .contains("There is no model pack at " + bucket + "/packs/absent.zip");
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  private static void put(String key, byte[] content) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(bucket + "/" + key);
    Configuration conf = SharedSpark.session().sparkContext().hadoopConfiguration();
    try (OutputStream out = path.getFileSystem(conf).create(path)) {
      out.write(content);
    }
  }
}
