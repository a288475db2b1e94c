package io.spikelake.jobs.published;

import io.spikelake.pack.WeightRelease.Origin;
import java.util.List;

/**
 * What a published figure means in our ids.
 *
 * @param citation key of its source in {@link Citations}
 * @param protocol name of the preset that repeats its table, or null
 * @param ablation whether it is a row of an ablation, not of a comparison
 * @param dataset name in our catalogue; null where the figure is not one of a data set, or nobody
 *     knows which
 * @param part a part of the data set that the protocol names, or null for all of it
 * @param methods beginnings of method keys that may stand for its method, the preferred first;
 *     empty where nothing of ours computes it
 * @param network whether its method is a network, which needs a pack
 * @param weights who must have trained the network, for its scores to stand beside those of the
 *     table; empty for closed forms and costs
 * @param metrics beginnings of metric keys that may stand for its metric, the preferred first;
 *     empty where it is a cost
 * @param cost the figure of cost that it is, or null
 * @param open what its source leaves open
 */
public record Meaning(
    String citation,
    String protocol,
    boolean ablation,
    String dataset,
    String part,
    List<String> methods,
    boolean network,
    List<Origin> weights,
    List<String> metrics,
    CostFigure cost,
    List<Reason> open) {

  public Meaning {
    methods = List.copyOf(methods);
    weights = List.copyOf(weights);
    metrics = List.copyOf(metrics);
    open = List.copyOf(open);
  }

  /**
   * Place of a method key among {@link #methods}, -1 if none of them is its beginning.
   *
   * @param key complete method key
   */
  int methodPlace(String key) {
    return place(methods, key);
  }

  /**
   * Place of a metric key among {@link #metrics}, -1 if none of them is its beginning.
   *
   * @param key complete metric key, or the id of a figure of cost
   */
  int metricPlace(String key) {
    return cost == null ? place(metrics, key) : cost.id().equals(key) ? 0 : -1;
  }

  /** Whether ours may have the weights of the table. */
  boolean acceptsWeights(Measured ours) {
    return weights.isEmpty() || (ours.weights() != null && weights.contains(ours.weights()));
  }

  private static int place(List<String> beginnings, String key) {
    for (int i = 0; i < beginnings.size(); i++) {
      if (begins(beginnings.get(i), key)) {
        return i;
      }
    }
    return -1;
  }

  /** {@code tfp/spike} is no beginning of {@code tfp/spike-zoo@1}: an id is cut between words. */
  private static boolean begins(String beginning, String key) {
    return key.startsWith(beginning)
        && (key.length() == beginning.length()
            || "/@:".indexOf(key.charAt(beginning.length())) >= 0);
  }
}
