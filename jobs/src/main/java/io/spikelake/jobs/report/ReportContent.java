package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import java.util.List;
import java.util.Map;

/**
 * What a report shows.
 *
 * @param summary one sentence
 * @param tables one per data set
 * @param history how ranks went, by data set and metric
 * @param scenes pictures of the same samples by all entrants
 * @param moved what is different from the leaderboard before, in sentences
 * @param refusals what is in quarantine
 * @param provenance where all this comes from, by name
 */
public record ReportContent(
    String summary,
    List<ComparativeTable> tables,
    List<History> history,
    List<Scene> scenes,
    List<String> moved,
    List<Refusals> refusals,
    Map<String, String> provenance) {

  /** Tables and nothing else. */
  public static ReportContent of(List<ComparativeTable> tables) {
    return new ReportContent("", tables, List.of(), List.of(), List.of(), List.of(), Map.of());
  }

  /**
   * Ranks from leaderboard to leaderboard.
   *
   * @param nights numbers of the runs that made them, rising
   * @param ranks by entrant, one per night; null where it took no part or had no score
   */
  public record History(
      String dataset, String metric, List<Long> nights, Map<Entrant, List<Integer>> ranks) {}

  /**
   * One sample.
   *
   * @param rule why it is shown
   * @param label which it is
   * @param metric of the scores
   */
  public record Scene(
      String dataset, String rule, String label, String metric, List<Frame> frames) {}

  /**
   * A picture.
   *
   * @param score by the scene's metric, or null without one
   * @param png as stored
   */
  public record Frame(Entrant entrant, Double score, byte[] png) {}

  /** How many rows of quarantine have a reason. */
  public record Refusals(String reason, String stage, long count) {}
}
