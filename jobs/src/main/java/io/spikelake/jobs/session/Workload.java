package io.spikelake.jobs.session;

import io.spikelake.executor.NetworkOptions;
import io.spikelake.pack.ModelPack;
import java.util.List;

/**
 * What a command is going to compute, as far as GPUs are concerned.
 *
 * @param known false where only the lake can tell
 * @param networks the networks among its methods and metrics; the only work that a GPU does
 * @param options how they are to run
 */
public record Workload(boolean known, List<ModelPack> networks, NetworkOptions options) {

  /** Work that is done on CPUs alone, such as to ingest or to compare. */
  public static final Workload CPU = new Workload(true, List.of(), NetworkOptions.DEFAULT);

  /** Work of which the lake says what it is. */
  public static final Workload UNKNOWN = new Workload(false, List.of(), NetworkOptions.DEFAULT);

  public Workload {
    networks = List.copyOf(networks);
  }

  public static Workload of(List<ModelPack> networks, NetworkOptions options) {
    return new Workload(true, networks, options);
  }

  boolean hasNetworks() {
    return !networks.isEmpty();
  }
}
