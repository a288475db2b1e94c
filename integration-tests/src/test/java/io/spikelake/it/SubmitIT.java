package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one jar on somebody's Spark: plain {@code spark-submit} to a cluster of two worker processes
 * with a simulated GPU each, recordings and lake on S3, keys in the environment. The lake says what
 * that of {@code run} on local files says.
 */
class SubmitIT {

  private static final String[] WHAT = {
    "--methods=tfp,spikelake-lrn", "--metrics=psnr,niqe", "--first=60", "--stride=60"
  };

  @TempDir Path folder;

  @Test
  void theJarOnAClusterWithGpusAndS3GivesTheDigestOfALaptop() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Lake laptop = SharedSpark.lake(folder.resolve("laptop"));
    CommandLineRun.succeed(Commands.run(recordings, laptop, WHAT));

    try (S3Server server = S3Server.start(folder, "submitted", "accesskey", "secretkey")) {
      String bucket = "s3a://submitted/";
      FaultyS3.upload(recordings, bucket + "recordings", hadoop(server));
      CommandLineRun there = submit(server, bucket);
      assertThat(there.exitCode()).as(there.err()).isZero();
    }
    // The server keeps objects as files.
    Lake cluster = SharedSpark.lake(folder.resolve("objects/submitted/lake"));
    assertThat(digest(cluster)).isEqualTo(digest(laptop));
    assertThat(devices(cluster)).containsExactly("simulated-gpu:0");
    assertThat(devices(laptop)).containsExactly("cpu");
  }

  private CommandLineRun submit(S3Server server, String bucket) throws Exception {
    SparkInstallation spark = SparkInstallation.withDeltaAndS3(folder.resolve("spark"));
    Map<String, String> conf = new TreeMap<>(server.sparkSettings());
    conf.keySet().removeIf(key -> key.matches(".*\\.(access\\.key|secret\\.key|credentials\\..*)"));
    conf.put("spark.worker.resource.gpu.amount", "1");
    conf.put("spark.worker.resource.gpu.discoveryScript", discovery().toString());
    conf.put("spark.executor.resource.gpu.discoveryScript", discovery().toString());
    conf.put("spark.executor.memory", "1g");
    conf.put("spark.executor.extraJavaOptions", "-Dspikelake.simulated-gpus=1");
    conf.put("spark.local.dir", folder.resolve("local").toString());
    conf.putAll(SharedSpark.FOR_A_FEW_ROWS);

    List<String> command = new ArrayList<>(List.of(spark.submit(), "--master"));
    command.add("local-cluster[2,8,1024]");
    command.addAll(List.of("--class", "io.spikelake.cli.SpikeLake"));
    conf.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(jar().toString());
    command.addAll(List.of("--profile", "gpu"));
    Lake lake = new Lake(SharedSpark.session(), bucket + "lake");
    command.addAll(List.of(Commands.run(bucket + "recordings", lake, WHAT)));

    Map<String, String> environment = new TreeMap<>(spark.environment());
    environment.put("AWS_ACCESS_KEY_ID", "accesskey");
    environment.put("AWS_SECRET_ACCESS_KEY", "secretkey");
    environment.put("PATH", folder.resolve("fake") + ":" + System.getenv("PATH"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return Distribution.execute(folder, environment, command);
  }

  private static Path jar() throws IOException {
    Path target = SharedFiles.projectRoot().resolve("all/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("spikelake-all_.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("No spikelake-all in " + target + "; build it first"));
    }
  }

  /** The script of the image, with a stand-in for NVIDIA's program. */
  private Path discovery() throws IOException {
    Path program = folder.resolve("fake/nvidia-smi");
    if (Files.notExists(program)) {
      Files.createDirectories(program.getParent());
      Files.writeString(
          program,
          """
          #!/bin/sh
          case "$*" in
            -L) echo 'GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-5b1f3a3e-0000-0000-0000-000000000000)' ;;
            *) echo 0 ;;
          esac
          """);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return SharedFiles.projectRoot().resolve("k8s/gpu/getGpusResources.sh");
  }

  private static Configuration hadoop(S3Server server) {
    Configuration conf = new Configuration();
    server
        .sparkSettings()
        .forEach((key, value) -> conf.set(key.substring("spark.hadoop.".length()), value));
    return conf;
  }

  private static String digest(Lake lake) {
    return CommandLineRun.succeed(Commands.of("digest", lake)).out();
  }

  private static List<String> devices(Lake lake) {
    return lake
        .committedFrames()
        .where("method LIKE 'spikelake-lrn/%' AND status = 'ok'")
        .select(Columns.DEVICE)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> ((Row) row).getString(0))
        .toList();
  }
}
