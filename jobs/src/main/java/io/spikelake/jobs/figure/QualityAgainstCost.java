package io.spikelake.jobs.figure;

import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.Cost;
import io.spikelake.jobs.report.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How good the methods of a table are, and what they cost.
 *
 * @param metric its heading, with an arrow towards better
 * @param points in the order of the table
 * @param without names of methods that lack the score or the cost
 * @param conditions under which the costs were measured
 */
public record QualityAgainstCost(
    String metric,
    boolean lowerIsBetter,
    CostAxis axis,
    List<Point> points,
    List<String> without,
    List<String> conditions) {

  /**
   * @param low lower end of the 95 % interval of the score, or null without one
   * @param high upper end of it, or null
   */
  public record Point(String name, double cost, double score, Double low, Double high) {}

  /**
   * @throws IllegalArgumentException if the table lacks the metric, or no method has both
   */
  public static QualityAgainstCost of(ComparativeTable table, String metric, CostAxis axis) {
    if (!table.metrics().contains(metric)) {
      throw new IllegalArgumentException(
          "The leaderboard of %s has no %s, but %s"
              .formatted(table.dataset(), metric, String.join(", ", table.metrics())));
    }
    List<String> names = MethodNames.of(table.rows().stream().map(Entrant::method).toList());
    List<Point> points = new ArrayList<>();
    List<String> without = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      Entrant row = table.rows().get(i);
      boolean severalTones =
          table.rows().stream().filter(other -> other.method().equals(row.method())).count() > 1;
      String name = severalTones ? "%s (%s)".formatted(names.get(i), row.tone()) : names.get(i);
      Standing standing = table.cell(row, metric);
      Cost cost = table.cost(row);
      Double figure = axis.of(cost);
      if (standing == null || standing.mean() == null || figure == null) {
        without.add(name);
      } else {
        points.add(
            new Point(
                name, figure, standing.mean(), standing.spread().low(), standing.spread().high()));
        if (axis.isMeasured() && !conditions.contains(cost.conditions().toString())) {
          conditions.add(cost.conditions().toString());
        }
      }
    }
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          ("No method of %s has both a score by %s and a %s; measure costs with 'spikelake bench"
                  + " methods'")
              .formatted(table.dataset(), metric, axis.name().toLowerCase(Locale.ROOT)));
    }
    return new QualityAgainstCost(
        table.heading(metric), table.lowerIsBetter(metric), axis, points, without, conditions);
  }

  /** What the plot shows, in words. */
  String title() {
    return "%s against %s; Pareto front: %s"
        .formatted(
            metric,
            axis.label(),
            front().stream().map(Point::name).collect(Collectors.joining(", ")));
  }

  /** The points that no other one beats or equals in both; the cheapest first. */
  List<Point> front() {
    Comparator<Point> better = Comparator.comparingDouble(Point::score);
    if (!lowerIsBetter) {
      better = better.reversed();
    }
    List<Point> front = new ArrayList<>();
    for (Point point :
        points.stream()
            .sorted(Comparator.comparingDouble(Point::cost).thenComparing(better))
            .toList()) {
      if (front.isEmpty() || better.compare(point, front.get(front.size() - 1)) < 0) {
        front.add(point);
      }
    }
    return front;
  }
}
