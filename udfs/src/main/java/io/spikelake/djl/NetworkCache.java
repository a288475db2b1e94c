package io.spikelake.djl;

import io.spikelake.pack.ModelPack;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The networks of this virtual machine: each is loaded once for its pack, device, precision and
 * number of threads, however many tasks ask for it at the same time, and kept until the machine
 * ends. A network that could not be loaded is tried again when it is asked for again.
 */
public final class NetworkCache {

  /** The precision of all networks. */
  public static final String PRECISION = "float32";

  private static final ConcurrentHashMap<Key, Slot> SLOTS = new ConcurrentHashMap<>();
  private static final AtomicInteger LOADS = new AtomicInteger();

  private NetworkCache() {}

  private record Key(String pack, ComputeDevice device, String precision, int threads) {}

  /** Where one network is, or will be; its lock is held while it is loaded. */
  private static final class Slot {
    private LoadedNetwork network;
  }

  /**
   * The network of a pack on a device, loaded and checked at the first call.
   *
   * @throws IllegalArgumentException if the pack {@link ModelPack#mayRun may not run}
   * @throws IOException if the network cannot be loaded there, breaks its contract, or does not
   *     give its golden output
   */
  static LoadedNetwork get(ModelPack pack, NetworkSettings settings) throws IOException {
    pack.requireMayRun();
    Key key = new Key(pack.digest(), settings.device(), PRECISION, settings.threads());
    Slot slot = SLOTS.computeIfAbsent(key, k -> new Slot());
    synchronized (slot) {
      if (slot.network == null) {
        slot.network = new LoadedNetwork(pack, settings.device(), settings.threads());
        LOADS.incrementAndGet();
      }
      return slot.network;
    }
  }

  /** Networks loaded since this virtual machine started. */
  public static int loads() {
    return LOADS.get();
  }
}
