package io.spikelake.jobs.hq;

import java.util.List;

/**
 * Which reconstruction of which samples.
 *
 * @param name of the selection
 * @param datasets whose samples
 * @param candidates complete method keys; of equal scores the one named first is taken
 * @param tone of the candidates, or null where each of them has one tone in the lake
 * @param metric complete metric key
 * @param lowerIsBetter which end of it is the good one
 * @param draws of blocks, by which the intervals of margins are found; 0 for none
 * @param caps what a chosen reconstruction must satisfy
 */
public record Selection(
    String name,
    List<String> datasets,
    List<String> candidates,
    String tone,
    String metric,
    boolean lowerIsBetter,
    int draws,
    Caps caps) {

  /**
   * What must hold of a choice; null for no demand.
   *
   * @param worstScore no score is worse than this
   * @param blocks at least so many blocks under the score
   * @param flatFraction at most such a share of flat pixels
   * @param margin better than the second best by at least this; one without a second best is out
   * @param sure the interval of the margin lies above 0; one without an interval is out
   * @param perClass at most so many of each class of a data set, the best
   * @param topFraction at most such a share of the samples of a data set, the best; 0 to 1
   */
  public record Caps(
      Double worstScore,
      Integer blocks,
      Double flatFraction,
      Double margin,
      boolean sure,
      Integer perClass,
      Double topFraction) {

    /** No demands. */
    public static final Caps NONE = new Caps(null, null, null, null, false, null, null);

    public Caps {
      if (topFraction != null && !(topFraction > 0 && topFraction <= 1)) {
        throw new IllegalArgumentException(
            "Top fraction %s; expected a share above 0, up to 1".formatted(topFraction));
      }
      if (perClass != null && perClass < 1) {
        throw new IllegalArgumentException(
            "%d images per class; expected 1 or more".formatted(perClass));
      }
    }
  }

  public Selection {
    datasets = List.copyOf(datasets);
    candidates = List.copyOf(candidates);
    if (draws < 0 || draws == 0 && caps.sure()) {
      throw new IllegalArgumentException(
          "%d draws of blocks; expected 0 or more, and some where margins must be sure"
              .formatted(draws));
    }
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("A selection needs one or more methods to choose from");
    }
  }
}
