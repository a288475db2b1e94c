package io.spikelake.source;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads.
 *
 * @param hosts machines that hold most of the bytes, the best first; empty where all are alike
 */
record SpikePartition(List<WindowSlice> slices, List<String> hosts) implements InputPartition {

  private static final int MAX_HOSTS = 3;

  static SpikePartition of(List<WindowSlice> slices, Map<String, Long> bytesByHost) {
    List<String> best =
        bytesByHost.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MAX_HOSTS)
            .map(Map.Entry::getKey)
            .toList();
    return new SpikePartition(List.copyOf(slices), best);
  }

  @Override
  public String[] preferredLocations() {
    return hosts.toArray(String[]::new);
  }
}
