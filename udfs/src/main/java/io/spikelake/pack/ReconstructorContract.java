package io.spikelake.pack;

import java.util.List;

/**
 * A network that makes a frame of a window.
 *
 * @param state memory between steps; empty unless the network is recurrent
 */
public record ReconstructorContract(
    WindowContract window, List<StateTensor> state, FrameContract frame) implements PackContract {

  public ReconstructorContract {
    state = List.copyOf(state);
  }
}
