package io.spikelake.cli;

import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.task.Equipment;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the citable bundle of a leaderboard goes. */
final class BundleOption {

  @Option(
      names = "--bundle",
      paramLabel = "DIR|FILE.zip",
      converter = ReportOption.LocalFolder.class,
      description = {
        "also write what a citation needs: the tables, the scores they rest on, configuration,",
        "digests, BibTeX, terms, and the command that computes them again"
      })
  Path target;

  /**
   * Writes the bundle, if one is asked for.
   *
   * @param asOf of which run, or null for that of the content
   * @param content what was shown
   */
  void write(
      String lake, Long asOf, Equipment equipment, Leaderboard.Config config, ReportContent content)
      throws Exception {
    if (target != null) {
      long run = asOf == null ? Long.parseLong(content.provenance().get("run")) : asOf;
      new BundleFiles(lake, run, equipment, config).write(target);
      System.out.println("bundle " + target);
    }
  }
}
