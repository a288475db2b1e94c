package io.spikelake.simulate.scene;

import java.io.IOException;

/** Scenes of one kind that differ by their seed only: same name, size and duration. */
@FunctionalInterface
public interface SceneSource {

  /**
   * @param seed of whatever is random in the scene
   * @throws IOException if the scene comes from files that cannot be read
   */
  Scene open(long seed) throws IOException;
}
