package io.spikelake.cli;

import io.spikelake.jobs.sizing.Cluster;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The cluster that a plan is for, and what is known of the storage that it reads from. */
final class ClusterOptions {

  /** As S3 promises them for a prefix. */
  private static final double S3_REQUESTS = 5500;

  private static final String S3 = "s3a://";

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description =
          "when all is to be done, such as 8h or 1h30m: says how many executors that takes")
  Duration deadline;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description = "GPUs of the cluster, an executor each unless --executors says otherwise")
  Integer gpus;

  @Option(names = "--executors", paramLabel = "N", description = "executors of the cluster")
  Integer executors;

  @Option(
      names = "--cores",
      paramLabel = "N",
      defaultValue = "8",
      description = "cores of an executor, default: ${DEFAULT-VALUE}")
  int cores;

  @Option(
      names = "--storage-mb",
      paramLabel = "N",
      description =
          "10^6 bytes that the storage gives all executors in a second, default: no limit known")
  Double storageMegabytes;

  @Option(
      names = "--storage-requests",
      paramLabel = "N",
      description = {
        "reads that the storage answers in a second",
        "default: 5500 where recordings are on S3, what it promises for a prefix; else no limit known"
      })
  Double storageRequests;

  @Option(
      names = "--headroom",
      paramLabel = "PERCENT",
      defaultValue = "20",
      description = {
        "added to the time of executors, for stragglers, retries and uneven tasks",
        "default: ${DEFAULT-VALUE}"
      })
  double headroom;

  @Option(
      names = "--price-gpu-hour",
      paramLabel = "PRICE",
      description = "what an executor with its GPU costs in an hour: also says what the run costs")
  Double price;

  /**
   * @throws IllegalArgumentException if a number makes no sense, or there is nothing to answer
   */
  void requireSensible() {
    if (deadline == null && gpus == null && executors == null) {
      throw new IllegalArgumentException(
          "Nothing to plan for: give --deadline, --gpus or --executors, or several of them");
    }
    requirePositive("--gpus", gpus);
    requirePositive("--executors", executors);
    requirePositive("--cores", cores);
    requirePositive("--storage-mb", storageMegabytes);
    requirePositive("--storage-requests", storageRequests);
    requirePositive("--price-gpu-hour", price);
    if (!(headroom >= 0) || Double.isInfinite(headroom)) {
      throw new IllegalArgumentException(
          "--headroom %s: expected a number from 0".formatted(headroom));
    }
    if (gpus != null && executors != null && gpus % executors != 0) {
      throw new IllegalArgumentException(
          "--gpus %d cannot be shared evenly by --executors %d".formatted(gpus, executors));
    }
  }

  private static void requirePositive(String option, Number value) {
    if (value != null && !(value.doubleValue() > 0 && Double.isFinite(value.doubleValue()))) {
      throw new IllegalArgumentException(
          "%s %s: expected a number above 0".formatted(option, value));
    }
  }

  /** An executor, of which there may be any number. */
  Cluster one(boolean onGpus) {
    int each = gpus == null ? (onGpus ? 1 : 0) : executors == null ? 1 : gpus / executors;
    return new Cluster(1, cores, each);
  }

  /** The cluster that was asked for; empty where a deadline is to say how large it must be. */
  Optional<Cluster> given(boolean onGpus) {
    Integer number = executors != null ? executors : gpus;
    return number == null
        ? Optional.empty()
        : Optional.of(new Cluster(number, cores, one(onGpus).gpus()));
  }

  double bytesPerSecond() {
    return storageMegabytes == null ? Double.POSITIVE_INFINITY : storageMegabytes * 1e6;
  }

  /**
   * @param where recordings are
   */
  double requestsPerSecond(String where) {
    if (storageRequests != null) {
      return storageRequests;
    }
    return where.startsWith(S3) ? S3_REQUESTS : Double.POSITIVE_INFINITY;
  }
}
