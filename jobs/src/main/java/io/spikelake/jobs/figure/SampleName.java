package io.spikelake.jobs.figure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sample as it is typed: {@code street/a.dat:200}.
 *
 * @param recording path of the recording within its data set, or its id
 * @param keyFrame the key frame, or null for the first
 */
public record SampleName(String recording, Long keyFrame) {

  private static final Pattern WITH_KEY_FRAME = Pattern.compile("(.+):(\\d{1,18})");

  public static SampleName parse(String text) {
    Matcher matcher = WITH_KEY_FRAME.matcher(text);
    return matcher.matches()
        ? new SampleName(matcher.group(1), Long.valueOf(matcher.group(2)))
        : new SampleName(text, null);
  }
}
