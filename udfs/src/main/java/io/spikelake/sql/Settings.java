package io.spikelake.sql;

import io.spikelake.quality.QualityModels;
import java.io.Serializable;
import java.util.Objects;

/**
 * What a function takes from the session in which its query is analysed; travels with the query.
 *
 * @param onError what becomes of rows without a result
 * @param models trained models of metrics: bundled ones, and those installed where the driver runs
 */
record Settings(OnError onError, QualityModels models) implements Serializable {

  /**
   * @param withModels whether installed models are looked for
   * @throws IllegalArgumentException if a setting has a bad value or an installed model is unusable
   */
  static Settings ofSession(boolean withModels) {
    return new Settings(
        OnError.ofSession(), withModels ? InstalledModels.ofSession() : QualityModels.bundled());
  }

  /** Models are equal when their content is, so that equal calls are known to be equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings
        && settings.onError == onError
        && settings.models.digests().equals(models.digests());
  }

  @Override
  public int hashCode() {
    return Objects.hash(onError, models.digests());
  }
}
