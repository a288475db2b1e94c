package io.spikelake.cli;

import io.spikelake.quality.QualityMetrics;
import io.spikelake.quality.QualityModels;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** {@code score --images}: scores picture files and prints the scores, without Spark. */
final class ScoreImages {

  private static final List<String> COLUMNS =
      List.of(
          "image",
          "width",
          "height",
          "metric",
          "score",
          "status",
          "flat_fraction",
          "blocks",
          "message");

  private ScoreImages() {}

  /**
   * @param metrics ids as typed; those that need a reference are left out, with a note, if no
   *     reference is given
   * @param out receives the scores
   * @param err receives notes on what was left out or could not be read
   * @return exit code 0, also if pictures could not be read
   * @throws IllegalArgumentException if an option is wrong; nothing was scored then
   */
  static int run(
      ImageOptions options,
      List<String> metrics,
      QualityModels models,
      PrintWriter out,
      PrintWriter err)
      throws IOException, InterruptedException, ExecutionException {
    if (options.threads < 1) {
      throw new IllegalArgumentException(
          "--threads must be 1 or more: %d".formatted(options.threads));
    }
    List<VariantId> ids = ids(options, metrics, models, err);
    List<Path> images = PictureFiles.find(options.images, "--images");
    ImageScores scores = new ImageScores(ids, models, options.grey, references(options, images));
    List<ImageScore> rows = scores.score(images, Math.min(options.threads, images.size()));
    if (options.format == PlainFormat.TABLE) {
      printTable(rows, ids, out);
    } else {
      options.format.print(COLUMNS, rows.stream().map(ScoreImages::cells).toList(), out);
    }
    rows.stream()
        .map(ImageScore::message)
        .filter(message -> !message.isEmpty())
        .distinct()
        .forEach(message -> err.println("spikelake: " + message));
    err.flush();
    return 0;
  }

  private static List<VariantId> ids(
      ImageOptions options, List<String> metrics, QualityModels models, PrintWriter err) {
    List<VariantId> ids = new ArrayList<>();
    for (String typed : metrics) {
      VariantId id = QualityMetrics.resolve(typed, models);
      boolean needsReference = QualityMetrics.create(id, models).needsReference();
      if (needsReference && options.references.isEmpty()) {
        err.println("spikelake: left out " + id + ", which needs --reference");
      } else if (!ids.contains(id)) {
        ids.add(id);
      }
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "No metric is left of %s; name one that needs no reference, or give --reference"
              .formatted(metrics));
    }
    return ids;
  }

  private static Map<Path, Path> references(ImageOptions options, List<Path> images)
      throws IOException {
    Map<String, Path> byStem = new HashMap<>();
    for (Path file : PictureFiles.find(options.references, "--reference")) {
      Path other = byStem.put(stem(file), file);
      if (other != null) {
        throw new IllegalArgumentException(
            "--reference has two pictures named '%s': %s and %s; name one of them"
                .formatted(stem(file), other, file));
      }
    }
    return images.stream()
        .filter(image -> byStem.containsKey(stem(image)))
        .collect(Collectors.toMap(image -> image, image -> byStem.get(stem(image))));
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private static List<Object> cells(ImageScore row) {
    List<Object> cells = new ArrayList<>();
    cells.add(row.image().toString());
    cells.add(row.width());
    cells.add(row.height());
    cells.add(row.metric());
    cells.add(row.score());
    cells.add(row.status());
    cells.add(row.flatFraction());
    cells.add(row.blocks());
    cells.add(row.message());
    return cells;
  }

  /** One line per picture, a column per metric: the score, or the status where there is none. */
  private static void printTable(List<ImageScore> rows, List<VariantId> ids, PrintWriter out) {
    List<String> columns = new ArrayList<>(List.of("image", "size", "flat"));
    ids.forEach(id -> columns.add(id.toString()));
    Map<Path, List<Object>> lines = new LinkedHashMap<>();
    for (ImageScore row : rows) {
      List<Object> line = lines.computeIfAbsent(row.image(), image -> start(row));
      if (Double.isNaN((Double) line.get(2))) {
        line.set(2, row.flatFraction());
      }
      line.add(row.isOk() ? (Object) row.score() : row.status());
    }
    PlainFormat.TABLE.print(columns, List.copyOf(lines.values()), out);
  }

  private static List<Object> start(ImageScore row) {
    String size = row.width() == 0 ? "-" : row.width() + "x" + row.height();
    return new ArrayList<>(List.of(row.image().toString(), size, row.flatFraction()));
  }
}
