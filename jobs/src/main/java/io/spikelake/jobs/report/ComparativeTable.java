package io.spikelake.jobs.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Methods x metrics of one data set: a row per method and tone, a column per metric, means in the
 * cells.
 *
 * @param dataset the data set
 * @param rows method and tone, in the order of the first column's ranking
 * @param metrics complete metric ids, one per column
 * @param cells the standings by row and metric
 */
public record ComparativeTable(
    String dataset,
    List<Entrant> rows,
    List<String> metrics,
    Map<Entrant, Map<String, Standing>> cells) {

  /** What competes. */
  public record Entrant(String method, String tone) {}

  /**
   * The tables of all data sets in some standings.
   *
   * @param metricOrder metric ids in the order of columns; others follow in alphabetical order
   */
  public static List<ComparativeTable> of(List<Standing> standings, List<String> metricOrder) {
    Map<String, List<Standing>> byDataset =
        standings.stream()
            .collect(
                Collectors.groupingBy(Standing::dataset, LinkedHashMap::new, Collectors.toList()));
    return byDataset.entrySet().stream()
        .map(entry -> table(entry.getKey(), entry.getValue(), metricOrder))
        .toList();
  }

  private static ComparativeTable table(
      String dataset, List<Standing> standings, List<String> metricOrder) {
    List<String> metrics =
        standings.stream()
            .map(Standing::metric)
            .distinct()
            .sorted(
                Comparator.comparingInt((String id) -> position(metricOrder, id))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    Map<Entrant, Map<String, Standing>> cells = new LinkedHashMap<>();
    for (Standing standing : standings) {
      cells
          .computeIfAbsent(
              new Entrant(standing.method(), standing.tone()), entrant -> new LinkedHashMap<>())
          .put(standing.metric(), standing);
    }
    Comparator<Entrant> byRank =
        Comparator.comparingInt(entrant -> rank(cells.get(entrant).get(metrics.get(0))));
    List<Entrant> rows =
        cells.keySet().stream()
            .sorted(byRank.thenComparing(Entrant::method).thenComparing(Entrant::tone))
            .toList();
    return new ComparativeTable(dataset, rows, metrics, cells);
  }

  private static int position(List<String> order, String id) {
    int index = order.indexOf(id);
    return index < 0 ? Integer.MAX_VALUE : index;
  }

  private static int rank(Standing standing) {
    return standing == null || standing.rank() == null ? Integer.MAX_VALUE : standing.rank();
  }

  /** The standing of a row by a metric, or null if there is none. */
  public Standing cell(Entrant row, String metric) {
    return cells.get(row).get(metric);
  }

  /** The name of a metric as a heading, with an arrow towards better: {@code NIQE ↓}. */
  public String heading(String metric) {
    String name = metric.substring(0, metric.indexOf('/')).toUpperCase(Locale.ROOT);
    return name + (anyOf(metric).lowerIsBetter() ? " ↓" : " ↑");
  }

  /** The variant of a metric, as a second line of the heading: {@code live@1}. */
  public String subheading(String metric) {
    return metric.substring(metric.indexOf('/') + 1);
  }

  private Standing anyOf(String metric) {
    return rows.stream()
        .map(row -> cell(row, metric))
        .filter(standing -> standing != null)
        .findFirst()
        .orElseThrow();
  }

  /**
   * What stands behind the method of a row: nothing, or where networks of this table ran on several
   * kinds of devices, those that made the row's frames, such as {@code [cpu+gpu]}.
   */
  public String mark(Entrant row) {
    Set<String> kinds = devices(row);
    return severalDevices() && !kinds.isEmpty() ? " [%s]".formatted(String.join("+", kinds)) : "";
  }

  private Set<String> devices(Entrant row) {
    return kinds(cells.get(row).values().stream());
  }

  private boolean severalDevices() {
    return kinds(all().stream()).size() > 1;
  }

  private static Set<String> kinds(Stream<Standing> standings) {
    return standings
        .flatMap(standing -> standing.devices().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the method of a row costs, or null where that was not measured. */
  public Cost cost(Entrant row) {
    return cells.get(row).values().stream()
        .map(Standing::cost)
        .filter(cost -> cost != null)
        .findFirst()
        .orElse(null);
  }

  /** Samples of the cell with the most. */
  public long samples() {
    return all().stream().mapToLong(Standing::samples).max().orElse(0);
  }

  /**
   * What a reader must know of the scores: cells with fewer samples, blocks, samples without a
   * score, several kinds of devices.
   */
  public List<String> footnotes() {
    TreeSet<String> notes = new TreeSet<>();
    long samples = samples();
    for (Standing standing : all()) {
      if (standing.samples() < samples) {
        notes.add(
            "%s (%s) by %s: %d of %d samples%s"
                .formatted(
                    standing.method(),
                    standing.tone(),
                    standing.metric(),
                    standing.samples(),
                    samples,
                    standing.excluded().isEmpty() ? "" : ", others " + standing.excluded()));
      }
    }
    for (String metric : metrics) {
      blocks(metric, notes);
    }
    if (severalDevices()) {
      notes.add(
          "[...]: what a network ran on; from one to the other its frames differ by rounding");
    }
    return List.copyOf(notes);
  }

  private void blocks(String metric, TreeSet<String> notes) {
    List<Standing> scored =
        all().stream().filter(s -> s.metric().equals(metric) && s.maxBlocks() > 0).toList();
    if (scored.isEmpty()) {
      return;
    }
    int min = scored.stream().mapToInt(Standing::minBlocks).min().orElseThrow();
    int max = scored.stream().mapToInt(Standing::maxBlocks).max().orElseThrow();
    notes.add("%s: %s blocks per image".formatted(metric, min == max ? min : min + " to " + max));
  }

  private List<Standing> all() {
    return cells.values().stream().flatMap(row -> row.values().stream()).toList();
  }
}
