package io.spikelake.jobs.sizing;

/**
 * What a run meets besides its own work.
 *
 * @param bytesPerSecond that the storage gives all executors together; infinite where unknown
 * @param requestsPerSecond that it answers; infinite where unknown
 * @param waveSeconds planned time from commit to commit
 * @param waveBytes most bytes of images of a commit
 * @param commitSeconds of a commit, in which executors wait
 * @param serialSeconds of a run, besides, in which they wait: to plan, and to compare
 * @param headroom added to the time of executors, as a share: stragglers, retries, uneven tasks
 */
public record Rates(
    double bytesPerSecond,
    double requestsPerSecond,
    double waveSeconds,
    double waveBytes,
    double commitSeconds,
    double serialSeconds,
    double headroom) {

  public Rates {
    boolean sensible =
        bytesPerSecond > 0
            && requestsPerSecond > 0
            && waveSeconds > 0
            && waveBytes > 0
            && commitSeconds >= 0
            && serialSeconds >= 0
            && headroom >= 0;
    if (!sensible) {
      throw new IllegalArgumentException(
          "Rates of %s bytes and %s requests a second, waves of %s s and %s bytes, %s s for a"
                  .formatted(
                      bytesPerSecond, requestsPerSecond, waveSeconds, waveBytes, commitSeconds)
              + " commit, %s s for a run, headroom %s; expected positive numbers"
                  .formatted(serialSeconds, headroom));
    }
  }
}
