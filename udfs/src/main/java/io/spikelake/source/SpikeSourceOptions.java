package io.spikelake.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DatasetOverrides;
import io.spikelake.dataset.DatasetSpec;
import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The options of one read, checked.
 *
 * @param pathGlobFilter glob for file names, or null
 * @param maxPartitionBytes bytes that one task reads, or null for what the session says
 */
record SpikeSourceOptions(
    List<String> paths,
    String pathGlobFilter,
    boolean recursive,
    DatasetSpec dataset,
    WindowChoice windows,
    Long maxPartitionBytes,
    long batchBytes,
    boolean skipsBadRecordings) {

  /** Name of the data set of recordings for which none is named. */
  static final String UNNAMED = "unnamed";

  private static final long DEFAULT_BATCH_BYTES = 32L << 20;
  private static final long MAX_BATCH_BYTES = 1L << 30;

  /**
   * @throws IllegalArgumentException if an option is unknown, has a bad value, or contradicts
   *     another one
   */
  static SpikeSourceOptions parse(Map<String, String> given) {
    OptionValues values = new OptionValues(given);
    boolean named = values.has(SpikeOption.DATASET) || values.has(SpikeOption.DATASET_FILE);
    Boolean recursive = values.flag(SpikeOption.RECURSIVE_FILE_LOOKUP);
    Long batchBytes = values.bytes(SpikeOption.BATCH_BYTES, MAX_BATCH_BYTES);
    return new SpikeSourceOptions(
        paths(values),
        values.text(SpikeOption.PATH_GLOB_FILTER),
        recursive == null ? named : recursive,
        dataset(values),
        WindowChoice.parse(values),
        values.bytes(SpikeOption.MAX_PARTITION_BYTES, Long.MAX_VALUE),
        batchBytes == null ? DEFAULT_BATCH_BYTES : batchBytes,
        skipsBadRecordings(values));
  }

  private static List<String> paths(OptionValues values) {
    List<String> paths = new ArrayList<>();
    if (values.has(SpikeOption.PATHS)) {
      paths.addAll(values.parse(SpikeOption.PATHS, SpikeSourceOptions::jsonList));
    }
    if (values.has(SpikeOption.PATH)) {
      paths.add(values.text(SpikeOption.PATH));
    }
    if (paths.isEmpty()) {
      throw new IllegalArgumentException(
          "Format spike needs a path; give load(path), or the option 'path': a %s"
              .formatted(SpikeOption.PATH.expected()));
    }
    return List.copyOf(paths);
  }

  private static List<String> jsonList(String text) {
    try {
      return List.of(new ObjectMapper().readValue(text, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static DatasetSpec dataset(OptionValues values) {
    DatasetOverrides overrides =
        new DatasetOverrides(
            values.parse(SpikeOption.FORMAT, SpikeFormat::parse),
            values.integer(SpikeOption.HEIGHT, 1),
            values.integer(SpikeOption.WIDTH, 1),
            values.flag(SpikeOption.FLIP),
            values.integer(SpikeOption.HEAD_COLUMNS, 0),
            values.parse(SpikeOption.BIT_POLICY, BitPolicy::parse),
            values.positive(SpikeOption.WHITE_RATE),
            null);
    String name = values.text(SpikeOption.DATASET);
    if (values.has(SpikeOption.DATASET_FILE)) {
      DatasetSpec read = read(values.text(SpikeOption.DATASET_FILE));
      if (name != null && !name.equals(read.name())) {
        throw new IllegalArgumentException(
            "Option 'dataset' is '%s', but the file of option 'datasetFile' describes '%s'; leave one of them out"
                .formatted(name, read.name()));
      }
      return read.withOverrides(overrides);
    }
    return name != null && DatasetCatalogue.names().contains(name)
        ? DatasetCatalogue.load(name).withOverrides(overrides)
        : DatasetCatalogue.adHoc(name == null ? UNNAMED : name, overrides);
  }

  private static DatasetSpec read(String file) {
    try {
      return DatasetCatalogue.read(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Option 'datasetFile' is '%s', which cannot be read: %s".formatted(file, e), e);
    }
  }

  private static boolean skipsBadRecordings(OptionValues values) {
    Boolean skips =
        values.parse(
            SpikeOption.ON_ERROR,
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "fail" -> false;
                  case "skip" -> true;
                  default -> throw new IllegalArgumentException(text);
                });
    return skips != null && skips;
  }
}
