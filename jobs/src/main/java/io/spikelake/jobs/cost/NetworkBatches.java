package io.spikelake.jobs.cost;

import io.spikelake.bench.BatchSweep.Batches;
import io.spikelake.bench.BenchWindow;
import io.spikelake.djl.NetworkReconstructor;
import io.spikelake.reconstruct.BatchReconstructor.Prepared;
import java.util.ArrayList;
import java.util.List;

/** A network that computes batches of one window again and again. */
final class NetworkBatches implements Batches {

  private final NetworkReconstructor network;
  private final BenchWindow window;
  private final int size;

  /**
   * @param network closed with this
   */
  NetworkBatches(NetworkReconstructor network, BenchWindow window, int size) {
    this.network = network;
    this.window = window;
    this.size = size;
  }

  @Override
  public Object run() {
    List<Prepared> windows = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      windows.add(network.prepare(window.planes(), window.keyFrame()));
    }
    return network.reconstruct(windows);
  }

  @Override
  public boolean whole() {
    return network.framesAtOnce() == size;
  }

  @Override
  public void close() {
    network.close();
  }
}
