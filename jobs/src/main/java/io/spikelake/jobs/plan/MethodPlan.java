package io.spikelake.jobs.plan;

import io.spikelake.djl.Methods;
import io.spikelake.image.Tone;
import io.spikelake.jobs.task.RecordingRef;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.variant.VariantId;
import java.io.Serializable;

/**
 * A method to run, and the tone its frames get.
 *
 * @param method complete method key
 * @param scale what its output means
 * @param network whether it is a network of a pack
 * @param tone the tone asked for, or null for the default of method and recording
 */
public record MethodPlan(String method, OutputScale scale, boolean network, String tone)
    implements Serializable {

  /**
   * @param typed a method as typed, such as {@code tfp}
   * @param tone a tone, or null
   */
  public static MethodPlan of(Methods methods, String typed, String tone) {
    VariantId id = methods.resolve(typed);
    return new MethodPlan(
        id.toString(),
        methods.scale(id),
        methods.pack(id).isPresent(),
        tone == null ? null : Tone.parse(tone).toString());
  }

  /** Whether the white rate of a recording must be known. */
  public boolean needsWhiteRate() {
    return tone == null && scale == OutputScale.FIRING_RATE;
  }

  /** The tone for frames of a recording. */
  public String toneFor(RecordingRef recording) {
    return tone != null ? tone : scale.defaultTone(recording.knownWhiteRate()).toString();
  }
}
