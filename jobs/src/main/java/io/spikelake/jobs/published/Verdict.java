package io.spikelake.jobs.published;

/** What our figure says of a published one. */
public enum Verdict {
  /** Ours rounds to what was printed. */
  REPRODUCED("reproduced"),
  /** What was printed lies inside our confidence interval. */
  REPRODUCED_IN_INTERVAL("reproduced, inside our interval"),
  /** The two differ by no more than what the reader allows. */
  WITHIN("within"),
  /** The two differ by more. */
  DIFFERS("differs"),
  /** Its source leaves open what it would take, or we lack it; the two may stand side by side. */
  NOT_REPRODUCIBLE("not reproducible"),
  /** Nothing of ours stands beside it. */
  NOT_MEASURED("not measured");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** A few words for people. */
  public String text() {
    return text;
  }
}
