package io.spikelake.bench;

import io.spikelake.bench.Kernel.Work;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds the batch with which a method makes most frames per second: 1, 2, 4 and so on, while memory
 * and time allow. It ends early when two batches in a row have brought next to nothing.
 */
public final class BatchSweep {

  /** A method that computes batches of one size. */
  public interface Batches extends Work, Closeable {

    /** Whether what has been computed fitted into memory at once. */
    boolean whole();
  }

  /** Makes a method that computes batches of a size. */
  @FunctionalInterface
  public interface Opening {

    /** Empty where memory does not suffice for such batches. */
    Optional<Batches> open(int size) throws IOException;
  }

  /** A batch gets at most this part of the time, so that there is some for larger ones. */
  private static final int PARTS = 6;

  /** What a batch must be better by, to be worth going on. */
  private static final double WORTHWHILE = 1.03;

  private final LongSupplier clock;
  private final long budgetNanos;
  private final int largest;

  /**
   * @param clock nanoseconds since any instant
   * @param budgetNanos time for all batches; batches of one are measured however long they take, a
   *     larger one is not begun when the time is over
   * @param largest batch that is tried
   */
  public BatchSweep(LongSupplier clock, long budgetNanos, int largest) {
    this.clock = clock;
    this.budgetNanos = budgetNanos;
    this.largest = largest;
  }

  /**
   * Measures batches of growing size.
   *
   * @throws IOException if the work throws it
   * @throws IllegalStateException if there is not memory even for one frame at a time
   */
  public Throughput best(Opening method) throws IOException {
    long end = clock.getAsLong() + budgetNanos;
    Throughput best = null;
    int inVain = 0;
    for (int size = 1; size <= largest && inVain < 2; size *= 2) {
      if (best != null && clock.getAsLong() + expectedNanos(best, size) > end) {
        break;
      }
      Optional<Throughput> next = measure(method, size);
      if (next.isEmpty()) {
        break;
      }
      double rate = next.get().framesPerSecond();
      inVain = best == null || rate > WORTHWHILE * best.framesPerSecond() ? 0 : inVain + 1;
      best = best == null || rate > best.framesPerSecond() ? next.get() : best;
    }
    if (best == null) {
      throw new IllegalStateException("Memory does not suffice for a single frame");
    }
    return best;
  }

  /** One run to warm up and one to measure. */
  private static double expectedNanos(Throughput best, int size) {
    return 2 * size * 1e9 / best.framesPerSecond();
  }

  private Optional<Throughput> measure(Opening method, int size) throws IOException {
    Optional<Batches> opened = method.open(size);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Batches batches = opened.get()) {
      batches.run();
      long started = clock.getAsLong();
      long runs = 0;
      long elapsed;
      do {
        batches.run();
        runs++;
        elapsed = clock.getAsLong() - started;
      } while (elapsed < budgetNanos / PARTS);
      return batches.whole()
          ? Optional.of(new Throughput(size, 1e9 * size * runs / Math.max(elapsed, 1)))
          : Optional.empty();
    }
  }
}
