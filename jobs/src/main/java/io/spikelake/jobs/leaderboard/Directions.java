package io.spikelake.jobs.leaderboard;

import io.spikelake.djl.MetricCatalogue;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.statistics.Direction;
import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;

/** Which end of which metric is the good one: told by its name; a pack says so itself. */
record Directions(Set<String> higherIsBetter) implements Serializable {

  static Directions of(Equipment equipment) {
    MetricCatalogue metrics = equipment.metrics();
    return new Directions(
        equipment.packs().metrics().stream()
            .filter(pack -> !metrics.lowerIsBetter(pack.id()))
            .map(pack -> pack.id().toString())
            .collect(Collectors.toUnmodifiableSet()));
  }

  Direction of(String metric) {
    int slash = metric.indexOf('/');
    String name = slash < 0 ? metric : metric.substring(0, slash);
    return higherIsBetter.contains(metric) || QualityMetrics.HIGHER_IS_BETTER.contains(name)
        ? Direction.HIGHER_IS_BETTER
        : Direction.LOWER_IS_BETTER;
  }
}
