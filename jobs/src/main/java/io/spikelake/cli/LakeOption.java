package io.spikelake.cli;

import picocli.CommandLine.Option;

/** Where the lake is. */
final class LakeOption {

  @Option(
      names = "--lake",
      paramLabel = "URI",
      defaultValue = "spikelake-lake",
      description = "folder of the lake's tables: a path, s3a://..., default: ${DEFAULT-VALUE}")
  String uri;
}
