package io.spikelake.cli;

import io.spikelake.dataset.DigestMode;
import io.spikelake.jobs.ingest.IngestJob;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to ingest. */
final class InputOptions {

  @Option(
      names = "--input",
      paramLabel = "URI",
      required = true,
      arity = "1..*",
      description = "files, folders or globs with recordings: paths, s3a://...")
  List<String> inputs;

  @Mixin DatasetOptions dataset;

  @Option(
      names = "--digest",
      paramLabel = "MODE",
      defaultValue = "sampled",
      description = {
        "which bytes tell one version of a recording from another: sampled or full",
        "default: ${DEFAULT-VALUE}, three samples of 64 KiB"
      })
  DigestMode digest;

  @Option(
      names = "--strict",
      description =
          "exit with 1 if a recording or a frame went to quarantine; otherwise a warning is all")
  boolean strict;

  IngestJob.Config config() throws IOException {
    return new IngestJob.Config(inputs, dataset.spec(), digest);
  }
}
