package io.spikelake.djl;

import java.io.Serializable;

/**
 * Where a network runs.
 *
 * @param index of a GPU, from 0, as CUDA counts them; 0 for the CPU
 */
public record ComputeDevice(Kind kind, int index) implements Serializable {

  /** What computes. */
  public enum Kind {
    CPU,
    GPU,
    /** The CPU under the address of a GPU, see {@link DeviceChoice#SIMULATED}. */
    SIMULATED_GPU
  }

  public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU, 0);

  public ComputeDevice {
    if (index < 0 || (kind == Kind.CPU && index > 0)) {
      throw new IllegalArgumentException(
          "No device %s %d; expected the CPU, or a GPU from 0".formatted(kind, index));
    }
  }

  public static ComputeDevice gpu(int index) {
    return new ComputeDevice(Kind.GPU, index);
  }

  static ComputeDevice simulatedGpu(int index) {
    return new ComputeDevice(Kind.SIMULATED_GPU, index);
  }

  /** Whether a GPU computes. */
  public boolean isGpu() {
    return kind == Kind.GPU;
  }

  /** The name in tables and messages: {@code cpu}, {@code gpu:0}, {@code simulated-gpu:0}. */
  @Override
  public String toString() {
    return switch (kind) {
      case CPU -> "cpu";
      case GPU -> "gpu:" + index;
      case SIMULATED_GPU -> "simulated-gpu:" + index;
    };
  }
}
