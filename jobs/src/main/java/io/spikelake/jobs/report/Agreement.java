package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.statistics.KendallTau;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the order of a table is worth: whether its metrics order the methods as PSNR does, which
 * knows the ground truth, and whether the order is the same in another tone or window. Each by
 * Kendall's tau-b over means, 1 for the same order, 0 for none in common, -1 for the reverse.
 */
final class Agreement {

  /** An order of two is a coin. */
  private static final int FEWEST = 3;

  private static final String PSNR = "psnr/";

  /** The parameter of a method key. */
  private static final Pattern WINDOW = Pattern.compile(":window=([^:]+)");

  private final ComparativeTable table;

  private Agreement(ComparativeTable table) {
    this.table = table;
  }

  /** Sentences; none where there is too little to compare. */
  static List<String> of(ComparativeTable table) {
    Agreement agreement = new Agreement(table);
    List<String> sentences = new ArrayList<>(agreement.withGroundTruth());
    sentences.addAll(agreement.over("tones", Entrant::tone, Entrant::method));
    sentences.addAll(agreement.over("windows", Agreement::window, Agreement::withoutWindow));
    return sentences;
  }

  /** By the first of several variants of PSNR. */
  private List<String> withGroundTruth() {
    Optional<String> first =
        table.metrics().stream().filter(metric -> metric.startsWith(PSNR)).findFirst();
    if (first.isEmpty()) {
      return List.of();
    }
    String psnr = first.get();
    Map<Entrant, Double> truth = qualities(psnr);
    List<String> sentences = new ArrayList<>();
    for (String metric : table.metrics()) {
      if (!metric.startsWith(PSNR)) {
        Map<Entrant, Double> quality = qualities(metric);
        Set<Entrant> both = new TreeSet<>(Entrant.BY_NAME);
        both.addAll(quality.keySet());
        both.retainAll(truth.keySet());
        String tau = tau(both, quality, truth);
        if (!tau.isEmpty()) {
          sentences.add("%s orders them as %s does: tau %s".formatted(metric, psnr, tau));
        }
      }
    }
    return sentences;
  }

  /**
   * Whether methods that appear in several settings have the same order in each of two.
   *
   * @param setting of an entrant, or null if it has none
   * @param competitor what is the same thing in another setting
   */
  private List<String> over(
      String settings, Function<Entrant, String> setting, Function<Entrant, String> competitor) {
    List<String> sentences = new ArrayList<>();
    for (String metric : table.metrics()) {
      Map<String, Map<String, Double>> bySetting = new TreeMap<>();
      qualities(metric)
          .forEach(
              (entrant, quality) -> {
                String which = setting.apply(entrant);
                if (which != null) {
                  bySetting
                      .computeIfAbsent(which, first -> new TreeMap<>())
                      .put(competitor.apply(entrant), quality);
                }
              });
      List<String> names = List.copyOf(bySetting.keySet());
      for (int i = 0; i < names.size(); i++) {
        for (String other : names.subList(i + 1, names.size())) {
          Map<String, Double> one = bySetting.get(names.get(i));
          Map<String, Double> two = bySetting.get(other);
          Set<String> both = new TreeSet<>(one.keySet());
          both.retainAll(two.keySet());
          String tau = tau(both, one, two);
          if (!tau.isEmpty()) {
            sentences.add(
                "%s, %s %s and %s: tau %s".formatted(metric, settings, names.get(i), other, tau));
          }
        }
      }
    }
    return sentences;
  }

  private static <T> String tau(Set<T> things, Map<T, Double> one, Map<T, Double> two) {
    if (things.size() < FEWEST) {
      return "";
    }
    KendallTau tau =
        KendallTau.of(
            things.stream().mapToDouble(one::get).toArray(),
            things.stream().mapToDouble(two::get).toArray());
    return Double.isNaN(tau.tau())
        ? ""
        : String.format(Locale.ROOT, "%.2f over %d methods", tau.tau(), tau.n());
  }

  /** Means, larger where better. */
  private Map<Entrant, Double> qualities(String metric) {
    Map<Entrant, Double> qualities = new TreeMap<>(Entrant.BY_NAME);
    for (Entrant row : table.rows()) {
      Standing standing = table.cell(row, metric);
      if (standing != null && standing.mean() != null) {
        qualities.put(row, standing.lowerIsBetter() ? -standing.mean() : standing.mean());
      }
    }
    return qualities;
  }

  private static String window(Entrant entrant) {
    Matcher window = WINDOW.matcher(entrant.method());
    return window.find() ? window.group(1) : null;
  }

  private static String withoutWindow(Entrant entrant) {
    return WINDOW.matcher(entrant.method()).replaceFirst("") + " " + entrant.tone();
  }
}
