package io.spikelake.jobs.task;

import io.spikelake.djl.Methods;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.reconstruct.BatchReconstructor;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.variant.VariantId;
import java.util.HashMap;
import java.util.Map;

/** The methods of one task, each made when it is first needed. Closing closes the networks. */
final class TaskMethods implements AutoCloseable {

  private final Methods methods;
  private final NetworkSettings settings;
  private final Map<String, Reconstructor> made = new HashMap<>();

  TaskMethods(Methods methods, NetworkSettings settings) {
    this.methods = methods;
    this.settings = settings;
  }

  Reconstructor get(String method) {
    return made.computeIfAbsent(method, id -> methods.create(VariantId.parse(id), settings));
  }

  @Override
  public void close() {
    for (Reconstructor method : made.values()) {
      if (method instanceof BatchReconstructor network) {
        network.close();
      }
    }
    made.clear();
  }
}
