package io.spikelake.jobs.sizing;

/**
 * How long a cluster takes.
 *
 * @param gpuSeconds that the GPUs would take if nothing else were to wait for; likewise the others
 * @param coreSeconds that the cores would take
 * @param storageSeconds that the storage would take to give the bytes
 * @param requestSeconds that it would take to answer the requests
 * @param waves commits of the run
 * @param driverSeconds in which all executors wait for the driver
 * @param seconds from start to end
 * @param limit what to have more of, or faster, for the greatest gain
 */
public record Estimate(
    Cluster cluster,
    double gpuSeconds,
    double coreSeconds,
    double storageSeconds,
    double requestSeconds,
    long waves,
    double driverSeconds,
    double seconds,
    Limit limit) {

  /** What a run waits for most. */
  public enum Limit {
    GPUS("GPUs"),
    CORES("cores"),
    STORAGE("the storage's bytes per second"),
    REQUESTS("the storage's requests per second"),
    DRIVER("planning and commits");

    private final String text;

    Limit(String text) {
      this.text = text;
    }

    /** In the words of reports. */
    public String text() {
      return text;
    }
  }

  /** GPU hours that are paid for, whether or not they are used. */
  public double gpuHours() {
    return cluster.all(Resource.GPUS) * seconds / 3600;
  }
}
