package io.spikelake.jobs.published;

import io.spikelake.pack.WeightRelease.Origin;
import io.spikelake.statistics.Interval;

/**
 * One of our figures.
 *
 * @param dataset name of the data set; null for a cost
 * @param part a part of it that a protocol names, or null for all of it
 * @param method complete method key
 * @param weights who trained the network; null for a closed form, and where it is not known
 * @param metric complete metric key, or the id of a {@link CostFigure}
 * @param tone of the frames; null for a cost
 * @param protocol name of the preset by which it was measured, or null for none
 * @param mean of the samples, or the cost in our unit
 * @param samples how many, 0 for a cost
 * @param confidence where the mean lies, or null where that is not known
 */
public record Measured(
    String dataset,
    String part,
    String method,
    Origin weights,
    String metric,
    String tone,
    String protocol,
    double mean,
    long samples,
    Interval confidence) {

  public Measured {
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          "%s by %s is %s; leave out what has no score".formatted(method, metric, mean));
    }
  }

  /** A cost, which belongs to no data set and is not sampled. */
  public static Measured cost(String method, CostFigure figure, double amount) {
    return new Measured(null, null, method, null, figure.id(), null, null, amount, 0, null);
  }
}
