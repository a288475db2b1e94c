package io.spikelake.jobs.sizing;

/**
 * Executors that are alike.
 *
 * @param cores of an executor
 * @param gpus of an executor: 1, or 0 where networks compute on cores
 */
public record Cluster(int executors, int cores, int gpus) {

  public Cluster {
    if (executors < 1 || cores < 1 || gpus < 0) {
      throw new IllegalArgumentException(
          "%d executors of %d cores and %d GPUs; expected at least one executor with a core"
              .formatted(executors, cores, gpus));
    }
  }

  Cluster of(int others) {
    return new Cluster(others, cores, gpus);
  }

  /** Cores or GPUs of all executors. */
  double all(Resource resource) {
    return switch (resource) {
      case CORES -> (double) executors * cores;
      case GPUS -> (double) executors * gpus;
      case DRIVER -> 1;
    };
  }
}
