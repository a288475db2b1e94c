package io.spikelake.quality;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trained models that metrics may use: those the user gave and those that come with SpikeLake.
 *
 * <p>An immutable value of parsed numbers, meant to be made once where the files are and sent to
 * whoever scores. Bundled models do not travel; every machine has them.
 */
public final class QualityModels implements Serializable {

  private static final long serialVersionUID = 1;

  private static final QualityModels BUNDLED = new QualityModels(new EnumMap<>(ModelSlot.class));

  private final EnumMap<ModelSlot, QualityModel> given;

  private QualityModels(EnumMap<ModelSlot, QualityModel> given) {
    this.given = given;
  }

  /** Nothing but what comes with SpikeLake. */
  public static QualityModels bundled() {
    return BUNDLED;
  }

  /**
   * These models and one more, which replaces the one in its slot.
   *
   * @param slot name and variant of the metric, such as {@code niqe/live}
   * @param content the model file; its format is recognised by the content
   * @param sourceName where the content is from, for messages
   * @throws IllegalArgumentException if there is no such slot, or the content is not a model for it
   */
  public QualityModels with(String slot, byte[] content, String sourceName) {
    return with(slot, List.of(new ModelFile(sourceName, content)));
  }

  /**
   * These models and one more, which replaces the one in its slot.
   *
   * @param slot name and variant of the metric, such as {@code brisque/live}
   * @param files all files of the model, in any order; formats are recognised by the content
   * @throws IllegalArgumentException if there is no such slot, or the files are not a model for it
   */
  public QualityModels with(String slot, List<ModelFile> files) {
    ModelSlot target = ModelSlot.configurable(slot);
    EnumMap<ModelSlot, QualityModel> more = new EnumMap<>(given);
    more.put(target, target.read(files));
    return new QualityModels(more);
  }

  /** The model in a slot. */
  public Optional<QualityModel> find(ModelSlot slot) {
    return Optional.<QualityModel>ofNullable(given.get(slot)).or(slot::bundled);
  }

  /**
   * The model in a slot, which must be there.
   *
   * @throws IllegalArgumentException if the user must bring the model and has not; the message says
   *     how
   */
  public <M extends QualityModel> M require(ModelSlot slot, Class<M> type) {
    return type.cast(
        find(slot)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No model %s is configured; give it with --model %s=PATH or install it"
                                .formatted(slot.id(), slot.id())
                            + " with 'spikelake models install'")));
  }

  /** Digests of the models that the user gave, by slot: part of the record of a run. */
  public SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Map.Entry<ModelSlot, QualityModel> entry : given.entrySet()) {
      digests.put(entry.getKey().id(), entry.getValue().digest());
    }
    return digests;
  }
}
