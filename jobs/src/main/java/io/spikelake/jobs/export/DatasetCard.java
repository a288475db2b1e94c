package io.spikelake.jobs.export;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DatasetSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * {@code README.md} of an export, as the Hugging Face Hub reads it: YAML front matter, then text.
 *
 * @param facts of the samples in it
 * @param columns beside images
 * @param sizes files by split: images, recordings, or videos
 * @param bytesBySplit their length
 * @param patterns which files a split is; null where there is no loader
 * @param bytes of all files but this one and the checksums
 * @param checksum SHA-256 of the lines of {@link ExportFolder#CHECKSUMS} but that of this file
 * @param leftOut what was left out with consent, a line each
 */
record DatasetCard(
    ExportConfig config,
    SelectionFacts facts,
    ExportColumns columns,
    SortedMap<String, Long> sizes,
    Map<String, Long> bytesBySplit,
    Map<String, String> patterns,
    long bytes,
    String checksum,
    List<String> leftOut) {

  static final String NAME = "README.md";

  private static final int BAR = 50;

  private static final String UNKNOWN_DATASET =
      "Not in SpikeLake's catalogue; its citation and licence are for its owner to tell.";

  /** The whole of the file. */
  String text() {
    StringBuilder text = new StringBuilder("---\n");
    text.append(new CardFrontMatter(this).yaml())
        .append("---\n\n# ")
        .append(title())
        .append("\n\n");
    contents(text);
    sources(text);
    rule(text);
    shares(text);
    scores(text);
    checks(text);
    limits(text);
    return text.toString();
  }

  String title() {
    return "Selection '%s' as %s".formatted(config.selection(), config.format().id());
  }

  long total() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private void contents(StringBuilder text) {
    String what =
        switch (config.format()) {
          case NPZ -> "recordings";
          case VIDEO -> "videos";
          default -> "images";
        };
    text.append(
        "Made by SpikeLake from reconstructions of spike-camera recordings: %d samples, %d %s.\n\n"
            .formatted(samples(), total(), what));
    text.append("| split | ").append(what).append(" |\n|---|---:|\n");
    sizes.forEach((split, count) -> text.append("| %s | %d |\n".formatted(split, count)));
    text.append('\n').append(layout()).append("\n\n");
    if (!columns.classes().names().isEmpty()) {
      text.append("Classes, by number and with samples:\n\n");
      for (String name : columns.classes().names()) {
        text.append(
            "%d. %s: %d\n"
                .formatted(
                    columns.classes().number(name), name, facts.classes().getOrDefault(name, 0L)));
      }
      text.append('\n');
    }
  }

  private String layout() {
    return switch (config.format()) {
      case IMAGEFOLDER ->
          "`<split>/<class>/<key>.png`, 8-bit grey; `<split>/metadata.jsonl` says all that is known of"
              + " each, by `file_name`. What has no class lies in the folder of its split.";
      case WEBDATASET ->
          "`<split>-<shard>.tar` with `<key>.png`, `<key>.json` and, where a class is known,"
              + " `<key>.cls`, its number; beside each the same as Parquet without images, and counts.";
      case PARQUET ->
          "`data/<split>-<shard>-of-<shards>.parquet`; column `image` is a struct of `bytes`, a PNG,"
              + " and `path`.";
      case ARROW ->
          "`data/<split>-<shard>-of-<shards>.arrow`, Arrow IPC files; column `image` is a struct of"
              + " `bytes`, a PNG, and `path`.";
      case PAIRS ->
          "`<split>/hq/<key>.png` and `<split>/lq/<key>.png` are of one sample: the chosen image, and"
              + " that of `%s`. `<split>/metadata.jsonl` has a line for each, with `quality`."
                  .formatted(config.lowQuality());
      case NPZ ->
          "`<split>/<id>.npz` with `spk`, uint8 of 0 and 1, planes x height x width, upright, `label`"
              + " and `label_name`: as SpikeCLIP's loader reads it. `<split>.jsonl` says which recording"
              + " is which.";
      case VIDEO ->
          "`<split>/<recording>-<method>-<first>-<last>.mov`: PNG frames in QuickTime, lossless, %s"
                  .formatted(config.fps())
              + " frames per second, one for each dense run of key frames of a recording by one method."
              + " `<split>/metadata.jsonl` says what each shows.";
    };
  }

  private long samples() {
    return facts.datasets().values().stream().mapToLong(Long::longValue).sum();
  }

  private void sources(StringBuilder text) {
    text.append("## Source recordings\n\n");
    facts
        .datasets()
        .forEach(
            (name, count) -> {
              text.append("- **%s**, %d samples. ".formatted(name, count));
              text.append(known(name) ? description(DatasetCatalogue.load(name)) : UNKNOWN_DATASET);
              text.append('\n');
            });
    text.append('\n');
  }

  /** The terms of a data set; null where not known. */
  static String licence(String name) {
    String licence = known(name) ? DatasetCatalogue.load(name).licence() : null;
    return licence == null ? null : licence.strip();
  }

  private static boolean known(String name) {
    return DatasetCatalogue.names().contains(name);
  }

  private static String description(DatasetSpec dataset) {
    StringBuilder text = new StringBuilder(dataset.title()).append(". Licence: ");
    text.append(dataset.licence() == null ? "not stated" : dataset.licence().strip()).append('.');
    if (dataset.citation() != null) {
      text.append(" Cite: ").append(dataset.citation().strip());
    }
    if (dataset.homepage() != null) {
      text.append(" <").append(dataset.homepage()).append('>');
    }
    return text.toString();
  }

  private void rule(StringBuilder text) {
    text.append("## Selection rule\n\n");
    text.append(
        "Per sample the reconstruction with the best `%s`, chosen by run %d of the lake.\n\n"
            .formatted(facts.metric(), facts.run()));
    text.append(
        facts.rule() == null
            ? "The lake does not tell how that run was configured.\n\n"
            : "```json\n" + facts.rule() + "\n```\n\n");
    if (!leftOut.isEmpty()) {
      text.append(
          "%d were left out with consent; `%s` names them.\n\n"
              .formatted(leftOut.size(), ExportJob.LEFT_OUT));
    }
  }

  private void shares(StringBuilder text) {
    text.append("## Shares of methods\n\n| method | samples | share |\n|---|---:|---:|\n");
    facts
        .methods()
        .forEach(
            (method, count) ->
                text.append(
                    "| `%s` | %d | %s %% |\n"
                        .formatted(method, count, figure(100.0 * count / samples()))));
    text.append('\n');
  }

  private void scores(StringBuilder text) {
    text.append("## Scores\n\n");
    text.append("| | minimum | 25 % | median | 75 % | maximum |\n|---|---:|---:|---:|---:|---:|\n");
    text.append(quartiles("`" + facts.metric() + "`", facts.scores()));
    if (!facts.margins().isEmpty()) {
      text.append(quartiles("margin over the second best", facts.margins()));
    }
    text.append(
        "\n%d of the samples have a second best.\n\n```text\n".formatted(facts.contested()));
    double low = facts.scores().get(0);
    double step = (facts.scores().get(facts.scores().size() - 1) - low) / SelectionFacts.BINS;
    long most = 1;
    for (long count : facts.histogram()) {
      most = Math.max(most, count);
    }
    for (int bin = 0; bin < SelectionFacts.BINS; bin++) {
      long count = facts.histogram()[bin];
      String bar = "#".repeat((int) ((count * BAR + most - 1) / most));
      text.append("%10s %8d %s".formatted(figure(low + bin * step), count, bar).stripTrailing())
          .append('\n');
    }
    text.append("```\n\n");
  }

  private static String quartiles(String name, List<Double> values) {
    return "| %s | %s |\n"
        .formatted(
            name, values.stream().map(DatasetCard::figure).collect(Collectors.joining(" | ")));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private void checks(StringBuilder text) {
    text.append("## Checksums\n\n");
    text.append(
        "`sha256sum -c %s` checks every file. The lines of that list but this file's have the SHA-256 `%s`: the same selection exported again, on any number of cores, has the same.\n\n"
            .formatted(ExportFolder.CHECKSUMS, checksum));
  }

  private void limits(StringBuilder text) {
    text.append("## Known limits\n\n");
    if (config.format() != ExportFormat.NPZ) {
      text.append(
          "- Pixels are rounded to 8 bits and limited to black and white; the scores are those of"
              + " the float images in the lake.\n");
    }
    text.append(
        "- A no-reference score is no ground truth: the choice favours what the metric favours, for"
            + " NIQE smoothing and well-exposed scenes, and on small frames rests on few blocks; see"
            + " `blocks` and `margin`.\n");
    if (config.format() == ExportFormat.PAIRS) {
      text.append(
          "- Where the chosen image is by the method of the other one, the two of a pair are the same"
              + " image.\n");
    }
    text.append("- The terms of the source recordings hold for what is made of them.\n");
  }
}
