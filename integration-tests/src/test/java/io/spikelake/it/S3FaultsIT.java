package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.RunsTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run whose recordings and lake lie on a storage that fails now and then, with the settings that
 * SpikeLake ships: the lake of an undisturbed run.
 */
class S3FaultsIT {

  private static final String BUCKET = "faults";
  private static final long SEED = 20261121;
  private static final double SHARE = 0.05;
  private static final Fault LOST = Fault.LOST_ANSWER;

  /** How many runs, each with faults at other requests; more with {@code -Dspikelake.s3Runs=N}. */
  private static final int RUNS = Integer.getInteger("spikelake.s3Runs", 1);

  @TempDir static Path folder;

  private static S3Server server;
  private static FaultProxy proxy;
  private static List<LakeDigest.Part> expected;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    server = S3Server.start(folder, BUCKET);
    proxy = new FaultProxy(server.port());
    Configuration conf = SharedSpark.session().sparkContext().hadoopConfiguration();
    server.bucketSettings(BUCKET, proxy.port()).forEach(conf::set);
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(uri("recordings"));
    target
        .getFileSystem(conf)
        .copyFromLocalFile(new org.apache.hadoop.fs.Path(recordings.toUri()), target);
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    run(recordings.toString(), lake);
    expected = LakeDigest.of(lake);
    assertThat(expected).extracting(LakeDigest.Part::rows).containsExactly(9L, 9L, 1L);
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
    server.close();
  }

  private static String uri(String name) {
    return "s3a://" + BUCKET + "/" + name;
  }

  private static Lake lake(String name) {
    return new Lake(SharedSpark.session(), uri(name));
  }

  private static void run(String recordings, Lake lake) {
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            "--input",
            recordings,
            "--dataset",
            "spike-reds",
            "--lake",
            lake.root(),
            "--methods",
            "tfp",
            "--metrics",
            "piqe",
            "--first",
            "60",
            "--stride",
            "120",
            "--strict");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + RUNS);
  }

  /**
   * Faults at random requests; and the first answer to every commit is lost, whereupon the storage
   * says that the object exists, and it is the one that was to be written.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void theLakeIsThatOfAnUndisturbedRun(long seed) {
    Lake lake = lake("lake-" + seed);
    Set<String> commits = ConcurrentHashMap.newKeySet();
    RandomFaults random = new RandomFaults(seed, SHARE);
    proxy.obey(
        request -> isCommit(request) && commits.add(request.path()) ? LOST : random.of(request));
    run(uri("recordings"), lake);
    Map<Fault, Integer> faults = proxy.faults();
    System.out.printf(
        "seed %d: %d requests, %d commits, faults %s%n",
        seed, proxy.requests(), commits.size(), faults);
    assertThat(faults.keySet()).as("every kind").containsAll(RandomFaults.kinds());
    assertThat(commits).as("of six tables, all lost once").hasSizeGreaterThan(10);
    proxy.obey(FaultProxy.Rule.NONE);
    assertThat(LakeDigest.of(lake)).isEqualTo(expected);
    assertThat(lake.committedFrames().count()).as("nothing is doubled").isEqualTo(9);
    assertThat(lake.read(RunsTable.TABLE).where("committed_in = 1").count())
        .as("begin and end of one run")
        .isEqualTo(lake.read(RunsTable.TABLE).count())
        .isEqualTo(2);
  }

  private static boolean isCommit(FaultProxy.Request request) {
    return request.method().equals("PUT") && request.path().matches(".*/_delta_log/\\d+\\.json");
  }
}
