package io.spikelake.cli;

import io.spikelake.jobs.digest.LakeDigest;
import io.spikelake.jobs.io.Lake;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code digest}: fingerprints by which lakes are compared. */
@Command(
    name = "digest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints a fingerprint of the lake's frames, scores and newest leaderboard, and one of all.",
      "Equal for two lakes that say the same to the last bit, in however many runs they were made;"
          + " run ids, times, devices and names of files make no difference.",
      "Reads every stored image and checks it."
    })
final class DigestCommand implements Callable<Integer> {

  @Mixin LakeOption lake;

  @Mixin AsOfOption asOf;

  @Override
  public Integer call() throws Exception {
    LakeCommand.read(lake.uri, opened -> print(asOf.of(opened)));
    return 0;
  }

  private static void print(Lake lake) {
    List<LakeDigest.Part> parts = LakeDigest.of(lake);
    parts.forEach(
        part -> System.out.printf("%-11s %8d  %s%n", part.table(), part.rows(), part.sha256()));
    System.out.printf("%-11s %8s  %s%n", "lake", "", LakeDigest.total(parts));
  }
}
