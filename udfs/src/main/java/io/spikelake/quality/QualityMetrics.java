package io.spikelake.quality;

import io.spikelake.image.GreyRule;
import io.spikelake.variant.VariantId;
import io.spikelake.variant.VariantRegistry;
import java.util.List;
import java.util.Set;

/**
 * The metrics there are. To add one, add a line to the registry, and its name to {@link
 * #HIGHER_IS_BETTER} if that is so.
 *
 * <p>A bare name means the first variant registered under it, unless the user brought the model of
 * one that is preferred: {@code niqe} is {@code niqe/live@2} where the LIVE model is configured and
 * {@code niqe/spikelake@2} elsewhere; likewise {@code brisque} is {@code brisque/live@2} or {@code
 * brisque/opencv@1}. Ids are resolved once, where the models are configured, and are complete from
 * there on.
 */
public final class QualityMetrics {

  private static final VariantRegistry<QualityModels, QualityMetric> REGISTRY =
      new VariantRegistry<>(
          "metric",
          List.of(
              Niqe.SPIKELAKE, //
              Niqe.LIVE,
              Niqe.LIVE_PYIQA,
              Niqe.OWN,
              Brisque.OPENCV,
              Brisque.LIVE,
              Brisque.LIVE_PYIQA,
              Piqe.MATLAB,
              Piqe.PYIQA,
              Psnr.STANDARD,
              Psnr.SPIKE_ZOO,
              Ssim.STANDARD,
              Ssim.GAUSSIAN,
              Ssim.SPIKE_ZOO,
              Mse.STANDARD));

  /** Names of the metrics of which more is better; of all others less is. */
  public static final Set<String> HIGHER_IS_BETTER = Set.of("psnr", "ssim");

  /** Where one of these is configured, the bare name of its metric means it. */
  private static final List<ModelSlot> PREFERRED =
      List.of(ModelSlot.NIQE_LIVE, ModelSlot.BRISQUE_LIVE);

  private QualityMetrics() {}

  public static VariantRegistry<QualityModels, QualityMetric> registry() {
    return REGISTRY;
  }

  /**
   * Completes what a user typed to a full id.
   *
   * @throws IllegalArgumentException if no metric has that name, or the id depends on a model that
   *     is not configured
   */
  public static VariantId resolve(String typed, QualityModels models) {
    VariantId id = REGISTRY.resolve(withPreferredVariant(typed.strip(), models));
    return id.family().equals(Niqe.OWN.defaultId().family()) ? Niqe.nameModel(id, models) : id;
  }

  /**
   * Makes the metric that a complete id names.
   *
   * @throws IllegalArgumentException if there is no such metric or its model is not configured; the
   *     message says how to give it
   */
  public static QualityMetric create(VariantId id, QualityModels models) {
    return REGISTRY.create(id, models);
  }

  /** Whether {@link #create} has the model that a complete id needs. */
  public static boolean isAvailable(VariantId id, QualityModels models) {
    try {
      create(id, models);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * How a metric wants colour turned to grey: by the rule of the program that its variant is named
   * after, MATLAB's where there is none.
   */
  public static GreyRule greyRule(VariantId id) {
    if (id.variant().equals("pyiqa") || id.variant().endsWith("-pyiqa")) {
      return GreyRule.PYIQA;
    }
    return id.variant().equals("opencv") ? GreyRule.OPENCV : GreyRule.MATLAB;
  }

  private static String withPreferredVariant(String typed, QualityModels models) {
    for (ModelSlot slot : PREFERRED) {
      String name = slot.id().substring(0, slot.id().indexOf('/'));
      boolean bare = typed.equals(name) || typed.matches(name + "[@:].*");
      if (bare && models.find(slot).isPresent()) {
        return slot.id() + typed.substring(name.length());
      }
    }
    return typed;
  }
}
