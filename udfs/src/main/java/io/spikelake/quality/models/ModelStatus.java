package io.spikelake.quality.models;

import java.util.Locale;

/** Whether a model can be used. */
public enum ModelStatus {
  /** Comes with SpikeLake. */
  BUNDLED,
  /** All files are in the model folder. */
  INSTALLED,
  /** Some files are in the model folder, others that it needs are not. */
  INCOMPLETE,
  /** A file in the model folder is not what was installed. */
  CHANGED,
  /** Nothing of it is in the model folder. */
  ABSENT;

  /** The name in listings. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
