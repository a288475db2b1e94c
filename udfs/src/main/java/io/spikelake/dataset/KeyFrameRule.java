package io.spikelake.dataset;

import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Which frames of a recording are reconstructed. The answer never depends on the methods, so that
 * every method is judged on the same frames.
 *
 * <p>Planes count from 0 everywhere but in file names, whose numbers count from the {@code base} of
 * their rule.
 */
public sealed interface KeyFrameRule extends Serializable {

  /** Most key frames of a recording: every plane of a minute at 40 kHz, and more. */
  int MOST = 1 << 22;

  /** The plane in the middle. */
  KeyFrameRule MIDDLE = new Middle();

  /** Every plane with ground truth. */
  KeyFrameRule GROUND_TRUTH = new GroundTruth();

  /**
   * The key frames of a recording: distinct, ascending, each in {@code 0 .. planes - 1}.
   *
   * @param relativePath the recording, relative to the input root
   * @param planes planes of the recording, 1 or more
   * @param groundTruthKeys planes that have ground truth, as {@link GroundTruthRule#find} gives
   *     them
   * @return empty where a {@link Grid} or every {@link Listed} plane lies behind the last plane,
   *     and where {@link GroundTruth} finds none
   * @throws MalformedSpikeStreamException if the name of the recording points at a plane that it
   *     does not have, or a grid would have more than {@value #MOST} key frames
   */
  long[] keyFrames(String relativePath, long planes, Collection<Long> groundTruthKeys)
      throws MalformedSpikeStreamException;

  /**
   * The plane that a single picture of the recording shows: the one its name tells, the first that
   * is {@link Listed}, else the middle. It may lie outside of the recording, which the picture then
   * shows nothing of.
   */
  long pictureKey(String relativePath, long planes);

  /** {@code planes div 2}. */
  record Middle() implements KeyFrameRule {
    @Override
    public long[] keyFrames(String relativePath, long planes, Collection<Long> groundTruthKeys) {
      return new long[] {planes / 2};
    }

    @Override
    public long pictureKey(String relativePath, long planes) {
      return planes / 2;
    }
  }

  /**
   * A number in the file name, such as the 151 of {@code 203_part1_key_id151.dat}; the middle where
   * the name has none.
   *
   * @param name searched in the name of the file; its first group is the number
   * @param base the number of the first plane: 1 in every published name
   */
  record FromName(PathPattern name, int base) implements KeyFrameRule {

    public FromName {
      if (name.groups() < 1) {
        throw new IllegalArgumentException(
            "'%s' has no group; expected one around the number, as in key_id([0-9]+)"
                .formatted(name));
      }
    }

    @Override
    public long[] keyFrames(String relativePath, long planes, Collection<Long> groundTruthKeys)
        throws MalformedSpikeStreamException {
      long key = pictureKey(relativePath, planes);
      if (key < 0 || key >= planes) {
        throw new MalformedSpikeStreamException(
            relativePath,
            -1,
            Reason.GEOMETRY_MISMATCH,
            ("its name says key frame %s, counted from %d, but it has %d planes; rename it, check"
                    + " height and width, or choose key frames with --at middle")
                .formatted(number(relativePath).orElseThrow(), base, planes));
      }
      return new long[] {key};
    }

    @Override
    public long pictureKey(String relativePath, long planes) {
      return number(relativePath).map(this::plane).orElse(planes / 2);
    }

    private Optional<String> number(String relativePath) {
      return name.find(RelativePaths.fileName(relativePath.replace('\\', '/')))
          .map(match -> match.group(1));
    }

    private long plane(String number) {
      try {
        return Long.parseLong(number) - base;
      } catch (NumberFormatException e) {
        return -1;
      }
    }
  }

  /** Every plane with ground truth; none where there is no ground truth. */
  record GroundTruth() implements KeyFrameRule {
    @Override
    public long[] keyFrames(String relativePath, long planes, Collection<Long> groundTruthKeys) {
      return ascending(groundTruthKeys, planes);
    }

    @Override
    public long pictureKey(String relativePath, long planes) {
      return planes / 2;
    }
  }

  /**
   * {@code first, first + stride, ...} up to the last plane.
   *
   * @param first 0 or more
   * @param stride 1 or more
   */
  record Grid(long first, long stride) implements KeyFrameRule {

    public Grid {
      if (first < 0 || stride < 1) {
        throw new IllegalArgumentException(
            "Not a grid of key frames: first %d, stride %d; expected first from 0, stride from 1"
                .formatted(first, stride));
      }
    }

    @Override
    public long[] keyFrames(String relativePath, long planes, Collection<Long> groundTruthKeys)
        throws MalformedSpikeStreamException {
      if (first >= planes) {
        return new long[0];
      }
      long count = (planes - 1 - first) / stride + 1;
      if (count > MOST) {
        throw new MalformedSpikeStreamException(
            relativePath,
            -1,
            Reason.GEOMETRY_MISMATCH,
            ("a key frame at every %d of its %d planes would be %d, more than %d; check height and"
                    + " width, or choose a larger --stride")
                .formatted(stride, planes, count, MOST));
      }
      return LongStream.range(0, count).map(i -> first + i * stride).toArray();
    }

    @Override
    public long pictureKey(String relativePath, long planes) {
      return planes / 2;
    }
  }

  /**
   * The same planes in every recording, as far as it has them.
   *
   * @param planes one or more, each 0 or more; a single picture shows the first of them
   */
  record Listed(List<Long> planes) implements KeyFrameRule {

    public Listed {
      planes = List.copyOf(planes);
      if (planes.isEmpty() || planes.stream().anyMatch(plane -> plane < 0)) {
        throw new IllegalArgumentException(
            "Not key frames: %s; expected one or more planes from 0".formatted(planes));
      }
    }

    @Override
    public long[] keyFrames(String relativePath, long count, Collection<Long> groundTruthKeys) {
      return ascending(planes, count);
    }

    @Override
    public long pictureKey(String relativePath, long count) {
      return planes.get(0);
    }
  }

  private static long[] ascending(Collection<Long> keys, long planes) {
    return keys.stream()
        .mapToLong(Long::longValue)
        .filter(key -> key >= 0 && key < planes)
        .sorted()
        .distinct()
        .toArray();
  }
}
