package io.spikelake.jobs.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A layout of an export. */
public enum ExportFormat {
  /** A PNG per image in a folder per class, and {@code metadata.jsonl}. */
  IMAGEFOLDER,
  /** WebDataset: tar files of PNG, JSON and class number. */
  WEBDATASET,
  /** Parquet files as the Hugging Face Hub has them. */
  PARQUET,
  /** Arrow IPC files. */
  ARROW,
  /** The chosen images and those of another method, in two folders with the same file names. */
  PAIRS,
  /** The spikes of the recordings that images were chosen of, for SpikeCLIP's loader. */
  NPZ,
  /** A lossless video of each dense run of key frames. */
  VIDEO;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if no format has that name
   */
  public static ExportFormat parse(String id) {
    return Arrays.stream(values())
        .filter(format -> format.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Format '%s'; expected one of %s".formatted(id, ids())));
  }

  private static String ids() {
    return Arrays.stream(values()).map(ExportFormat::id).collect(Collectors.joining(", "));
  }
}
