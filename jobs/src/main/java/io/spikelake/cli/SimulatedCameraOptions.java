package io.spikelake.cli;

import io.spikelake.simulate.CameraPreset;
import io.spikelake.simulate.SensorNoise;
import io.spikelake.simulate.SpikeCamera;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The camera of {@code simulate}: a preset, and what is to differ from it. */
final class SimulatedCameraOptions {

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "spike-reds",
      description = {
        "Camera to start from; the options below replace single values. All presets: reset by"
            + " subtraction, random start charge, 20000 Hz, no noise. Default: ${DEFAULT-VALUE}.",
        "  spike-reds  threshold 1, gain 0.6: white fires 0.6 times per plane",
        "  spike-zoo   threshold 2, gain 1: 0.5 times per plane",
        "  spikingsim  threshold 1, gain 0.45: 0.45 times per plane"
      })
  private String preset;

  @Option(
      names = "--threshold",
      paramLabel = "CHARGE",
      description = "Charge at which a pixel fires, above 0. Default: that of the preset.")
  private Double threshold;

  @Option(
      names = "--gain",
      paramLabel = "CHARGE",
      description =
          "Photoelectric factor: charge per plane at white, above 0. Default: that of the preset.")
  private Double gain;

  @Option(
      names = "--reset",
      paramLabel = "subtract|zero",
      description =
          "What firing does to the charge: subtract takes one threshold away, zero empties the"
              + " pixel. Default: subtract.")
  private String reset;

  @Option(
      names = "--start",
      paramLabel = "uniform|zero",
      description =
          "Charge before the first plane: uniform draws it from 0 to the threshold, zero leaves"
              + " the pixels empty. Default: uniform.")
  private String start;

  @Option(
      names = "--readout",
      paramLabel = "HZ",
      description = "Planes per second, above 0. Default: 20000.")
  private Double readout;

  @Option(
      names = "--photon-noise",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Shot noise: mean number of photo-electrons that white gives a pixel per plane; fewer"
              + " mean more noise. 0 for none. Default: ${DEFAULT-VALUE}.")
  private double photons;

  @Option(
      names = "--dark-current",
      paramLabel = "CHARGE",
      defaultValue = "0",
      description = "Charge added per plane without light. Default: ${DEFAULT-VALUE}.")
  private double darkCharge;

  @Option(
      names = "--dark-noise",
      paramLabel = "CHARGE",
      defaultValue = "0",
      description =
          "Standard deviation of a normal charge added per plane. Default: ${DEFAULT-VALUE}.")
  private double darkDeviation;

  @Option(
      names = "--gain-spread",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Fixed pattern: relative standard deviation of the gain from pixel to pixel. Default:"
              + " ${DEFAULT-VALUE}.")
  private double gainDeviation;

  SpikeCamera camera() {
    SpikeCamera base = CameraPreset.of(preset).camera();
    return new SpikeCamera(
        threshold == null ? base.threshold() : threshold,
        gain == null ? base.gain() : gain,
        reset == null
            ? base.reset()
            : choice("--reset", reset, SpikeCamera.Reset.values(), SpikeCamera.Reset::id),
        start == null
            ? base.start()
            : choice("--start", start, SpikeCamera.Start.values(), SpikeCamera.Start::id),
        readout == null ? base.readoutHz() : readout,
        new SensorNoise(photons, darkCharge, darkDeviation, gainDeviation));
  }

  /** The value of an option that names one of a few things. */
  static <T> T choice(String option, String text, T[] values, Function<T, String> id) {
    return Arrays.stream(values)
        .filter(value -> id.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s %s: expected %s"
                        .formatted(
                            option,
                            text,
                            Arrays.stream(values).map(id).collect(Collectors.joining(" or ")))));
  }
}
