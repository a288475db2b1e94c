package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.LeaderboardTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published table, repeated by its preset and put beside the figures of the paper. */
class ProtocolIT {

  private static final String NAME = "spikeclip-table1";
  private static final String TFP = "tfp/spike-zoo@1:window=41";
  private static final String NIQE = "niqe/live-pyiqa@1";

  @TempDir static Path folder;

  private static Path archive;
  private static String[] models;
  private static Lake lake;
  private static CommandLineRun run;

  @BeforeAll
  static void runOnce() throws IOException {
    Path recording = SharedFiles.require("spikes/uhsr.npz");
    models =
        new String[] {
          "--model=niqe/live=" + SharedFiles.require("iqa/niqe_model"),
          "--model=brisque/live=" + SharedFiles.require("iqa/brisque_live_model")
        };
    archive = folder.resolve("u-caltech");
    for (String split : List.of("train", "test")) {
      Files.createDirectories(archive.resolve(split));
      Files.createSymbolicLink(archive.resolve(split).resolve("1.npz"), recording);
    }
    lake = SharedSpark.lake(folder.resolve("lake"));
    run = CommandLineRun.succeed(byProtocol(lake, "--leave-out-missing"));
  }

  private static String[] byProtocol(Lake of, String... more) {
    return Commands.join(
        Commands.on("run", archive, "u-caltech", of, "--protocol=" + NAME),
        Commands.join(models, more));
  }

  @Test
  void whatIsMissingIsNamedAndLeftOutByConsentOnly() {
    CommandLineRun refused = CommandLineRun.of(byProtocol(SharedSpark.lake(folder.resolve("no"))));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("needs packs of the names ssml, spikeformer, rsir, spk2imgnet, wgse, lrn")
        .contains("--leave-out-missing");
    assertThat(run.err()).contains("needs packs of the names ssml").contains("left out");
  }

  @Test
  void modelsOfOursDoNotStandInForThoseOfLive() {
    CommandLineRun refused =
        CommandLineRun.of(
            Commands.on(
                "run",
                archive,
                "u-caltech",
                SharedSpark.lake(folder.resolve("no-live")),
                "--protocol=" + NAME));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("the models niqe/live, brisque/live, for which ours do not stand in");
  }

  @Test
  void aProtocolSettlesWhatItSays() {
    for (String option : List.of("--tone=clip", "--methods=tfp", "--at=key", "--split=train")) {
      CommandLineRun refused = CommandLineRun.of(byProtocol(lake, option));
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains(option.split("=")[0] + " was given, which protocol " + NAME + " settles");
    }
    CommandLineRun other =
        CommandLineRun.of(Commands.on("run", archive, "classA", lake, "--protocol=" + NAME));
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("is about u-caltech or u-cifar; give --dataset, not [classA]");
  }

  @Test
  void onlyTheTestPartIsScoredWithTheTonesOfThePaper() {
    assertThat(
            lake
                .read(ScoresTable.TABLE)
                .select(Columns.METHOD, Columns.TONE)
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0).split("/")[0] + " " + row.getString(1)))
        .containsExactlyInAnyOrder("tfp rate=1", "tfi rate=1", "tfstp minmax");
    assertThat(lake.read(ScoresTable.TABLE).select(Columns.RECORDING_ID).distinct().count())
        .isEqualTo(1);
    assertThat(lake.read(ScoresTable.TABLE).where("metric LIKE 'niqe%' AND blocks <> 4").count())
        .isZero();
  }

  @Test
  void figuresOfThePaperStandBesideOursOfTheSameProtocolAlone() {
    CommandLineRun beside =
        CommandLineRun.succeed(
            Commands.join(
                Commands.of("leaderboard", lake, "--dataset=u-caltech", "--protocol=" + NAME),
                Commands.join(models, "--leave-out-missing", "--compare=published")));
    double ours = mean("protocol = '%s'".formatted(NAME));
    assertThat(tfpByNiqe(beside.out()))
        .contains("| %.3f |".formatted(ours))
        .contains("not reproducible")
        .contains(TFP);
    assertThat(beside.out()).contains("only frames of protocol " + NAME + ", split test");

    CommandLineRun.succeed(
        Commands.on(
            "run",
            archive,
            "u-caltech",
            lake,
            Commands.join(models, "--methods=tfp", "--metrics=" + NIQE, "--tone=minmax")));
    String[] loose =
        Commands.join(
            Commands.of("leaderboard", lake, "--dataset=u-caltech", "--methods=tfp"),
            Commands.join(models, "--metrics=" + NIQE, "--compare=published"));
    assertThat(tfpByNiqe(CommandLineRun.succeed(loose).out())).contains("| - | - |");
    assertThat(tfpByNiqe(CommandLineRun.succeed(Commands.join(loose, "--any-protocol")).out()))
        .contains(TFP)
        .contains("protocol");

    CommandLineRun.succeed(
        Commands.join(
            Commands.of("leaderboard", lake, "--dataset=u-caltech", "--protocol=" + NAME),
            Commands.join(models, "--leave-out-missing")));
    assertThat(mean("protocol = '%s'".formatted(NAME)))
        .as("frames of another tone do not count")
        .isEqualTo(ours);
  }

  @Test
  void theRecipeOfThePaperChoosesFromTheMethodsThatAreAtHand() {
    String[] recipe =
        Commands.join(
            Commands.of("select-hq", lake, "--recipe=spikeclip", "--tone=rate=1"),
            Commands.join(models, "--metric=" + NIQE));
    CommandLineRun refused = CommandLineRun.of(recipe);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("Recipe spikeclip needs packs of the names wgse, spk2imgnet, ssml");
    CommandLineRun chosen = CommandLineRun.succeed(Commands.join(recipe, "--leave-out-missing"));
    assertThat(chosen.out()).contains("1 images of selection 'hq' by " + NIQE, "100.0 %  tf");
    assertThat(chosen.err()).contains("needs packs of the names wgse").contains("left out");
    Row row = lake.read(HqImagesTable.TABLE).first();
    assertThat(row.<String>getAs("dataset")).isEqualTo("u-caltech");
    assertThat(row.<Integer>getAs("candidates")).isEqualTo(2);
  }

  private static String tfpByNiqe(String out) {
    return out.lines()
        .filter(line -> line.startsWith("| U-CALTECH | TFP | NIQE |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(out));
  }

  /** Of TFP by NIQE in the newest leaderboard. */
  private static double mean(String which) {
    Row newest =
        lake
            .read(LeaderboardTable.TABLE)
            .where(which)
            .where("method = '%s' AND metric = '%s' AND tone = 'rate=1'".formatted(TFP, NIQE))
            .orderBy("committed_in")
            .collectAsList()
            .stream()
            .reduce((first, second) -> second)
            .orElseThrow();
    return newest.getAs(LeaderboardTable.MEAN);
  }
}
