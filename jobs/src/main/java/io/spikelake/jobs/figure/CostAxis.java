package io.spikelake.jobs.figure;

import io.spikelake.jobs.report.Cost;

/** What a method's quality is plotted against. */
public enum CostAxis {
  LATENCY("Latency of a frame in ms"),
  GMAC("GMAC per frame"),
  PARAMS("Parameters in millions"),
  MEMORY("Peak memory in MB");

  private final String label;

  CostAxis(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether it depends on how it was measured. */
  boolean isMeasured() {
    return this != PARAMS;
  }

  /** The figure, or null where there is none, as of methods that have no parameters. */
  Double of(Cost cost) {
    if (cost == null) {
      return null;
    }
    Double figure =
        switch (this) {
          case LATENCY -> (Double) cost.latencyMs();
          case GMAC -> cost.gmacs();
          case PARAMS -> (Double) (cost.parameters() / 1e6);
          case MEMORY -> cost.peakMemoryMb();
        };
    return figure == null || figure <= 0 ? null : figure;
  }
}
