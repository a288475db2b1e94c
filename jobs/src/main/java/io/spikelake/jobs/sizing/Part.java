package io.spikelake.jobs.sizing;

/**
 * One kind of work of a run.
 *
 * @param step read, decode, reconstruct, score or encode
 * @param of a method, or what is counted
 * @param on what it occupies
 * @param secondsEach null where nothing was measured
 * @param source where the seconds are from; where there are none, what measures them
 */
public record Part(
    String step, String of, long count, Resource on, Double secondsEach, String source) {

  public Part {
    if (count < 0 || (secondsEach != null && !(secondsEach >= 0))) {
      throw new IllegalArgumentException(
          "%s of %s: %d times %s seconds; expected numbers from 0"
              .formatted(step, of, count, secondsEach));
    }
  }

  /** Whether its time is in an estimate. */
  public boolean known() {
    return secondsEach != null;
  }

  /** Seconds of one core, GPU or driver; 0 where nothing was measured. */
  public double seconds() {
    return known() ? count * secondsEach : 0;
  }
}
