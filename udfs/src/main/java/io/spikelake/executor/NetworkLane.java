package io.spikelake.executor;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.DeviceChoice;
import io.spikelake.djl.NetworkSettings;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Where and how the networks of one task run.
 *
 * @param name tells lanes of one executor apart
 */
public record NetworkLane(String name, NetworkSettings settings) {

  private static final String GPU = "gpu";

  /**
   * The lane of a task: on the GPU whose address Spark gave the task; without one, as in local
   * mode, on the visible devices in turn.
   */
  public static NetworkLane of(NetworkOptions options, TaskContext task) {
    ResourceInformation gpu = task.resourcesJMap().get(GPU);
    Optional<String> address =
        gpu == null || gpu.addresses().length == 0
            ? Optional.empty()
            : Optional.of(gpu.addresses()[0]);
    ComputeDevice device =
        options.device().choose(address, DeviceChoice.visibleGpus(), task.partitionId());
    int threads = options.threads() > 0 ? options.threads() : task.cpus();
    return new NetworkLane(
        Long.toString(task.taskAttemptId()),
        new NetworkSettings(device, options.batchSize(), threads));
  }

  /** The device, as rows name it. */
  public String device() {
    return settings.device().toString();
  }
}
