package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the image holds and how a container starts, as far as that goes without a container: the
 * same folder, an empty environment, an empty home, and, where this process may ask for it, another
 * user than the one the folder belongs to and no network but loopback.
 */
class ImageIT {

  /** The user nobody, which every Linux has, in a namespace with loopback only. */
  private static final List<String> AS_NOBODY_ALONE =
      List.of(
          "unshare",
          "--net",
          "sh",
          "-c",
          "ip link set lo up && exec \"$@\"",
          "sh",
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--");

  @TempDir static Path folder;

  /**
   * What runs a command as another user and without a network; nothing where that is not allowed.
   */
  private static List<String> isolation = List.of();

  private static Path spark;

  @BeforeAll
  static void layOut() throws Exception {
    spark = folder.resolve("opt/spark");
    Path script = SharedFiles.projectRoot().resolve("k8s/layout.sh");
    CommandLineRun run =
        Distribution.execute(
            folder,
            Map.of(),
            List.of(script.toString(), Distribution.FOLDER.toString(), spark.toString()));
    assertThat(run.exitCode()).as(run.err()).isZero();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (isAllowed(AS_NOBODY_ALONE)) {
      isolation = AS_NOBODY_ALONE;
    }
  }

  private static boolean isAllowed(List<String> launcher) throws InterruptedException {
    List<String> command = new ArrayList<>(launcher);
    command.add("true");
    try {
      return Distribution.execute(folder, Map.of(), command).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** A container's process, as the entry point of the image starts it. */
  private static CommandLineRun container(Map<String, String> variables, String... arguments)
      throws Exception {
    Path home = Files.createTempDirectory(folder, "home");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> command = new ArrayList<>(isolation);
    command.addAll(List.of("env", "-i", "-C", home.toString(), "HOME=" + home));
    command.add("PATH=/usr/local/bin:/usr/bin:/bin");
    command.add("JAVA_HOME=" + System.getProperty("java.home"));
    command.add("SPARK_HOME=" + spark);
    variables.forEach((name, value) -> command.add(name + "=" + value));
    command.add(spark.resolve("bin/entrypoint.sh").toString());
    command.addAll(List.of(arguments));
    return Distribution.execute(folder, Map.of(), command);
  }

  @Test
  void holdsAllJarsOnceAndNoNativesOfOtherSystems() throws IOException {
    try (Stream<Path> jars = Files.list(spark.resolve("jars"));
        Stream<Path> shipped =
            Stream.of("jars", "lib").flatMap(name -> list(Distribution.FOLDER.resolve(name)))) {
      assertThat(jars.map(Path::getFileName))
          .containsExactlyInAnyOrderElementsOf(shipped.map(Path::getFileName).toList());
    }
    long shipped = size(Distribution.FOLDER.resolve("jars"), Distribution.FOLDER.resolve("lib"));
    assertThat(size(spark.resolve("jars"))).isLessThan(shipped * 2 / 3);
    assertThat(spark.resolve("app/spikelake.jar")).isRegularFile();
    assertThat(spark.resolve("conf/kubernetes.conf")).isRegularFile();
    assertThat(spark.resolve("gpu/getGpusResources.sh")).isExecutable();
  }

  private static Stream<Path> list(Path folder) {
    try {
      return Files.list(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path... folders) {
    return Stream.of(folders)
        .flatMap(ImageIT::list)
        .mapToLong(file -> file.toFile().length())
        .sum();
  }

  /** What Spark's scheduler for Kubernetes lets a driver's container run. */
  @Test
  void aDriverMakesItsFirstFrameWithoutNetworkOrHome() throws Exception {
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    Path out = Files.createDirectories(folder.resolve("lakes"));
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path properties =
        Files.writeString(
            folder.resolve("spark.properties"),
            """
            spark.master=local[2]
            spark.driver.memory=1g
            spark.spikelake.run.dataset=spike-reds
            spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1
            """);
    Lake lake = SharedSpark.lake(out.resolve("lake"));
    CommandLineRun run =
        container(
            Map.of("SPARK_DRIVER_BIND_ADDRESS", "127.0.0.1", "SPARK_LOCAL_IP", "127.0.0.1"),
            "driver",
            "--properties-file",
            properties.toString(),
            "--class",
            "io.spikelake.cli.SpikeLake",
            "local://" + spark.resolve("app/spikelake.jar"),
            "--profile",
            "kubernetes",
            "run",
            "--methods=spikelake-lrn",
            "--metrics=psnr",
            "--input=" + recordings,
            "--lake=" + lake.root());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("spike-reds, 3 samples");
    assertThat(lake.committedFrames().where("status = 'ok'").count()).isEqualTo(3);
  }

  @Test
  void anExecutorIsToldByItsEnvironment() throws Exception {
    Path java = folder.resolve("java/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    CommandLineRun run =
        container(
            Map.ofEntries(
                Map.entry("JAVA_HOME", folder.resolve("java").toString()),
                Map.entry("SPARK_JAVA_OPT_0", "-Done=1"),
                Map.entry("SPARK_JAVA_OPT_1", "-Dtwo=a b"),
                Map.entry("SPARK_EXECUTOR_MEMORY", "16g"),
                Map.entry("SPARK_DRIVER_URL", "spark://driver:7078"),
                Map.entry("SPARK_EXECUTOR_ID", "3"),
                Map.entry("SPARK_EXECUTOR_CORES", "8"),
                Map.entry("SPARK_APPLICATION_ID", "spark-1"),
                Map.entry("SPARK_EXECUTOR_POD_IP", "10.0.0.7"),
                Map.entry("SPARK_RESOURCE_PROFILE_ID", "0"),
                Map.entry("SPARK_EXECUTOR_POD_NAME", "executor-3")),
            "executor");
    assertThat(run.out().lines())
        .containsExactly(
            "-Done=1",
            "-Dtwo=a b",
            "-Xms16g",
            "-Xmx16g",
            "-cp",
            spark + "/conf:" + spark + "/jars/*",
            "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
            "--driver-url",
            "spark://driver:7078",
            "--executor-id",
            "3",
            "--cores",
            "8",
            "--app-id",
            "spark-1",
            "--hostname",
            "10.0.0.7",
            "--resourceProfileId",
            "0",
            "--podName",
            "executor-3");
  }

  @Test
  void anythingElseIsACommand() throws Exception {
    CommandLineRun run = container(Map.of(), "--profile", "gpu", "config", "--format=csv");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("spark.executor.cores,8,profile gpu");
  }

  @Test
  void theImageIsBuiltOfWhatIsThere() throws IOException {
    Path root = SharedFiles.projectRoot();
    List<String> lines = Files.readAllLines(root.resolve("k8s/Dockerfile"));
    assertThat(lines).filteredOn(line -> line.startsWith("FROM ")).hasSize(4);
    assertThat(lines)
        .filteredOn(line -> line.matches("ARG (BUILDER|JAVA|CUDA)=.*"))
        .hasSize(3)
        .allMatch(line -> line.matches(".*:[^@]+@sha256:[0-9a-f]{64}"));
    assertThat(lines).filteredOn(line -> line.equals("USER 185:185")).hasSize(2);
    assertThat(lines).contains(" && k8s/layout.sh jobs/target/dist /opt/spark");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("ENTRYPOINT"))
        .hasSize(2)
        .containsOnly("ENTRYPOINT [\"/opt/spark/bin/entrypoint.sh\"]");
  }
}
