package io.spikelake.source;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.dataset.RecordingSpec;
import java.util.Locale;

/**
 * Which windows a user asked for.
 *
 * @param keyFrames the rule for all recordings, or null for that of each recording's data set
 */
record WindowChoice(KeyFrameRule keyFrames, int before, int after) {

  private static final int DEFAULT_WINDOW = 41;

  /**
   * @throws IllegalArgumentException if a value is bad or options contradict each other
   */
  static WindowChoice parse(OptionValues values) {
    boolean grid = values.has(SpikeOption.FIRST) || values.has(SpikeOption.STRIDE);
    boolean sides = values.has(SpikeOption.BEFORE) || values.has(SpikeOption.AFTER);
    refuseTogether(values, SpikeOption.AT, SpikeOption.FIRST, SpikeOption.STRIDE);
    refuseTogether(values, SpikeOption.WINDOW, SpikeOption.BEFORE, SpikeOption.AFTER);
    String at = values.parse(SpikeOption.AT, WindowChoice::knownRule);
    boolean tile = !grid && (at == null || at.equals("tile"));
    if (tile && sides) {
      throw new IllegalArgumentException(
          "Options 'before' and 'after' need key frames; give 'at' = middle, key or dataset, or 'first' or 'stride'");
    }
    int window = orElse(values.integer(SpikeOption.WINDOW, 1), DEFAULT_WINDOW);
    if (tile) {
      return new WindowChoice(new KeyFrameRule.Grid(0, window), 0, window - 1);
    }
    int before = sides ? orElse(values.integer(SpikeOption.BEFORE, 0), 0) : window / 2;
    int after = sides ? orElse(values.integer(SpikeOption.AFTER, 0), 0) : window - 1 - window / 2;
    if (!grid) {
      return new WindowChoice(rule(at), before, after);
    }
    Long first = values.number(SpikeOption.FIRST, 0);
    Long stride = values.number(SpikeOption.STRIDE, 1);
    return new WindowChoice(
        new KeyFrameRule.Grid(
            first == null ? 0 : first, stride == null ? 1L + before + after : stride),
        before,
        after);
  }

  /** The windows of a recording. */
  WindowRule rule(RecordingSpec recording) {
    return new WindowRule(keyFrames == null ? recording.keyFrames() : keyFrames, before, after);
  }

  private static String knownRule(String text) {
    String rule = text.toLowerCase(Locale.ROOT);
    return switch (rule) {
      case "tile", "middle", "key", "dataset" -> rule;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static KeyFrameRule rule(String at) {
    return switch (at) {
      case "middle" -> KeyFrameRule.MIDDLE;
      case "key" -> KeyFrameRule.GROUND_TRUTH;
      default -> null;
    };
  }

  private static void refuseTogether(
      OptionValues values, SpikeOption one, SpikeOption other, SpikeOption another) {
    if (values.has(one) && (values.has(other) || values.has(another))) {
      throw new IllegalArgumentException(
          "Option '%s' = '%s' contradicts '%s' and '%s'; give one or the others"
              .formatted(one.key(), values.text(one), other.key(), another.key()));
    }
  }

  private static int orElse(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
