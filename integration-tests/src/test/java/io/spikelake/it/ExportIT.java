package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From recordings to a data set for training by the command line, on local files and on S3A. */
class ExportIT {

  @TempDir static Path folder;

  private static S3Server server;
  private static String bucket;
  private static Lake lake;

  @BeforeAll
  static void select() throws Exception {
    // Hadoop keeps what it has opened of a bucket, for the tests that come after in this JVM too.
    String own = "exports";
    server = S3Server.start(folder, own);
    server.bucketSettings(own, server.port()).forEach((key, value) -> conf().set(key, value));
    bucket = "s3a://" + own;
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    lake = SharedSpark.lake(folder.resolve("lake"));
    CommandLineRun.succeed(Commands.run(recordings, lake, "--keep", "raw"));
    CommandLineRun.succeed(
        Commands.of("select-hq", lake, "--methods", "tfp:window=41,tfi", "--name", "best"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Configuration conf() {
    return SharedSpark.session().sparkContext().hadoopConfiguration();
  }

  private static CommandLineRun export(String format, String target, String... more) {
    return CommandLineRun.of(
        Commands.join(
            Commands.of("export", lake, "--selection", "best", "--format", format, "--to", target),
            more));
  }

  @ParameterizedTest
  @ValueSource(strings = {"imagefolder", "webdataset"})
  void theFilesOnS3AreThoseOfTheLocalFolder(String format) throws Exception {
    Path local = folder.resolve("exports/" + format);
    CommandLineRun done = export(format, local.toString());
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).startsWith("3 samples in ").contains("\nchecksum ");

    String remote = bucket + "/exports/" + format;
    assertThat(export(format, remote).exitCode()).isZero();
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(remote);
    FileSystem fs = root.getFileSystem(conf());
    List<String> lines = Files.readAllLines(local.resolve("SHA256SUMS"));
    for (String line : lines) {
      String[] sumAndPath = line.split("  ", 2);
      assertThat(sha256(fs, new org.apache.hadoop.fs.Path(root, sumAndPath[1])))
          .as(sumAndPath[1])
          .isEqualTo(sumAndPath[0]);
    }
    assertThat(fs.getContentSummary(root).getFileCount()).isEqualTo(lines.size() + 1);

    CommandLineRun again = export(format, remote);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("has an export; choose another, or give --overwrite");
    assertThat(export(format, remote, "--overwrite").out())
        .contains(" in " + remote + "\n")
        .endsWith(done.out().substring(done.out().indexOf("\nchecksum ")));
  }

  private static String sha256(FileSystem fs, org.apache.hadoop.fs.Path path) throws Exception {
    try (InputStream in = fs.open(path)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }

  @Test
  void theCardTellsWhatWasChosenAndByWhichRule() throws Exception {
    Path target = folder.resolve("card");
    assertThat(export("arrow", target.toString()).exitCode()).isZero();
    assertThat(Files.readString(target.resolve("README.md"), StandardCharsets.UTF_8))
        .contains(
            "spike-reds", "Spk2ImgNet", "Licence: not stated", "\"methods\":[", "[tfp/", "niqe/");
  }

  @Test
  void mistakesAreTold() {
    CommandLineRun unknown = export("zip", folder.resolve("zip").toString());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("Format 'zip'; expected one of imagefolder, webdataset");
    CommandLineRun pairs = export("pairs", folder.resolve("p").toString());
    assertThat(pairs.exitCode()).isEqualTo(2);
    assertThat(pairs.err()).contains("Pairs need a method for the low-quality images");
  }
}
