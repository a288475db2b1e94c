package io.spikelake.jobs.published;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A published figure, and ours beside it.
 *
 * @param published theirs
 * @param ours null where nothing stands beside it
 * @param oursInTheirUnit our figure in the unit of theirs; null likewise
 * @param difference ours minus theirs, in the unit of theirs; null likewise
 * @param closeness how close the two are, whatever their sources leave open: reproduced, within or
 *     differs; null likewise
 * @param verdict what that says
 * @param reasons why it cannot be reproduced, or has nothing beside it
 * @param within what the reader allows the two to differ by, relative to theirs
 */
public record ComparedCell(
    PublishedResult published,
    Measured ours,
    Double oursInTheirUnit,
    Double difference,
    Verdict closeness,
    Verdict verdict,
    List<Reason> reasons,
    double within) {

  public ComparedCell {
    reasons = List.copyOf(reasons);
  }

  /** Whether ours was measured by another protocol than the preset of the table. */
  public boolean otherProtocol() {
    return ours != null && reasons.contains(Reason.OTHER_PROTOCOL);
  }

  /** The verdict for people, such as {@code not reproducible: window not stated}. */
  public String text() {
    String text = said(verdict);
    if (!reasons.isEmpty()) {
      text += reasons.stream().map(Reason::text).collect(Collectors.joining("; ", ": ", ""));
    }
    boolean openButClose =
        verdict == Verdict.NOT_REPRODUCIBLE && closeness != null && closeness != Verdict.DIFFERS;
    return openButClose ? "%s (as it stands: %s)".formatted(text, said(closeness)) : text;
  }

  private String said(Verdict said) {
    return said == Verdict.WITHIN ? "within %s %%".formatted(percent()) : said.text();
  }

  private String percent() {
    double percent = Math.round(within * 1e6) / 1e4;
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }
}
