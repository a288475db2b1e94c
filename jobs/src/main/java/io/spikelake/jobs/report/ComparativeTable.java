package io.spikelake.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Methods x metrics of one data set: a row per method and tone, a column per metric, means in the
 * cells.
 *
 * @param dataset the data set; where the table is about a part of it, that too
 * @param rows method and tone, in the order of the first column's ranking
 * @param metrics complete metric ids, one per column
 * @param cells the standings by row and metric
 */
public record ComparativeTable(
    String dataset,
    List<Entrant> rows,
    List<String> metrics,
    Map<Entrant, Map<String, Standing>> cells) {

  /** P-values from here on are no evidence of a difference. */
  private static final double SIGNIFICANT = 0.05;

  /** A score of fewer blocks than this rests on too little of the image. */
  private static final int FEW_BLOCKS = 4;

  private static final String INTERVALS =
      "small print: 95 % intervals of the means, from a bootstrap over recordings";

  /** What competes. */
  public record Entrant(String method, String tone) {

    /** By method, then tone. */
    public static final Comparator<Entrant> BY_NAME =
        Comparator.comparing(Entrant::method).thenComparing(Entrant::tone);
  }

  /**
   * The tables of all data sets, and parts of them, in some standings.
   *
   * @param metricOrder metric ids in the order of columns; others follow in alphabetical order
   */
  public static List<ComparativeTable> of(List<Standing> standings, List<String> metricOrder) {
    Map<String, List<Standing>> byPlace =
        standings.stream()
            .collect(
                Collectors.groupingBy(Standing::about, LinkedHashMap::new, Collectors.toList()));
    return byPlace.entrySet().stream()
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
        cells.keySet().stream().sorted(byRank.thenComparing(Entrant.BY_NAME)).toList();
    return new ComparativeTable(dataset, rows, metrics, cells);
  }

  private static int position(List<String> order, String id) {
    int index = order.indexOf(id);
    return index < 0 ? Integer.MAX_VALUE : index;
  }

  private static int rank(Standing standing) {
    return standing == null || standing.rank() == null ? Integer.MAX_VALUE : standing.rank();
  }

  /** Whether it is about a data set, and not only a part of one. */
  public boolean isWhole() {
    return all().stream().allMatch(standing -> standing.part() == null);
  }

  /** The standing of a row by a metric, or null if there is none. */
  public Standing cell(Entrant row, String metric) {
    return cells.get(row).get(metric);
  }

  /** The name of a metric as a heading, with an arrow towards better: {@code NIQE ↓}. */
  public String heading(String metric) {
    String name = metric.substring(0, metric.indexOf('/')).toUpperCase(Locale.ROOT);
    return name + (lowerIsBetter(metric) ? " ↓" : " ↑");
  }

  /** Which end of a metric of the table is the good one. */
  public boolean lowerIsBetter(String metric) {
    return anyOf(metric).lowerIsBetter();
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
   * What stands behind the method of a row: a dagger if a score of it rests on fewer than 4 blocks,
   * and where networks of this table ran on several kinds of devices, those that made the row's
   * frames, such as {@code [cpu+gpu]}.
   */
  public String mark(Entrant row) {
    Set<String> kinds = devices(row);
    String devices =
        severalDevices() && !kinds.isEmpty() ? " [%s]".formatted(String.join("+", kinds)) : "";
    return cells.get(row).values().stream().anyMatch(ComparativeTable::hasFewBlocks)
        ? " †" + devices
        : devices;
  }

  private static boolean hasFewBlocks(Standing standing) {
    return standing.maxBlocks() > 0 && standing.minBlocks() < FEW_BLOCKS;
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
    if (all().stream().anyMatch(standing -> standing.spread().hasInterval())) {
      notes.add(INTERVALS);
    }
    notes.addAll(closeNeighbours());
    if (severalDevices()) {
      notes.add(
          "[...]: what a network ran on; from one to the other its frames differ by rounding");
    }
    if (all().stream().anyMatch(ComparativeTable::hasFewBlocks)) {
      notes.add("†: has scores of fewer than 4 blocks, which are too few to trust");
    }
    scope().ifPresent(notes::add);
    return List.copyOf(notes);
  }

  /** What of the data set alone counts; the same for all cells. */
  private Optional<String> scope() {
    Standing any = all().get(0);
    List<String> only = new ArrayList<>();
    if (any.protocol() != null) {
      only.add("frames of protocol " + any.protocol());
    }
    if (any.split() != null) {
      only.add("split " + any.split());
    }
    return only.isEmpty() ? Optional.empty() : Optional.of("only " + String.join(", ", only));
  }

  /** Neighbours whose difference may be due to the choice of recordings. */
  private List<String> closeNeighbours() {
    List<String> notes = new ArrayList<>();
    for (String metric : metrics) {
      List<Standing> tested =
          all().stream()
              .filter(s -> s.metric().equals(metric) && s.spread().pNext() != null)
              .toList();
      List<Integer> close =
          tested.stream()
              .filter(s -> s.spread().pNext() >= SIGNIFICANT)
              .map(Standing::rank)
              .sorted()
              .toList();
      if (!close.isEmpty() && close.size() == tested.size()) {
        notes.add(metric + ": no two neighbouring ranks differ significantly");
      } else if (!close.isEmpty()) {
        notes.add(
            "%s: no significant difference from rank %s to the next"
                .formatted(
                    metric,
                    close.stream().map(Object::toString).collect(Collectors.joining(", "))));
      }
    }
    return notes;
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

  /**
   * What the order of its rows is worth, in sentences: whether other metrics, tones and windows
   * give the same one.
   */
  public List<String> worth() {
    return Agreement.of(this);
  }

  /** All cells. */
  public List<Standing> all() {
    return cells.values().stream().flatMap(row -> row.values().stream()).toList();
  }
}
