package io.spikelake.djl;

import ai.djl.Model;
import io.spikelake.pack.MetricContract;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackContract;
import io.spikelake.pack.PackFormat;
import io.spikelake.pack.ReconstructorContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A checked network on its device, of which lanes are made. Lives as long as the machine does. */
final class LoadedNetwork {

  /** Lanes at once on a GPU: one computes while the tensors of another are moved. */
  private static final int GPU_LANES = 2;

  private static final Map<ComputeDevice, Semaphore> TURNS = new ConcurrentHashMap<>();

  private final Model model;
  private final ComputeDevice device;
  private final boolean namesTensors;

  /**
   * Loads a network and checks that it gives the golden output of its pack.
   *
   * @throws IOException if it cannot be loaded, breaks its contract or gives other numbers
   */
  LoadedNetwork(ModelPack pack, ComputeDevice device, int threads) throws IOException {
    this.device = device;
    this.namesTensors = pack.manifest().format() == PackFormat.ONNX;
    try {
      this.model = Engines.load(pack, device, threads);
    } catch (IOException e) {
      throw new IOException(
          "Pack %s cannot be loaded on %s: %s".formatted(pack, device, e.getMessage()), e);
    }
    try (Lane lane = newLane()) {
      requireInputs(pack);
      PackCheck.run(pack, device, lane);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private void requireInputs(ModelPack pack) throws IOException {
    if (!namesTensors) {
      return;
    }
    Set<String> taken = new TreeSet<>(model.getBlock().describeInput().keys());
    Set<String> expected = new TreeSet<>(inputs(pack.manifest().contract()));
    if (!taken.equals(expected)) {
      throw new IOException(
          "Pack %s: the network takes the tensors %s; its contract says %s"
              .formatted(pack, taken, expected));
    }
  }

  private static List<String> inputs(PackContract contract) {
    if (contract instanceof ReconstructorContract reconstructor) {
      List<String> names = new ArrayList<>(List.of(reconstructor.window().tensor()));
      reconstructor.state().forEach(state -> names.add(state.input()));
      return names;
    }
    return ImageNetwork.inputs((MetricContract) contract);
  }

  Lane newLane() {
    return new Lane(this);
  }

  Model model() {
    return model;
  }

  ComputeDevice device() {
    return device;
  }

  /** Whether tensors are told apart by name; else by position. */
  boolean namesTensors() {
    return namesTensors;
  }

  /** Permits to compute on the device now. */
  Semaphore turn() {
    return TURNS.computeIfAbsent(
        device, d -> new Semaphore(d.isGpu() ? GPU_LANES : Integer.MAX_VALUE, true));
  }
}
