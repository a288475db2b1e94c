package io.spikelake.reconstruct;

import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import io.spikelake.variant.VariantRegistry;
import java.util.List;
import java.util.Map;

/** The closed-form reconstruction methods. A new one needs one line here. */
public final class Reconstructors {

  private static final VariantRegistry<Void, Reconstructor> REGISTRY =
      new VariantRegistry<>(
          "method",
          List.of(
              method(
                  "tfp",
                  "spike-zoo",
                  Map.of("window", "41"),
                  "mean of the planes of a window around the key frame",
                  TextureFromPlayback::spikeZoo),
              method(
                  "tfp",
                  "spikeclip",
                  Map.of(),
                  "mean of all planes",
                  TextureFromPlayback::spikeClip),
              method(
                  "tfp",
                  "spikecv",
                  Map.of("half", "20"),
                  "mean of 2 half + 1 planes, 8 bits",
                  TextureFromPlayback::spikeCv),
              method(
                  "tfi",
                  "spike-zoo",
                  Map.of("window", "41"),
                  "interval around the key frame, 2 (window div 2) where a side is missing",
                  TextureFromInterval::spikeZoo),
              method(
                  "tfi",
                  "middle",
                  Map.of("window", "74"),
                  "interval around the key frame, each side at most window",
                  TextureFromInterval::middle),
              method(
                  "tfi",
                  "spikecv-frame",
                  Map.of("half", "20"),
                  "as spike-zoo with window 2 half + 1, 8 bits",
                  TextureFromInterval::spikeCvFrame),
              method(
                  "tfi",
                  "spikecv-images",
                  Map.of(),
                  "interval that ends at or after the key frame, whole recording, 8 bits",
                  TextureFromInterval::spikeCvImages),
              method(
                  "tfi",
                  "rsir",
                  Map.of("window", "32", "gamma", "2.2"),
                  "interval with gamma, brightest pixel white, 8 bits",
                  TextureFromInterval::rsir),
              method(
                  "tfi",
                  "eq5",
                  Map.of(),
                  "interval in the whole recording, 0 where a side is missing",
                  TextureFromInterval::eq5)));

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
      String name, String variant, Map<String, String> defaults, String summary, Maker maker) {
    return new Variant<>(name, variant, 1, defaults, summary, (id, none) -> maker.make(id));
  }
}
