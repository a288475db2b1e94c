package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.QuarantineTable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What S3 refuses for good: an error that says what to check, and nothing half done. */
class S3RefusalIT {

  private static final String RECORDINGS = "/refused/recordings/.*dat\\?.*";
  private static final String MADE = "status = 'ok'";

  @TempDir static Path folder;

  private static FaultyS3 s3;
  private static Lake lake;
  private static List<LakeDigest.Part> expected;

  @BeforeAll
  static void run() throws Exception {
    s3 = FaultyS3.start(folder, "refused");
    lake = s3.lake("lake");
    CommandLineRun run = run(lake, "tfp");
    assertThat(run.exitCode()).as(run.err()).isZero();
    expected = LakeDigest.of(lake);
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
  }

  @AfterEach
  void allow() {
    s3.proxy().obey(FaultProxy.Rule.NONE);
    DeltaLog.clearCache();
  }

  private static CommandLineRun run(Lake lake, String methods) {
    return CommandLineRun.of(
        Commands.run(s3.uri("recordings"), lake, "--methods=" + methods, "--metrics=none"));
  }

  private static void refuse(String methods, String path) {
    DeltaLog.clearCache();
    s3.proxy()
        .obey(
            request ->
                request.method().matches(methods)
                        && (request.path() + "?" + request.query()).matches(path)
                    ? Fault.DENIED
                    : null);
  }

  /**
   * @param methods of the requests that are refused
   * @param path of the requests that are refused, with the query
   * @param verb what the error says is refused
   * @param key what it says of which key
   * @param action what it says a policy must allow
   */
  record Refusal(String methods, String path, String verb, String key, String action) {}

  static Stream<Refusal> refusals() {
    String probe = "lake/_spikelake-probe-";
    return Stream.of(
        new Refusal("HEAD|GET", "/refused/lake/.*", "find", probe, "s3:GetObject"),
        new Refusal("GET", "/refused/?\\?.*prefix=lake.*", "find", "lake/runs", "s3:ListBucket"),
        new Refusal("PUT", "/refused/lake/.*", "write", probe, "s3:PutObject"),
        new Refusal(
            "PUT", "/refused/lake/.*json.*", "write", "lake/runs/_delta_log/", "s3:PutObject"),
        new Refusal(
            "PUT", "/refused/lake/frames/.*parquet.*", "write", "lake/frames/", "s3:PutObject"),
        new Refusal("DELETE", "/refused/lake/.*", "delete", probe, "s3:DeleteObject"),
        new Refusal(
            "GET", "/refused/?\\?.*prefix=recordings.*", "find", "recordings", "s3:ListBucket"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theErrorSaysWhatToCheckAndTheLakeIsAsBefore(Refusal refusal) {
    refuse(refusal.methods(), refusal.path());
    CommandLineRun run = run(lake, "tfp,tfi");
    allow();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err())
        .contains("S3 refuses to " + refusal.verb() + " '" + refusal.key())
        .contains("in bucket 'refused'")
        .contains("fs.s3a.aws.credentials.provider", "fs.s3a.access.key", "fs.s3a.secret.key")
        .contains(refusal.action(), "arn:aws:s3:::refused")
        .doesNotContain("\tat ");
    assertThat(LakeDigest.of(lake)).isEqualTo(expected);
  }

  @Test
  void oneRecordingThatMayNotBeReadIsQuarantinedAndAllAreAFailure() {
    refuse("HEAD|GET", RECORDINGS);
    Lake local = SharedSpark.lake(folder.resolve("lake"));
    assertNothingCanBeRead(run(local, "tfp"), "None of 3 recordings can be read");

    refuse("HEAD|GET", "/refused/recordings/input/fan.*");
    CommandLineRun run = run(local, "tfp");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("WARNING: 1 recordings are in quarantine");
    List<Row> rows = local.read(QuarantineTable.TABLE).collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<String>getAs(QuarantineTable.REASON_CODE)).isEqualTo("unreadable");
    assertThat(rows.get(0).<String>getAs(QuarantineTable.MESSAGE))
        .contains("S3 refuses to read 'recordings/input/fan_part1_key_id151.dat'")
        .contains("fs.s3a.access.key", "s3:GetObject");
    assertThat(local.frames().where(MADE).count()).isEqualTo(2);

    String[] tfi = Commands.of("reconstruct", local, "--methods=tfi", "--metrics=none");
    refuse("HEAD|GET", RECORDINGS);
    assertNothingCanBeRead(CommandLineRun.of(tfi), "None of 2 recordings can be read");
    assertThat(local.frames().where(MADE).count()).isEqualTo(2);
    allow();
    CommandLineRun.succeed(tfi);
    assertThat(local.frames().where(MADE).count()).isEqualTo(4);
  }

  private static void assertNothingCanBeRead(CommandLineRun run, String what) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err())
        .contains(what + ": S3 refuses to read 'recordings/input/")
        .contains("fs.s3a.access.key", "s3:GetObject")
        .doesNotContain("\tat ");
  }
}
