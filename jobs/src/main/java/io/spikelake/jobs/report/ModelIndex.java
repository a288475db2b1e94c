package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Comparative tables as the {@code model-index} of Hugging Face's model cards: per method and tone,
 * its results by data set.
 */
public final class ModelIndex {

  private ModelIndex() {}

  /** YAML, to be put into the front matter of cards. */
  public static String of(List<ComparativeTable> tables) {
    Map<Entrant, List<Object>> results = new LinkedHashMap<>();
    for (ComparativeTable table : tables) {
      for (Entrant row : table.rows()) {
        List<Standing> standings =
            table.metrics().stream()
                .map(metric -> table.cell(row, metric))
                .filter(standing -> standing != null && standing.mean() != null)
                .toList();
        if (!standings.isEmpty()) {
          results.computeIfAbsent(row, entrant -> new ArrayList<>()).add(result(table, standings));
        }
      }
    }
    List<Object> models = new ArrayList<>();
    results.forEach(
        (row, all) ->
            models.add(
                ordered("name", "%s (%s)".formatted(row.method(), row.tone()), "results", all)));
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(options).dump(ordered("model-index", models));
  }

  private static Map<String, Object> result(ComparativeTable table, List<Standing> standings) {
    Map<String, Object> dataset = ordered("type", table.dataset(), "name", table.dataset());
    standings.stream()
        .map(standing -> standing.spread().sampleSet())
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(set -> dataset.put("revision", set));
    return ordered(
        "task",
        ordered("type", "image-to-image", "name", "Spike stream reconstruction"),
        "dataset",
        dataset,
        "metrics",
        standings.stream().map(ModelIndex::metric).toList());
  }

  private static Map<String, Object> metric(Standing standing) {
    String id = standing.metric();
    return ordered(
        "type",
        id.substring(0, id.indexOf('/')),
        "name",
        id,
        "value",
        standing.mean(),
        "args",
        ordered("samples", standing.samples()));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
