package io.spikelake.jobs.published;

import io.spikelake.mapping.StrictMap;
import io.spikelake.pack.WeightRelease.Origin;
import io.spikelake.reconstruct.Reconstructors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the words of published tables mean, as {@code mapping.yaml} says it. */
final class MeaningYaml {

  private static final String WORDS = "words of the table";

  private record Place(String dataset, String part) {}

  private record Column(List<String> metrics, CostFigure cost) {}

  /** A rule for the figures that all three fit; an empty list fits any. */
  private record Rule(
      List<String> methods, List<String> metrics, List<String> datasets, List<Reason> open) {

    private boolean fits(String dataset, String method, String metric) {
      return fits(methods, method) && fits(metrics, metric) && fits(datasets, dataset);
    }

    private static boolean fits(List<String> words, String word) {
      return words.isEmpty() || words.contains(word);
    }
  }

  private record Table(String protocol, boolean ablation, List<Rule> rules) {}

  private record Source(
      String citation,
      List<Origin> weights,
      Map<String, Place> datasets,
      Map<String, List<String>> methods,
      Map<String, Column> metrics,
      Map<String, Table> tables) {}

  private static final Set<String> CLOSED_FORMS =
      Reconstructors.registry().variants().stream()
          .map(method -> method.name())
          .collect(Collectors.toUnmodifiableSet());

  private final String file;
  private final Map<String, Source> sources;

  private MeaningYaml(String file, Map<String, Source> sources) {
    this.file = file;
    this.sources = sources;
  }

  /**
   * @param file for messages
   * @throws IllegalArgumentException if the text is no mapping; the message names the key
   */
  static MeaningYaml parse(String text, String file) {
    StrictMap top = StrictMap.ofYaml(text, file);
    Map<String, Source> sources = new LinkedHashMap<>();
    for (StrictMap source : top.maps("sources")) {
      String name = source.requiredText("source");
      if (sources.put(name, source(source)) != null) {
        throw source.bad("source", name, "each source once");
      }
      source.done();
    }
    top.done();
    return new MeaningYaml(file, sources);
  }

  private static Source source(StrictMap map) {
    Map<String, Place> datasets = new LinkedHashMap<>();
    StrictMap places = map.requiredMap("datasets");
    for (String word : places.keys()) {
      StrictMap place = places.requiredMap(word);
      datasets.put(
          word, new Place(place.text("dataset").orElse(null), place.text("part").orElse(null)));
      place.done();
    }
    Map<String, List<String>> methods = new LinkedHashMap<>();
    StrictMap ids = map.requiredMap("methods");
    for (String word : ids.keys()) {
      methods.put(word, ids.list(word, String.class, "a list of beginnings of method ids"));
    }
    Map<String, Column> metrics = new LinkedHashMap<>();
    StrictMap columns = map.requiredMap("metrics");
    for (String word : columns.keys()) {
      metrics.put(word, column(columns.requiredMap(word)));
    }
    Map<String, Table> tables = new LinkedHashMap<>();
    for (StrictMap table : map.maps("tables")) {
      tables.put(table.requiredText("table"), table(table));
      table.done();
    }
    List<Origin> weights = new ArrayList<>();
    for (String word : map.texts("weights", "who trained the networks")) {
      weights.add(origin(map, word));
    }
    return new Source(map.requiredText("citation"), weights, datasets, methods, metrics, tables);
  }

  private static Origin origin(StrictMap map, String word) {
    return Arrays.stream(Origin.values())
        .filter(origin -> origin.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> map.bad("weights", word, "original, retrained, ours or random"));
  }

  private static Column column(StrictMap map) {
    Optional<String> cost = map.text("cost");
    Column column =
        cost.isPresent()
            ? new Column(List.of(), map.checked("cost", () -> CostFigure.of(cost.get())))
            : new Column(map.texts("metrics", "beginnings of metric ids, or the key cost"), null);
    map.done();
    return column;
  }

  private static Table table(StrictMap map) {
    List<Rule> rules = new ArrayList<>();
    for (StrictMap rule : map.maps("rules")) {
      List<Reason> open = new ArrayList<>();
      for (String id : rule.list("open", String.class, "a list of what is left open")) {
        open.add(rule.checked("open", () -> Reason.leftOpen(id)));
      }
      rules.add(
          new Rule(
              rule.list("methods", String.class, WORDS),
              rule.list("metrics", String.class, WORDS),
              rule.list("datasets", String.class, WORDS),
              open));
      rule.done();
    }
    return new Table(map.text("protocol").orElse(null), map.flag("ablation").orElse(false), rules);
  }

  /**
   * What a figure means.
   *
   * @param dataset empty where it is not one of a data set
   * @throws IllegalArgumentException if the mapping lacks one of the words, or no rule fits
   */
  Meaning of(String source, String table, String dataset, String method, String metric) {
    Source words = known(sources, source, "source", source);
    Table rules = known(words.tables(), table, "table", source);
    Place place =
        dataset.isEmpty()
            ? new Place(null, null)
            : known(words.datasets(), dataset, "data set", source);
    List<String> methods = known(words.methods(), method, "method", source);
    Column column = known(words.metrics(), metric, "metric", source);
    boolean network = !methods.isEmpty() && methods.stream().noneMatch(MeaningYaml::closedForm);
    List<Reason> open =
        rules.rules().stream()
            .filter(rule -> rule.fits(dataset, method, metric))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: no rule of %s, %s fits %s by %s on '%s'"
                            .formatted(file, source, table, method, metric, dataset)))
            .open();
    return new Meaning(
        words.citation(),
        rules.protocol(),
        rules.ablation(),
        place.dataset(),
        place.part(),
        methods,
        network,
        network && column.cost() == null ? words.weights() : List.of(),
        column.metrics(),
        column.cost(),
        open.stream().filter(reason -> network || reason != Reason.WEIGHTS).toList());
  }

  private static boolean closedForm(String id) {
    return CLOSED_FORMS.contains(id.split("[/@:]", 2)[0]);
  }

  private <T> T known(Map<String, T> words, String word, String what, String source) {
    T known = words.get(word);
    if (known == null) {
      throw new IllegalArgumentException(
          "%s says nothing of %s '%s' of %s; it knows %s"
              .formatted(file, what, word, source, words.keySet()));
    }
    return known;
  }
}
