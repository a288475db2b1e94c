package io.spikelake.source;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The options of {@code spark.read().format("spike")}. Case of keys does not matter, nor do hyphens
 * and underscores in them, so that {@code white_rate} is {@code whiteRate}; keys that start with
 * {@code fs.} go to the Hadoop file system; any other key is refused.
 */
public enum SpikeOption {
  /** Where recordings are. */
  PATH("path", null, "file, folder or glob"),
  /** Where recordings are, if at several places; {@code load(a, b)} sets it. */
  PATHS("paths", null, "JSON list of files, folders or globs"),
  /** Only files whose name matches. */
  PATH_GLOB_FILTER("pathGlobFilter", null, "glob for file names"),
  /** Whether folders below the input are searched too. */
  RECURSIVE_FILE_LOOKUP("recursiveFileLookup", "true with a data set, else false", "true or false"),
  /** A data set of the catalogue, which says how its recordings are to be read. */
  DATASET("dataset", null, "name of a data set"),
  /** The same, from a file. */
  DATASET_FILE("datasetFile", null, "path of a data set's YAML file"),
  /** Rows of a plane, for files that do not say. */
  HEIGHT("height", "of the data set", "whole number of 1 or more"),
  /** Columns of a plane, for files that do not say. */
  WIDTH("width", "of the data set", "whole number of 1 or more"),
  /** What the files are. */
  FORMAT("format", "by content and name", "dat, uhsr, time-packed, arr0 or npy"),
  /** Whether {@code .dat} files hold the bottom row first. */
  FLIP("flip", "of the data set, else true", "true or false"),
  /** Sensor columns at the end of each {@code .dat} row, to be dropped. */
  HEAD_COLUMNS("headColumns", "of the data set, else 0", "whole number of 0 or more"),
  /** What to do when {@code .dat} planes are no whole bytes. */
  BIT_POLICY("bitPolicy", "of the data set, else refuse", "refuse, continuous or padded"),
  /** Spikes per plane at white; goes to column {@code white_rate}. */
  WHITE_RATE("whiteRate", "of the data set", "positive number"),
  /**
   * Which windows there are: {@code tile}, one after the other from plane 0, the key frame being
   * the first plane of each, the last one shorter; or windows around the key frames: {@code middle}
   * of the recording, {@code key} for every plane with ground truth, {@code dataset} for the rule
   * of the data set.
   */
  AT("at", "tile", "tile, middle, key or dataset"),
  /** First key frame of a regular grid; replaces {@code at}. */
  FIRST("first", "0", "whole number of 0 or more"),
  /** Planes from one key frame of a regular grid to the next; replaces {@code at}. */
  STRIDE("stride", "planes of a window", "whole number of 1 or more"),
  /**
   * Planes of a window. Around a key frame half of them, rounded down, are before it. A window is
   * cut where the recording starts or ends.
   */
  WINDOW("window", "41", "whole number of 1 or more"),
  /** Planes before the key frame; with {@code after} instead of {@code window}. */
  BEFORE("before", null, "whole number of 0 or more"),
  /** Planes after the key frame; with {@code before} instead of {@code window}. */
  AFTER("after", null, "whole number of 0 or more"),
  /** Bytes that one task reads. */
  MAX_PARTITION_BYTES(
      "maxPartitionBytes",
      "spark.sql.files.maxPartitionBytes, or less to occupy all cores",
      "size such as 64m"),
  /** Bytes of spikes in one columnar batch. */
  BATCH_BYTES("batchBytes", "32m", "size such as 32m, at most 1g"),
  /** What to do with a damaged recording: fail the query, or leave it out with a warning. */
  ON_ERROR("onError", "fail", "fail or skip");

  private final String key;
  private final String defaultValue;
  private final String expected;

  SpikeOption(String key, String defaultValue, String expected) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.expected = expected;
  }

  /** The key as it is documented. */
  public String key() {
    return key;
  }

  /** What holds where the option is not given, in words; null where there is nothing. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Which values it takes, in words. */
  public String expected() {
    return expected;
  }

  /** The option that a key names, however it is spelled. */
  static Optional<SpikeOption> find(String key) {
    String letters = key.replaceAll("[-_]", "");
    return Stream.of(values()).filter(option -> option.key.equalsIgnoreCase(letters)).findFirst();
  }
}
