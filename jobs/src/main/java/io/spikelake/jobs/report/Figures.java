package io.spikelake.jobs.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** All figures of a standing by name, in full precision, as files for machines have them. */
final class Figures {

  private Figures() {}

  /**
   * In the order of columns; every standing has the same names, and null where nothing is known.
   */
  static Map<String, Object> of(Standing standing) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("dataset", standing.dataset());
    figures.put("part", standing.part());
    figures.put("protocol", standing.protocol());
    figures.put("split", standing.split());
    figures.put("method", standing.method());
    figures.put("tone", standing.tone());
    figures.put("metric", standing.metric());
    figures.put("lower_is_better", standing.lowerIsBetter());
    figures.put("rank", standing.rank());
    figures.put("samples", standing.samples());
    figures.put("mean", standing.mean());
    addSpread(figures, standing.spread());
    figures.put("min_blocks", standing.minBlocks());
    figures.put("max_blocks", standing.maxBlocks());
    figures.put("excluded", standing.excluded());
    figures.put("devices", standing.devices());
    addCost(figures, standing.cost());
    return figures;
  }

  private static void addSpread(Map<String, Object> figures, Spread spread) {
    figures.put("recordings", spread.recordings());
    figures.put("median", spread.median());
    figures.put("stddev", spread.deviation());
    figures.put("ci_low", spread.low());
    figures.put("ci_high", spread.high());
    figures.put("rank_low", spread.rankLow());
    figures.put("rank_high", spread.rankHigh());
    figures.put("rank_stability", spread.stability());
    figures.put("wins", spread.wins());
    figures.put("gain", spread.gain());
    figures.put("p_next", spread.pNext());
    figures.put("sample_set", spread.sampleSet());
  }

  private static void addCost(Map<String, Object> figures, Cost cost) {
    figures.put("parameters", cost == null ? null : cost.parameters());
    figures.put("gmacs", cost == null ? null : cost.gmacs());
    figures.put("peak_memory_mb", cost == null ? null : cost.peakMemoryMb());
    figures.put("latency_ms", cost == null ? null : cost.latencyMs());
    figures.put("frames_per_second", cost == null ? null : cost.framesPerSecond());
    figures.put("latency_conditions", cost == null ? null : cost.conditions().toString());
  }
}
