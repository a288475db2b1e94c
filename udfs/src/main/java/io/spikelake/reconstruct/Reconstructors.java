package io.spikelake.reconstruct;

import io.spikelake.variant.Parameter;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import io.spikelake.variant.VariantRegistry;
import java.util.List;

/** The closed-form reconstruction methods. A new one needs one line here. */
public final class Reconstructors {

  /** Planes, as the program that is followed counts them. */
  static final String WINDOW = "window";

  /** Planes on either side of the key frame. */
  static final String HALF = "half";

  static final String GAMMA = "gamma";

  private static final VariantRegistry<Void, Reconstructor> REGISTRY =
      new VariantRegistry<>(
          "method",
          List.of(
              method(
                  "tfp",
                  "spike-zoo",
                  List.of(Parameter.integer(WINDOW, 41, 1, 1_000_001)),
                  "mean of the planes of a window around the key frame",
                  TextureFromPlayback::spikeZoo),
              method(
                  "tfp",
                  "spikeclip",
                  List.of(),
                  "mean of all planes",
                  TextureFromPlayback::spikeClip),
              method(
                  "tfp",
                  "spikecv",
                  List.of(Parameter.integer(HALF, 20, 0, 500_000)),
                  "mean of 2 half + 1 planes, 8 bits",
                  TextureFromPlayback::spikeCv),
              method(
                  "tfi",
                  "spike-zoo",
                  List.of(Parameter.integer(WINDOW, 41, 2, 1_000_001)),
                  "interval around the key frame, 2 (window div 2) where a side is missing",
                  TextureFromInterval::spikeZoo),
              method(
                  "tfi",
                  "middle",
                  List.of(Parameter.integer(WINDOW, 74, 1, 500_000)),
                  "interval around the key frame, each side at most window",
                  TextureFromInterval::middle),
              method(
                  "tfi",
                  "spikecv-frame",
                  List.of(Parameter.integer(HALF, 20, 1, 500_000)),
                  "as spike-zoo with window 2 half + 1, 8 bits",
                  TextureFromInterval::spikeCvFrame),
              method(
                  "tfi",
                  "spikecv-images",
                  List.of(),
                  "interval that ends at or after the key frame, whole recording, 8 bits",
                  TextureFromInterval::spikeCvImages),
              method(
                  "tfi",
                  "rsir",
                  List.of(
                      Parameter.integer(WINDOW, 32, 2, 1_000_000),
                      Parameter.number(GAMMA, 2.2, 0.1, 10)),
                  "interval with gamma, brightest pixel white, 8 bits",
                  TextureFromInterval::rsir),
              method(
                  "tfi",
                  "eq5",
                  List.of(),
                  "interval in the whole recording, 0 where a side is missing",
                  TextureFromInterval::eq5),
              method(
                  "tfstp",
                  "spike-zoo",
                  List.of(Parameter.integer(WINDOW, 41, 2, 100_001)),
                  "short-term plasticity over a window, moved in planes without a spike",
                  WindowedPlasticity::spikeZoo),
              method(
                  "tfstp",
                  "spikecv-offline",
                  List.of(),
                  "short-term plasticity from the start, moved by closed intervals, equalised",
                  SpikeDrivenPlasticity::spikeCvOffline),
              method(
                  "tfstp",
                  "spikecv-online",
                  List.of(),
                  "short-term plasticity from the start, moved by every spike, equalised",
                  SpikeDrivenPlasticity::spikeCvOnline),
              method(
                  "tvs",
                  "moving",
                  List.of(Parameter.integer(WINDOW, 300, 1, 1_000_001)),
                  "spiking neural model for a moving camera: three intervals, filtered, 8 bits",
                  SpikingNeuralModel::movingCamera)));

  private Reconstructors() {}

  public static VariantRegistry<Void, Reconstructor> registry() {
    return REGISTRY;
  }

  /** Completes what a user typed: {@code tfp} is {@code tfp/spike-zoo@1:window=41}. */
  public static VariantId resolve(String text) {
    return REGISTRY.resolve(text);
  }

  /** Makes the method that a complete id names; one instance per thread. */
  public static Reconstructor create(VariantId id) {
    return REGISTRY.create(id, null);
  }

  @FunctionalInterface
  private interface Maker {
    Reconstructor make(VariantId id);
  }

  private static Variant<Void, Reconstructor> method(
      String name, String variant, List<Parameter> parameters, String summary, Maker maker) {
    return new Variant<>(name, variant, 1, parameters, summary, (id, none) -> maker.make(id));
  }
}
