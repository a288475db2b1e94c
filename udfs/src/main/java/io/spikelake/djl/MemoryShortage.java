package io.spikelake.djl;

import java.util.List;

/** A batch does not fit into the memory of a device; a smaller one may. */
final class MemoryShortage extends Exception {

  private static final long serialVersionUID = 1;

  /** What ONNX Runtime, CUDA and its libraries, and PyTorch say then. */
  private static final List<String> MESSAGES =
      List.of(
          "Failed to allocate memory for requested buffer",
          "out of memory",
          "cudaErrorMemoryAllocation",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "CUDNN_STATUS_ALLOC_FAILED",
          "std::bad_alloc",
          "bad allocation");

  MemoryShortage(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether a failure, or what caused it, is that memory ran out. */
  static boolean isBehind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && MESSAGES.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
