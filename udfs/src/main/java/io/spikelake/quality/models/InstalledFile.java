package io.spikelake.quality.models;

import io.spikelake.quality.ModelSlot;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file in the model folder.
 *
 * @param slot the model it belongs to
 * @param path where it is
 * @param sha256 the digest of its content now
 * @param recorded the digest at installation; empty if the file was not installed but put there
 */
public record InstalledFile(ModelSlot slot, Path path, String sha256, String recorded) {

  /** How the content relates to what was installed. */
  public enum State {
    /** As installed. */
    INTACT,
    /** Not as installed: damaged or edited. */
    CHANGED,
    /** Put there by other means than installation. */
    NOT_RECORDED;

    /** The name in listings. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public State state() {
    if (recorded.isEmpty()) {
      return State.NOT_RECORDED;
    }
    return recorded.equals(sha256) ? State.INTACT : State.CHANGED;
  }
}
