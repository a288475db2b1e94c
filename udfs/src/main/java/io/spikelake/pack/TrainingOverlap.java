package io.spikelake.pack;

import io.spikelake.dataset.PathPattern;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which recordings a network was trained on, so that nobody takes its scores there for a fair
 * comparison.
 *
 * <p>A recording was trained on if the release names its data set, and the recording is in the part
 * {@code train} of it or no part is known; or if the release names the recording itself, by a
 * pattern that its path matches or by the version of its content. A part other than {@code train}
 * clears a recording of the first, since published splits are what networks are trained by, but not
 * of the second.
 */
public final class TrainingOverlap {

  /** The part of a data set that networks are trained on. */
  private static final String TRAIN = "train";

  /** As {@link io.spikelake.dataset.RecordingIdentity#recordingVersion} writes it. */
  private static final Pattern VERSION = Pattern.compile("[0-9]+-(full-)?[0-9a-f]{32}");

  private static final int NAMED_IN_WARNING = 3;

  private TrainingOverlap() {}

  /**
   * A recording on which a network is evaluated.
   *
   * @param dataset id of its data set
   * @param split part of the data set that it is in, or null if none is known
   * @param path path relative to the root of the input, with {@code /} between names
   * @param version version of its content
   */
  public record Evaluated(String dataset, String split, String path, String version) {}

  /** The recordings that a release was trained on, in the order given. */
  public static List<Evaluated> among(WeightRelease weights, Collection<Evaluated> recordings) {
    List<PathPattern> paths =
        weights.trainingRecordings().stream()
            .filter(entry -> !isVersion(entry))
            .map(PathPattern::glob)
            .toList();
    return recordings.stream()
        .filter(
            recording ->
                ofTrainingSet(weights, recording)
                    || weights.trainingRecordings().contains(recording.version())
                    || paths.stream().anyMatch(path -> path.matches(recording.path())))
        .toList();
  }

  private static boolean ofTrainingSet(WeightRelease weights, Evaluated recording) {
    return weights.trainedOn().contains(recording.dataset())
        && (recording.split() == null || recording.split().equals(TRAIN));
  }

  /** What to tell whoever evaluates a pack on recordings; empty if it was trained on none. */
  public static Optional<String> warning(PackManifest manifest, Collection<Evaluated> recordings) {
    List<Evaluated> found = among(manifest.weights(), recordings);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String names =
        found.stream()
            .limit(NAMED_IN_WARNING)
            .map(Evaluated::path)
            .collect(Collectors.joining(", "));
    return Optional.of(
        "%s was trained on %d of the %d recordings (%s%s); its scores there are no fair comparison"
            .formatted(
                manifest.family(),
                found.size(),
                recordings.size(),
                names,
                found.size() > NAMED_IN_WARNING ? ", ..." : ""));
  }

  /**
   * @throws IllegalArgumentException if an entry is neither a version nor a glob
   */
  static void requireReadable(String entry) {
    if (!isVersion(entry)) {
      PathPattern.glob(entry);
    }
  }

  private static boolean isVersion(String entry) {
    return VERSION.matcher(entry).matches();
  }
}
