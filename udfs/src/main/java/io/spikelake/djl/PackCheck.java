package io.spikelake.djl;

import io.spikelake.pack.MetricContract;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.ReconstructorContract;
import io.spikelake.pack.Tensor;
import io.spikelake.pack.WindowContract;
import java.io.IOException;
import java.util.Arrays;

/**
 * Whether the network of a pack does on a device what its pack says: it takes and gives the tensors
 * of its contract, and makes the golden output of the golden input.
 */
public final class PackCheck {

  private PackCheck() {}

  /**
   * How a check went that was passed.
   *
   * @param largestDifference from the golden output, divided by the golden value where that is
   *     larger than 1
   * @param device where it ran
   * @param milliseconds from feeding to comparing, the first time the network ran
   */
  public record Result(double largestDifference, ComputeDevice device, double milliseconds) {}

  /**
   * Checks a pack on a device, with one thread where that is the CPU.
   *
   * @throws IllegalArgumentException as {@link #verify(ModelPack, NetworkSettings)}
   * @throws IOException as {@link #verify(ModelPack, NetworkSettings)}
   */
  public static Result verify(ModelPack pack, ComputeDevice device) throws IOException {
    return verify(pack, new NetworkSettings(device, 1, 1));
  }

  /**
   * Checks a pack as it will be used, and leaves its network loaded. Golden arrays are no part of
   * the identity of a network, so one that is loaded already is fed this pack's.
   *
   * @throws IllegalArgumentException if the pack {@link ModelPack#mayRun may not run}
   * @throws IOException if the network cannot be loaded, its tensors are others than its contract
   *     says, or a value differs from the golden output by more than the tolerance of the pack,
   *     relative to values larger than 1; says what, where, the value and what was expected
   */
  public static Result verify(ModelPack pack, NetworkSettings settings) throws IOException {
    try (Lane lane = NetworkCache.get(pack, settings).newLane()) {
      return run(pack, settings.device(), lane);
    }
  }

  /** Checks a network that has just been loaded. */
  static Result run(ModelPack pack, ComputeDevice device, TensorFunction network)
      throws IOException {
    Tensor golden = pack.goldenOutput();
    long start = System.nanoTime();
    try {
      Tensor output =
          pack.manifest().contract() instanceof ReconstructorContract contract
              ? frame(contract, pack.goldenInput(), network)
              : values(pack.manifest().metric(), pack, network);
      double largest = compare(output, golden, pack.manifest().tolerance());
      return new Result(largest, device, (System.nanoTime() - start) / 1e6);
    } catch (MemoryShortage | IllegalStateException e) {
      throw new IOException(
          "Pack %s fails its check on %s: %s".formatted(pack, device, e.getMessage()), e);
    }
  }

  private static Tensor frame(ReconstructorContract contract, Tensor input, TensorFunction network)
      throws MemoryShortage {
    WindowContract window = contract.window();
    long[] shape = input.shape();
    if (shape.length != 4
        || shape[0] != window.steps()
        || shape[1] != window.channels()
        || !fits(shape[2], window.height(), window.tensorHeight(0), window.multipleHeight())
        || !fits(shape[3], window.width(), window.tensorWidth(0), window.multipleWidth())) {
      throw new IllegalStateException(
          "golden/input.npy has the shape %s; its contract says %d steps of %d channels of %s"
              .formatted(Arrays.toString(shape), window.steps(), window.channels(), size(window)));
    }
    int height = (int) shape[2];
    int width = (int) shape[3];
    int values = window.channels() * height * width;
    try (WindowNetwork steps = new WindowNetwork(contract, network)) {
      return steps.run(
          1,
          height,
          width,
          (step, tensor) -> tensor.values().put(input.values(), step * values, values));
    }
  }

  private static boolean fits(long side, int only, int padding, int multiple) {
    return side > padding && (only == 0 || side == only + padding) && side % multiple == 0;
  }

  private static String size(WindowContract window) {
    return "%s x %s, multiples of %d and %d"
        .formatted(
            window.height() == 0 ? "any height" : window.tensorHeight(window.height()),
            window.width() == 0 ? "any width" : window.tensorWidth(window.width()),
            window.multipleHeight(),
            window.multipleWidth());
  }

  private static Tensor values(MetricContract contract, ModelPack pack, TensorFunction network)
      throws IOException, MemoryShortage {
    Tensor image = pack.goldenInput();
    try (ImageNetwork images = new ImageNetwork(contract, network)) {
      return images.run(image, contract.images() == 2 ? pack.goldenReference() : null);
    }
  }

  private static double compare(Tensor output, Tensor golden, double tolerance) {
    if (!Arrays.equals(output.shape(), golden.shape())) {
      throw new IllegalStateException(
          "the output has the shape %s, golden/output.npy %s"
              .formatted(Arrays.toString(output.shape()), Arrays.toString(golden.shape())));
    }
    double largest = 0;
    int at = 0;
    for (int i = 0; i < golden.values().length; i++) {
      double difference = difference(output.values()[i], golden.values()[i]);
      if (!(difference <= largest)) {
        largest = difference;
        at = i;
      }
      if (Double.isNaN(largest)) {
        break;
      }
    }
    if (!(largest <= tolerance)) {
      throw new IllegalStateException(
          "value %d of the output is %s, in golden/output.npy %s; expected a difference of %s at most"
              .formatted(at, output.values()[at], golden.values()[at], tolerance));
    }
    return largest;
  }

  private static double difference(float value, float golden) {
    return Math.abs((double) value - golden) / Math.max(1, Math.abs(golden));
  }
}
