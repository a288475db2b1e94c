package io.spikelake.jobs.protocol;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.PathPattern;
import io.spikelake.dataset.RuleYaml;
import io.spikelake.image.Tone;
import io.spikelake.jobs.published.Citations;
import io.spikelake.jobs.published.CostFigure;
import io.spikelake.mapping.StrictMap;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.variant.VariantRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file form of a {@link Protocol}: its components, as keys in kebab case. */
final class ProtocolYaml {

  private ProtocolYaml() {}

  /**
   * @param source the file, for messages
   * @throws IllegalArgumentException if the text does not describe a protocol, or names a data set,
   *     method, tone, metric or citation that there is none of
   */
  static Protocol parse(String text, String source) {
    StrictMap top = StrictMap.ofYaml(text, source);
    Protocol protocol =
        new Protocol(
            top.requiredText("name"),
            top.requiredText("title"),
            citation(top),
            tables(top),
            datasets(top),
            parts(top),
            top.text("split").orElse(null),
            top.requiredText("window"),
            RuleYaml.keyFrames(top, null),
            RuleYaml.crop(top, null),
            methods(top),
            metrics(top),
            costs(top),
            top.list("required-options", String.class, "a list of options"),
            unstated(top),
            top.list("departures", String.class, "a list of sentences"));
    top.done();
    return protocol;
  }

  private static String citation(StrictMap top) {
    String key = top.requiredText("citation");
    return top.checked("citation", () -> Citations.of(key)).key();
  }

  private static List<Protocol.Table> tables(StrictMap top) {
    if (!top.has("tables")) {
      return List.of();
    }
    List<Protocol.Table> tables = new ArrayList<>();
    for (StrictMap table : top.maps("tables")) {
      tables.add(new Protocol.Table(table.requiredText("source"), table.requiredText("table")));
      table.done();
    }
    return tables;
  }

  private static List<String> datasets(StrictMap top) {
    List<String> names = top.texts("datasets", "one or more data sets of the catalogue");
    for (String name : names) {
      if (!DatasetCatalogue.names().contains(name)) {
        throw top.bad("datasets", name, "one of " + String.join(", ", DatasetCatalogue.names()));
      }
    }
    return names;
  }

  private static List<Protocol.Part> parts(StrictMap top) {
    if (!top.has("parts")) {
      return List.of();
    }
    List<Protocol.Part> parts = new ArrayList<>();
    for (StrictMap part : top.maps("parts")) {
      String glob = part.requiredText("glob");
      parts.add(
          new Protocol.Part(
              part.requiredText("name"), part.checked("glob", () -> PathPattern.glob(glob))));
      part.done();
    }
    return parts;
  }

  private static List<Protocol.Method> methods(StrictMap top) {
    List<Protocol.Method> methods = new ArrayList<>();
    for (StrictMap method : top.maps("methods")) {
      String id = method.requiredText("id");
      requireKnown(method, "id", id, Reconstructors.registry());
      String tone =
          method
              .text("tone")
              .map(typed -> method.checked("tone", () -> Tone.parse(typed)).toString())
              .orElse(null);
      method.done();
      methods.add(new Protocol.Method(id, tone));
    }
    return methods;
  }

  private static List<String> metrics(StrictMap top) {
    List<String> metrics = top.texts("metrics", "one or more ids of metrics");
    metrics.forEach(metric -> requireKnown(top, "metrics", metric, QualityMetrics.registry()));
    return metrics;
  }

  /** What is not built in is the name of a pack, which only the machine of a run knows. */
  private static void requireKnown(
      StrictMap map, String key, String id, VariantRegistry<?, ?> builtIn) {
    if (Protocol.isBuiltIn(builtIn, id)) {
      map.checked(key, () -> builtIn.resolve(id));
    } else if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw map.bad(key, id, "the id of something built in, or the name of a pack");
    }
  }

  private static Protocol.Costs costs(StrictMap top) {
    return top.map("costs").map(ProtocolYaml::figures).orElse(Protocol.Costs.NONE);
  }

  private static Protocol.Costs figures(StrictMap map) {
    List<CostFigure> figures = new ArrayList<>();
    for (String id : map.texts("figures", "one or more figures of cost")) {
      figures.add(map.checked("figures", () -> CostFigure.of(id)));
    }
    Protocol.Costs costs =
        new Protocol.Costs(
            figures, map.requiredInteger("height", 1), map.requiredInteger("width", 1));
    map.done();
    return costs;
  }

  private static Map<String, String> unstated(StrictMap top) {
    Map<String, String> unstated = new LinkedHashMap<>();
    top.map("unstated")
        .ifPresent(map -> map.keys().forEach(fact -> unstated.put(fact, map.requiredText(fact))));
    return unstated;
  }
}
