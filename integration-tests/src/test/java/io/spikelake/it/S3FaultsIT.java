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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run whose recordings and lake lie on a storage that fails now and then, with the settings that
 * SpikeLake ships: the lake of an undisturbed run.
 */
class S3FaultsIT {

  private static final long SEED = 20261121;
  private static final double SHARE = 0.05;
  private static final Fault LOST = Fault.LOST_ANSWER;

  /** How many runs, each with faults at other requests; more with {@code -Dspikelake.s3Runs=N}. */
  private static final int RUNS = Integer.getInteger("spikelake.s3Runs", 1);

  @TempDir static Path folder;

  private static FaultyS3 s3;
  private static List<LakeDigest.Part> expected;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    s3 = FaultyS3.start(folder, "faults");
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    run(folder.resolve("recordings"), lake);
    expected = LakeDigest.of(lake);
    assertThat(expected).extracting(LakeDigest.Part::rows).containsExactly(9L, 9L, 1L);
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
  }

  private static void run(Object recordings, Lake lake) {
    run(recordings, lake, "--stride=120");
  }

  private static void run(Object recordings, Lake lake, String... more) {
    String[] fixed = {"--methods=tfp", "--metrics=piqe", "--first=60", "--strict"};
    CommandLineRun.succeed(Commands.run(recordings, lake, Commands.join(fixed, more)));
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
    Lake lake = s3.lake("lake-" + seed);
    FaultProxy proxy = s3.proxy();
    Set<String> commits = ConcurrentHashMap.newKeySet();
    RandomFaults random = new RandomFaults(seed, SHARE);
    proxy.obey(
        request -> isCommit(request) && commits.add(request.path()) ? LOST : random.of(request));
    run(s3.uri("recordings"), lake);
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

  /** The first try of each part of an upload fails; one file takes all frames, and is several. */
  @Test
  @Tag("long")
  void partsOfUploadsAreSentAgain() {
    String[] large = {"--stride=3", "--partitions=1"};
    Lake local = SharedSpark.lake(folder.resolve("many"));
    run(folder.resolve("recordings"), local, large);
    Set<String> parts = ConcurrentHashMap.newKeySet();
    s3.proxy()
        .obey(
            request ->
                isPart(request) && parts.add(request.path() + request.query())
                    ? parts.size() % 2 == 0 ? Fault.INTERNAL_ERROR : Fault.RESET
                    : null);
    Lake lake = s3.lake("lake-parts");
    run(s3.uri("recordings"), lake, large);
    System.out.printf("%d parts%n", parts.size());
    assertThat(parts).hasSizeGreaterThan(1);
    s3.proxy().obey(FaultProxy.Rule.NONE);
    assertThat(LakeDigest.of(lake)).isEqualTo(LakeDigest.of(local));
  }

  private static boolean isPart(FaultProxy.Request request) {
    return request.method().equals("PUT") && request.query().contains("partNumber=");
  }

  private static boolean isCommit(FaultProxy.Request request) {
    return request.method().equals("PUT") && request.path().matches(".*/_delta_log/\\d+\\.json");
  }
}
