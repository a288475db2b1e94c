package io.spikelake.source;

/**
 * How much one task reads.
 *
 * @param asked bytes per task that the user asked for, or null
 * @param most bytes per task otherwise, unless fewer keep all cores busy
 * @param openCost bytes that opening a recording counts for
 * @param cores tasks that run at the same time
 */
record PartitionSize(Long asked, long most, long openCost, int cores) {

  /** Bytes per task for a query that reads that many bytes of that many recordings. */
  long bytes(long totalBytes, int recordings) {
    if (asked != null) {
      return asked;
    }
    long share = (totalBytes + openCost * recordings) / Math.max(1, cores);
    return Math.min(most, Math.max(openCost, share));
  }
}
