package io.spikelake.jobs.leaderboard;

import io.spikelake.statistics.Direction;
import io.spikelake.statistics.Interval;
import io.spikelake.statistics.Quantiles;
import io.spikelake.statistics.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks the entrants of a contest, and says how far the ranks rest on the choice of recordings: the
 * replicates of all entrants are those of the same choices, so whatever is compared is compared
 * choice by choice.
 */
final class Placings {

  private static final double TAIL = 0.025;

  private final double[] means;
  private final double[][] replicates;
  private final Direction direction;

  /**
   * @param means one per entrant, NaN without a score
   * @param replicates means of each entrant's replicates, NaN where none of its samples counts; an
   *     entrant without has an empty array
   */
  private Placings(double[] means, double[][] replicates, Direction direction) {
    this.means = means;
    this.replicates = replicates;
    this.direction = direction;
  }

  /** One per entrant, in their order. */
  static List<Placing> of(double[] means, double[][] replicates, Direction direction) {
    return new Placings(means, replicates, direction).all();
  }

  private List<Placing> all() {
    int[] scored = IntStream.range(0, means.length).filter(i -> !Double.isNaN(means[i])).toArray();
    int[] ranks =
        Ranks.competition(Arrays.stream(scored).mapToDouble(i -> means[i]).toArray(), direction);
    List<Integer> order =
        IntStream.range(0, scored.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> ranks[i]))
            .toList();
    int[][] ofReplicates = ranksOfReplicates(scored);
    Placing[] placings = new Placing[means.length];
    Arrays.fill(placings, new Placing(null, null, null, null, null, null, null, -1));
    for (int place = 0; place < order.size(); place++) {
      int i = order.get(place);
      int next = place + 1 < order.size() ? scored[order.get(place + 1)] : -1;
      placings[scored[i]] = placing(scored[i], ranks[i], ofReplicates[i], next);
    }
    return List.of(placings);
  }

  /** By entrant with a score; a replicate in which not all of them have one is left out. */
  private int[][] ranksOfReplicates(int[] scored) {
    int count = Arrays.stream(scored).map(i -> replicates[i].length).min().orElse(0);
    List<int[]> kept = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      int replicate = b;
      double[] ofAll = Arrays.stream(scored).mapToDouble(i -> replicates[i][replicate]).toArray();
      if (Arrays.stream(ofAll).noneMatch(Double::isNaN)) {
        kept.add(Ranks.competition(ofAll, direction));
      }
    }
    int[][] byEntrant = new int[scored.length][];
    for (int i = 0; i < scored.length; i++) {
      int entrant = i;
      byEntrant[i] = kept.stream().mapToInt(ranks -> ranks[entrant]).sorted().toArray();
    }
    return byEntrant;
  }

  private Placing placing(int entrant, int rank, int[] ranks, int next) {
    boolean resampled = ranks.length > 0;
    return new Placing(
        rank,
        interval(replicates[entrant]),
        resampled ? ranks[(int) Math.floor(TAIL * (ranks.length - 1))] : null,
        resampled ? ranks[(int) Math.ceil((1 - TAIL) * (ranks.length - 1))] : null,
        resampled
            ? Arrays.stream(ranks).filter(r -> r == rank).count() / (double) ranks.length
            : null,
        next < 0 ? null : gain(entrant, next),
        next < 0 ? null : lead(entrant, next),
        next);
  }

  private Double gain(int entrant, int next) {
    double of = Math.abs(means[next]);
    return of == 0 ? null : better(means[entrant], means[next]) / of;
  }

  private Interval lead(int entrant, int next) {
    double[] ours = replicates[entrant];
    double[] theirs = replicates[next];
    int count = Math.min(ours.length, theirs.length);
    double[] leads = new double[count];
    for (int b = 0; b < count; b++) {
      leads[b] = better(ours[b], theirs[b]);
    }
    return interval(leads);
  }

  /** By how much the first is better. */
  private double better(double first, double second) {
    return direction == Direction.LOWER_IS_BETTER ? second - first : first - second;
  }

  private static Interval interval(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return sorted.length == 0
        ? null
        : new Interval(Quantiles.ofSorted(sorted, TAIL), Quantiles.ofSorted(sorted, 1 - TAIL));
  }
}
