package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.RunsTable;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code plan} on a lake that has seen a run of one closed form over the demo. */
class PlanIT {

  private static final String TFP = "tfp/spike-zoo@1:window=41";

  @TempDir static Path folder;

  private static Path recordings;
  private static Lake lake;
  private static Lake empty;

  @BeforeAll
  static void runOnce() throws Exception {
    recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    lake = SharedSpark.lake(folder.resolve("lake"));
    empty = SharedSpark.lake(folder.resolve("empty"));
    CommandLineRun.succeed(
        Commands.run(
            recordings, lake, "--methods=tfp", "--metrics=psnr", "--first=60", "--stride=60"));
  }

  private static String plan(Lake of, String... more) {
    return CommandLineRun.succeed(Commands.of("plan", of, more)).out();
  }

  private static JsonNode json(Lake of, String... more) throws Exception {
    return new ObjectMapper().readTree(plan(of, Commands.join(more, "--format=json")));
  }

  private static JsonNode step(JsonNode rows, String step, String of) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.get("step").asText().equals(step))
        .filter(row -> row.get("of").asText().equals(of))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anArchiveThatIsOnlyDescribed() throws Exception {
    String before = LakeDigest.of(lake).toString();
    long runs = lake.read(RunsTable.TABLE).count();
    JsonNode rows =
        json(
            lake,
            "--methods=tfp",
            "--metrics=psnr",
            "--recordings=1000",
            "--planes=301",
            "--stride=50",
            "--deadline=1h",
            "--executors=4");
    JsonNode tfp = step(rows, "reconstruct", TFP);
    assertThat(tfp.get("count").asLong()).isEqualTo(5000);
    assertThat(tfp.get("on").asText()).isEqualTo("cores");
    assertThat(tfp.get("seconds").asDouble())
        .isPositive()
        .isEqualTo(5000 * tfp.get("seconds_each").asDouble());
    assertThat(tfp.get("source").asText()).endsWith("frames of this lake");
    assertThat(step(rows, "read", "bytes").get("count").asLong()).isEqualTo(1000L * 241 * 12_500);
    for (String stage : new String[] {"score", "encode"}) {
      assertThat(step(rows, stage, "frames").get("seconds").asDouble()).as(stage).isPositive();
    }
    assertThat(step(rows, "commit", "waves").get("seconds_each").asDouble()).isPositive();
    JsonNode time = step(rows, "result", "time");
    assertThat(time.get("count").asLong()).isEqualTo(4);
    assertThat(time.get("seconds").asDouble()).isPositive();
    assertThat(step(rows, "result", "executors needed").get("seconds").asDouble()).isEqualTo(3600);
    assertThat(lake.read(RunsTable.TABLE).count()).as("nothing is written").isEqualTo(runs);
    assertThat(LakeDigest.of(lake)).hasToString(before);
  }

  @Test
  void whatTheLakeHasIsNotCounted() throws Exception {
    String[] same = {"--first=60", "--stride=60", "--metrics=psnr", "--gpus=1"};
    JsonNode done = json(lake, Commands.join(same, "--methods=tfp"));
    assertThat(step(done, "read", "bytes").get("count").asLong()).isZero();
    JsonNode more = json(lake, Commands.join(same, "--methods=tfp,tfi"));
    long frames = lake.frames().count();
    assertThat(step(more, "reconstruct", "tfi/spike-zoo@1:window=41").get("count").asLong())
        .isEqualTo(frames);
    JsonNode found =
        json(
            empty,
            Commands.join(
                same,
                "--methods=tfp",
                "--input",
                recordings.resolve("input").toString(),
                "--dataset=spike-reds"));
    assertThat(step(found, "reconstruct", TFP).get("count").asLong()).isEqualTo(frames);
    assertThat(folder.resolve("empty/runs")).as("nothing is written").doesNotExist();
  }

  @Test
  void theReportForPeopleSaysWhatIsNotKnownAndWhatItRestsOn() {
    String text =
        plan(
            lake,
            "--methods=tfp,spikelake-lrn",
            "--terabytes=1",
            "--planes=2000",
            "--deadline=8h",
            "--gpus=16",
            "--price-gpu-hour=2.5");
    assertThat(text)
        .contains("40000 recordings of 2000 planes of 250x400, 1000000000000 bytes")
        .contains("16 executors of 8 cores and 1 GPU: at least ")
        .contains("deadline 8 h 00 min: not known, for something is missing; what is known takes ")
        .contains("price: at least ")
        .contains("not in it: reconstruct spikelake-lrn/bsds@1:pack=")
        .contains("unknown: spikelake bench methods --lake " + lake.root())
        .contains("--device gpu, on a machine with such a GPU")
        .contains("- a commit every 0 h 05 min or 1074 MB of images");
  }

  @Test
  void aDeadlineThatCannotBeMetIsAnAnswer() {
    assertThat(
            plan(
                lake,
                "--methods=tfp",
                "--recordings=1000000",
                "--planes=301",
                "--stride=50",
                "--deadline=1s"))
        .contains("deadline 1.0 s: missed with any number of executors");
    assertThat(
            plan(
                lake,
                "--methods=tfp",
                "--recordings=1000000",
                "--planes=301",
                "--stride=50",
                "--deadline=30d",
                "--executors=64"))
        .contains("deadline 720 h 00 min: met; ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--recordings=5 --planes=9 | Nothing to plan for: give --deadline, --gpus or --executors",
        "--gpus=0 --recordings=5 --planes=9 | --gpus 0: expected a number above 0",
        "--gpus=4 --recordings=5 | give --planes",
        "--gpus=4 --planes=5 | give --recordings or --terabytes as well",
        "--gpus=4 --recordings=5 --terabytes=1 --planes=9 | not both",
        "--gpus=4 --executors=3 --recordings=5 --planes=9 | --gpus 4 cannot be shared evenly",
        "--gpus=4 --recordings=5 --planes=9 --headroom=-1 | --headroom -1.0: expected a number",
        "--gpus=4 --input=x | --input needs --dataset NAME",
        "--gpus=4 --recordings=5 --planes=9 --input=x --dataset=y | give one of them",
        "--deadline=soon | 'soon'; expected a time such as 8h, 1h30m or 45m",
        "--deadline=8h | has no recordings; give --input, or --recordings or --terabytes"
      })
  void mistakesAreNamed(String options, String message) {
    CommandLineRun run = CommandLineRun.of(Commands.of("plan", empty, options.strip().split(" ")));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message.strip());
  }
}
