package io.spikelake.cli;

import io.spikelake.jobs.DryRun;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run would do, for a person to read. */
final class DryRunReport {

  private static final String LINE = "%-11s  %12s  %-12s  %s%n";

  private DryRunReport() {}

  /**
   * @param found counts of the ingest
   * @param tasks that run at once
   */
  static void print(PrintStream out, Map<String, Long> found, List<DryRun.Step> steps, int tasks) {
    out.printf(LINE, "step", "count", "task time", "of");
    found.forEach((name, count) -> out.printf(LINE, "ingest", count, "", name));
    for (DryRun.Step step : steps) {
      out.printf(LINE, step.step(), step.count(), time(step), step.of());
    }
    List<DryRun.Step> frames =
        steps.stream().filter(step -> step.step().equals("reconstruct")).toList();
    double seconds =
        frames.stream().filter(s -> s.seconds() != null).mapToDouble(DryRun.Step::seconds).sum();
    long unknown = frames.stream().filter(step -> step.seconds() == null).count();
    out.printf(
        Locale.ROOT,
        "about %s at %d tasks at once, by what this lake's frames and runs took%s; planning, commits"
            + " and scores of frames that are there come on top%n",
        TimeSpan.text(seconds / tasks),
        tasks,
        unknown == 0
            ? ""
            : "; without %d methods of which nothing is known, see 'spikelake bench methods'"
                .formatted(unknown));
  }

  private static String time(DryRun.Step step) {
    if (!step.step().equals("reconstruct")) {
      return "";
    }
    return step.seconds() == null ? "unknown" : TimeSpan.text(step.seconds());
  }
}
