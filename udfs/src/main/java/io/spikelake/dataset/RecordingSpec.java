package io.spikelake.dataset;

import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import java.io.Serializable;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * All that a data set says of one recording, before the recording is opened.
 *
 * @param format how the file stores the planes, or null: to be told from name and content
 * @param layout geometry and conventions that the file does not carry
 * @param whiteRate spikes per plane at white, or empty where not known: a rate tone then needs the
 *     user's number
 * @param readoutHz planes per second, or empty where not known
 * @param keyFrames which frames are reconstructed unless the user names others
 * @param crop the part of a plane that is scored, or null for all of it
 * @param groundTruth where its pictures lie
 * @param split part of the data set, such as {@code train}, or null where not known
 * @param label where its label comes from
 * @param expectedPlanes planes that the publication tells, or empty; for reports, nothing is
 *     refused for it
 */
public record RecordingSpec(
    SpikeFormat format,
    SpikeLayout layout,
    OptionalDouble whiteRate,
    OptionalDouble readoutHz,
    KeyFrameRule keyFrames,
    Crop crop,
    GroundTruthRule groundTruth,
    String split,
    LabelRule label,
    OptionalLong expectedPlanes)
    implements Serializable {

  /** Nothing known: the middle frame, no ground truth. */
  public static final RecordingSpec UNKNOWN =
      new RecordingSpec(
          null,
          SpikeLayout.UNKNOWN,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          KeyFrameRule.MIDDLE,
          null,
          GroundTruthRule.NONE,
          null,
          LabelRule.NONE,
          OptionalLong.empty());

  public RecordingSpec {
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(keyFrames, "keyFrames");
    Objects.requireNonNull(groundTruth, "groundTruth");
    Objects.requireNonNull(label, "label");
    requirePositive(whiteRate, "White rate", "spikes per plane");
    requirePositive(readoutHz, "Readout rate", "planes per second");
    if (crop != null && layout.hasGeometry() && !crop.fits(layout.width(), layout.height())) {
      throw new IllegalArgumentException(
          "%s lies outside of planes of %d columns and %d rows; give a geometry that holds it, or a data set file with another crop"
              .formatted(crop, layout.width(), layout.height()));
    }
  }

  /** The pictures of a recording that this belongs to; see {@link GroundTruthRule#find}. */
  public SortedMap<Long, String> groundTruth(
      String relativePath, long planes, Predicate<String> exists) {
    return groundTruth.find(relativePath, planes, keyFrames, exists);
  }

  /** The same with what a user gave in place of what the data set says. */
  public RecordingSpec withOverrides(DatasetOverrides overrides) {
    return new RecordingSpec(
        overrides.format() == null ? format : overrides.format(),
        overrides.applyTo(layout),
        orElse(overrides.whiteRate(), whiteRate),
        orElse(overrides.readoutHz(), readoutHz),
        keyFrames,
        crop,
        groundTruth,
        split,
        label,
        expectedPlanes);
  }

  /**
   * The same with what SpikeCV's {@code config.yaml} adds: the geometry where none is known, and a
   * second place to look for pictures.
   */
  public RecordingSpec completedBy(SpikeCvConfig config) {
    RecordingSpec located =
        config
            .groundTruth()
            .map(rule -> withGroundTruth(new GroundTruthRule.FirstOf(groundTruth, rule)))
            .orElse(this);
    return layout.hasGeometry()
        ? located
        : located.withOverrides(DatasetOverrides.geometry(config.height(), config.width()));
  }

  RecordingSpec withGroundTruth(GroundTruthRule newGroundTruth) {
    return new RecordingSpec(
        format,
        layout,
        whiteRate,
        readoutHz,
        keyFrames,
        crop,
        newGroundTruth,
        split,
        label,
        expectedPlanes);
  }

  RecordingSpec withSplit(String newSplit) {
    return new RecordingSpec(
        format,
        layout,
        whiteRate,
        readoutHz,
        keyFrames,
        crop,
        groundTruth,
        newSplit,
        label,
        expectedPlanes);
  }

  private static OptionalDouble orElse(Double given, OptionalDouble known) {
    return given == null ? known : OptionalDouble.of(given);
  }

  private static void requirePositive(OptionalDouble value, String what, String unit) {
    if (value.isPresent() && !(value.getAsDouble() > 0 && Double.isFinite(value.getAsDouble()))) {
      throw new IllegalArgumentException(
          "%s is %s; expected a number of %s above 0".formatted(what, value.getAsDouble(), unit));
    }
  }

  /** Optional numbers are not serializable; this form of the same record is. */
  private record Serialized(
      SpikeFormat format,
      SpikeLayout layout,
      Double whiteRate,
      Double readoutHz,
      KeyFrameRule keyFrames,
      Crop crop,
      GroundTruthRule groundTruth,
      String split,
      LabelRule label,
      Long expectedPlanes)
      implements Serializable {

    private Object readResolve() {
      return new RecordingSpec(
          format,
          layout,
          whiteRate == null ? OptionalDouble.empty() : OptionalDouble.of(whiteRate),
          readoutHz == null ? OptionalDouble.empty() : OptionalDouble.of(readoutHz),
          keyFrames,
          crop,
          groundTruth,
          split,
          label,
          expectedPlanes == null ? OptionalLong.empty() : OptionalLong.of(expectedPlanes));
    }
  }

  private Object writeReplace() {
    return new Serialized(
        format,
        layout,
        whiteRate.isPresent() ? whiteRate.getAsDouble() : null,
        readoutHz.isPresent() ? readoutHz.getAsDouble() : null,
        keyFrames,
        crop,
        groundTruth,
        split,
        label,
        expectedPlanes.isPresent() ? expectedPlanes.getAsLong() : null);
  }
}
