package io.spikelake.cli;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DatasetOverrides;
import io.spikelake.dataset.DatasetSpec;
import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Which data set, and what the user says of its files. */
final class DatasetOptions {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetOptions.class);

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      required = true,
      description = {
        "a shipped data set (see 'conf/datasets'), or a name for your own",
        "your own: every .dat, .npz and .npy is a recording, ground truth is <stem>.png beside it or in gt/"
      })
  String name;

  @Option(
      names = "--dataset-file",
      paramLabel = "FILE",
      description = "YAML file that describes the data set; its name must be NAME")
  Path file;

  @Option(
      names = "--format",
      paramLabel = "F",
      converter = SpikeConverters.Format.class,
      description = "dat, uhsr, time-packed, arr0 or npy, default: by content and name")
  SpikeFormat format;

  @Option(names = "--height", paramLabel = "H", description = "rows of a plane")
  Integer height;

  @Option(
      names = "--width",
      paramLabel = "W",
      description = "columns of a plane, without head columns")
  Integer width;

  @Option(
      names = "--flip",
      paramLabel = "true|false",
      arity = "1",
      description = "whether a .dat stores the bottom row first, default: true")
  Boolean flip;

  @Option(
      names = "--head-columns",
      paramLabel = "N",
      description = "sensor columns at the end of each .dat row, which are dropped, default: 0")
  Integer headColumns;

  @Option(
      names = "--bit-policy",
      paramLabel = "P",
      converter = SpikeConverters.Policy.class,
      description =
          "if a .dat plane does not fill whole bytes: refuse, continuous or padded, default: refuse")
  BitPolicy bitPolicy;

  @Option(
      names = "--white-rate",
      paramLabel = "R",
      description = "spikes per plane at white: 1 for real cameras, 0.6 for Spike-REDS")
  Double whiteRate;

  @Option(names = "--rate", paramLabel = "HZ", description = "planes per second")
  Double readoutHz;

  /** The data set with the user's options applied. */
  DatasetSpec spec() throws IOException {
    DatasetOverrides overrides =
        new DatasetOverrides(
            format, height, width, flip, headColumns, bitPolicy, whiteRate, readoutHz);
    if (file != null) {
      DatasetSpec spec = DatasetCatalogue.read(file);
      if (!spec.name().equals(name)) {
        throw new IllegalArgumentException(
            "%s describes data set '%s', but --dataset is '%s'".formatted(file, spec.name(), name));
      }
      return spec.withOverrides(overrides);
    }
    if (DatasetCatalogue.names().contains(name)) {
      return DatasetCatalogue.load(name).withOverrides(overrides);
    }
    LOG.info(
        "'{}' is not in the catalogue ({}); taken as a data set of your own",
        name,
        String.join(", ", DatasetCatalogue.names()));
    return DatasetCatalogue.adHoc(name, overrides);
  }
}
