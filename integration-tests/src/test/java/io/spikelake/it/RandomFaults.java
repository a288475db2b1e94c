package io.spikelake.it;

import java.util.List;
import java.util.Random;

/**
 * Faults at random requests, every kind that passes in turn, so that a short run meets them all.
 * Which requests these are depends on the seed, and on the order in which threads ask.
 */
final class RandomFaults implements FaultProxy.Rule {

  private static final List<Fault> KINDS =
      List.of(
          Fault.INTERNAL_ERROR,
          Fault.TRUNCATED_BODY,
          Fault.SLOW_DOWN,
          Fault.LOST_ANSWER,
          Fault.SLOW_BODY,
          Fault.RESET,
          Fault.LATE_ERROR);

  private final Random random;
  private final double share;
  private int next;

  /**
   * @param share of requests that meet a fault, 0 to 1
   */
  RandomFaults(long seed, double share) {
    this.random = new Random(seed);
    this.share = share;
  }

  static List<Fault> kinds() {
    return KINDS;
  }

  @Override
  public synchronized Fault of(FaultProxy.Request request) {
    if (random.nextDouble() >= share) {
      return null;
    }
    while (KINDS.get(next % KINDS.size()).ofBody() && !request.method().equals("GET")) {
      next++;
    }
    return KINDS.get(next++ % KINDS.size());
  }
}
