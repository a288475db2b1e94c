package io.spikelake.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lengths of time as people write them: {@code 8h}, {@code 1h30m}, {@code 45m}. */
final class TimeSpan {

  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

  private TimeSpan() {}

  /** Reads the text of an option. */
  static final class Converter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher parts = TEXT.matcher(text);
      Duration time =
          parts.matches()
              ? Duration.ofDays(number(parts, 1))
                  .plusHours(number(parts, 2))
                  .plusMinutes(number(parts, 3))
                  .plusSeconds(number(parts, 4))
              : Duration.ZERO;
      if (time.isZero()) {
        throw new TypeConversionException(
            "'%s'; expected a time such as 8h, 1h30m or 45m".formatted(text));
      }
      return time;
    }

    private static long number(Matcher parts, int group) {
      return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
  }

  /** {@code 6 h 05 min}; below a minute, {@code 12.3 s}. */
  static String text(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
  }
}
