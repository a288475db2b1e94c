package io.spikelake.djl;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the networks of this virtual machine hold and have done, counted since it started. */
public final class NetworkGauges {

  private static final AtomicLong LIVE_TENSORS = new AtomicLong();
  private static final AtomicLong NATIVE_BYTES = new AtomicLong();
  private static final LongAdder INFERENCE_NANOS = new LongAdder();
  private static final LongAdder FRAMES = new LongAdder();
  private static final ConcurrentHashMap<ComputeDevice, Busy> BUSY = new ConcurrentHashMap<>();

  private NetworkGauges() {}

  /**
   * The gauges at one moment.
   *
   * @param liveTensors tensors that were made and are not closed; 0 while nothing is computed
   * @param nativeBytes memory outside the heap that feeds networks or came out of them; weights and
   *     what a network uses while it computes are not counted
   * @param inferenceNanos time in networks, of all lanes together
   * @param busyNanos time during which at least one lane was in a network, by device, of all
   *     devices together; by wall time and number of devices, their utilisation
   * @param frames frames and scores that came out
   */
  public record Snapshot(
      long liveTensors, long nativeBytes, long inferenceNanos, long busyNanos, long frames) {

    /** What was done since an earlier moment; what is held is as it is now. */
    public Snapshot since(Snapshot earlier) {
      return new Snapshot(
          liveTensors,
          nativeBytes,
          inferenceNanos - earlier.inferenceNanos,
          busyNanos - earlier.busyNanos,
          frames - earlier.frames);
    }
  }

  public static Snapshot snapshot() {
    return new Snapshot(
        LIVE_TENSORS.get(),
        NATIVE_BYTES.get(),
        INFERENCE_NANOS.sum(),
        BUSY.values().stream().mapToLong(Busy::nanos).sum(),
        FRAMES.sum());
  }

  static void tensors(int difference) {
    LIVE_TENSORS.addAndGet(difference);
  }

  static void nativeBytes(long difference) {
    NATIVE_BYTES.addAndGet(difference);
  }

  static void frames(int more) {
    FRAMES.add(more);
  }

  static void enter(ComputeDevice device) {
    BUSY.computeIfAbsent(device, d -> new Busy()).enter();
  }

  static void leave(ComputeDevice device, long nanos) {
    BUSY.get(device).leave();
    INFERENCE_NANOS.add(nanos);
  }

  /** The time during which at least one lane is inside. */
  private static final class Busy {
    private int inside;
    private long since;
    private long nanos;

    synchronized void enter() {
      if (inside++ == 0) {
        since = System.nanoTime();
      }
    }

    synchronized void leave() {
      if (--inside == 0) {
        nanos += System.nanoTime() - since;
      }
    }

    synchronized long nanos() {
      return inside == 0 ? nanos : nanos + System.nanoTime() - since;
    }
  }
}
