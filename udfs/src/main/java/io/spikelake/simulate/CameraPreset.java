package io.spikelake.simulate;

import io.spikelake.simulate.SpikeCamera.Reset;
import io.spikelake.simulate.SpikeCamera.Start;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Conventions of public simulators and data sets; all without noise, at 20 kHz. */
public enum CameraPreset {
  /** White fires 0.6 times per plane, as in the Spike-REDS recordings. */
  SPIKE_REDS(1, 0.6),
  /** Threshold 2, charge grows by the pixel value: white fires in every second plane. */
  SPIKE_ZOO(2, 1),
  /** SpikingSIM's simplified model: threshold 1, 0.45 of the pixel value. */
  SPIKINGSIM(1, 0.45);

  /** A record of numbers, enums and another such record. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final SpikeCamera camera;

  CameraPreset(double threshold, double gain) {
    this.camera =
        new SpikeCamera(threshold, gain, Reset.SUBTRACT, Start.UNIFORM, 20_000, SensorNoise.NONE);
  }

  public SpikeCamera camera() {
    return camera;
  }

  /** The name on the command line: {@code spike-reds}, {@code spike-zoo}, {@code spikingsim}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if there is no such preset; the message lists what there is
   */
  public static CameraPreset of(String id) {
    return Arrays.stream(values())
        .filter(preset -> preset.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown camera preset '%s'; there are %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(CameraPreset::id)
                                .collect(Collectors.joining(", ")))));
  }
}
