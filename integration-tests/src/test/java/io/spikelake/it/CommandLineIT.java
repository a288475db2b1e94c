package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.io.RunLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users see: clear errors before any work, and read-only queries. */
class CommandLineIT {

  @TempDir Path folder;

  static List<Arguments> mistakes() {
    return List.of(
        Arguments.of(
            List.of("--methods", "wgse"), "Unknown method 'wgse'; known are tfp/spike-zoo@1"),
        Arguments.of(List.of("--metrics", "lpips"), "Unknown metric 'lpips'"),
        Arguments.of(
            List.of("--tone", "gamma"),
            "Unknown tone 'gamma'; expected none, clip, minmax or rate=R"),
        Arguments.of(List.of("--metrics", "niqe/live"), "--model niqe/live=PATH"),
        Arguments.of(
            List.of("--at", "key", "--stride", "5"), "Give either --at or --first and --stride"),
        Arguments.of(List.of("--stride", "0"), "stride"),
        Arguments.of(List.of("--height", "250"), "width"),
        Arguments.of(List.of("--methods", "tfp:window=0"), "window"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedBeforeAnythingIsWritten(List<String> options, String message) {
    Path lake = folder.resolve("lake");
    String[] fixed = {
      "run", "--input", folder.toString(), "--dataset", "mine", "--lake", lake.toString()
    };
    String[] arguments =
        java.util.stream.Stream.concat(java.util.Arrays.stream(fixed), options.stream())
            .toArray(String[]::new);
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(lake).doesNotExist();
  }

  @Test
  void anUnknownWhiteRateIsAnErrorThatNamesTheOption() throws Exception {
    DemoRecordings.write(folder.resolve("recordings"));
    SharedSpark.session();
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            "--input",
            folder.resolve("recordings").toString(),
            "--dataset",
            "mine",
            "--lake",
            folder.resolve("lake").toString(),
            "--height",
            "250",
            "--width",
            "400");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("white rate", "--white-rate", "--tone");
  }

  @Test
  void queriesReadTheLakeInThreeFormats() {
    Lake lake = lakeWithTwoRuns();
    String query =
        "SELECT committed_in, command, status FROM runs ORDER BY committed_in, status DESC";
    assertThat(sql(lake, "table", query).out())
        .isEqualToIgnoringNewLines(
            """
            committed_in  command  status
            1             a, "b"   started
            1             a, "b"   finished
            2             other    started
            """);
    assertThat(sql(lake, "csv", query).out().lines())
        .containsExactly(
            "committed_in,command,status",
            "1,\"a, \"\"b\"\"\",started",
            "1,\"a, \"\"b\"\"\",finished",
            "2,other,started");
    assertThat(sql(lake, "json", query).out().replaceAll("\\s", ""))
        .isEqualTo(
            """
            [{"committed_in":1,"command":"a,\\"b\\"","status":"started"},
             {"committed_in":1,"command":"a,\\"b\\"","status":"finished"},
             {"committed_in":2,"command":"other","status":"started"}]
            """
                .replaceAll("\\s", ""));
    assertThat(sql(lake, "table", "SELECT count(*) AS n FROM frames").out()).contains("0");
  }

  private Lake lakeWithTwoRuns() {
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    RunLog log = new RunLog(lake);
    Run first = log.begin("a, \"b\"", "{}");
    log.end(first, "a, \"b\"", "{}", RunLog.End.finished(Map.of("samples", 3L), Map.of()));
    log.begin("other", "{}");
    return lake;
  }

  private static CommandLineRun sql(Lake lake, String format, String query) {
    CommandLineRun run = CommandLineRun.of("sql", "--lake", lake.root(), "--format", format, query);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE runs",
        "DELETE FROM runs",
        "CREATE TABLE x (a INT)",
        "CREATE TABLE x AS SELECT 1",
        "INSERT INTO runs SELECT * FROM runs",
        "WITH x AS (SELECT 1) INSERT INTO runs SELECT * FROM x",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
        "SET spark.x=1",
        "UPDATE runs SET command = ''",
        "TRUNCATE TABLE runs"
      })
  void statementsThatChangeSomethingAreRefused(String statement) {
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    CommandLineRun run = CommandLineRun.of("sql", "--lake", lake.root(), statement);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "Only queries, SHOW TABLES, and DESCRIBE of a view of the lake or a function are"
                + " allowed")
        .doesNotContain(statement);
  }

  @Test
  void aQueryThatIsNoneIsTheUsersMistake() {
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    assertThat(CommandLineRun.of("sql", "--lake", lake.root(), "SELEC 1").exitCode()).isEqualTo(2);
    assertThat(CommandLineRun.of("sql", "--lake", lake.root(), "SELECT x FROM runs").exitCode())
        .isEqualTo(2);
  }
}
