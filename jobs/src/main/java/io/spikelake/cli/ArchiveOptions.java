package io.spikelake.cli;

import io.spikelake.dataset.DigestMode;
import io.spikelake.jobs.ingest.IngestJob;
import io.spikelake.jobs.sizing.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The archive that a plan is for: one that exists, or one that is only described. */
final class ArchiveOptions {

  private static final double TERABYTE = 1e12;

  @Option(
      names = "--input",
      paramLabel = "URI",
      arity = "1..*",
      description = {
        "files, folders or globs with recordings: paths, s3a://...; looked at, not ingested",
        "default: the recordings that the lake has"
      })
  List<String> inputs = List.of();

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "the data set of --input, or the one of the lake's, default there: all")
  String dataset;

  @Option(
      names = "--dataset-file",
      paramLabel = "FILE",
      description = "YAML file that describes the data set of --input; its name must be NAME")
  Path datasetFile;

  @Option(
      names = "--recordings",
      paramLabel = "N",
      description = "in place of --input: so many recordings of --planes planes of --size")
  Long recordings;

  @Option(
      names = "--terabytes",
      paramLabel = "N",
      description = "in place of --recordings: as many as fill N times 10^12 bytes")
  Double terabytes;

  @Option(names = "--planes", paramLabel = "N", description = "planes of such a recording")
  Long planes;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      defaultValue = "250x400",
      converter = FrameSize.Converter.class,
      description = "rows and columns of its planes, default: ${DEFAULT-VALUE}")
  FrameSize size;

  /**
   * What was described; empty where recordings that exist are meant.
   *
   * @param stride planes from one key frame to the next; null for one key frame in the middle
   * @throws IllegalArgumentException if options contradict each other or one is missing
   */
  Optional<Archive> described(Long stride) {
    boolean described = recordings != null || terabytes != null;
    if (described && (recordings != null) == (terabytes != null)) {
      throw new IllegalArgumentException("Give either --recordings or --terabytes, not both");
    }
    if (described && !inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "--input names recordings that exist, --recordings and --terabytes such that need not;"
              + " give one of them");
    }
    if (!described) {
      if (planes != null) {
        throw new IllegalArgumentException(
            "--planes describes recordings; give --recordings or --terabytes as well");
      }
      return Optional.empty();
    }
    if (planes == null) {
      throw new IllegalArgumentException(
          "How many planes a recording has is not said; give --planes");
    }
    long step = stride == null ? 0 : stride;
    return Optional.of(
        terabytes == null
            ? new Archive(recordings, planes, size.height(), size.width(), step)
            : Archive.ofBytes(terabytes * TERABYTE, planes, size.height(), size.width(), step));
  }

  /**
   * @throws IllegalArgumentException if the data set is not named
   * @throws IOException if its file cannot be read
   */
  IngestJob.Config ingest() throws IOException {
    if (dataset == null) {
      throw new IllegalArgumentException("--input needs --dataset NAME");
    }
    DatasetOptions named = new DatasetOptions();
    named.name = dataset;
    named.file = datasetFile;
    return new IngestJob.Config(inputs, named.spec(), DigestMode.SAMPLED);
  }

  List<String> datasets() {
    return dataset == null ? List.of() : List.of(dataset);
  }
}
