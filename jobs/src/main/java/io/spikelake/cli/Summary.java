package io.spikelake.cli;

import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.HtmlReport;
import io.spikelake.jobs.report.LatexTable;
import io.spikelake.jobs.report.MachineTables;
import io.spikelake.jobs.report.ModelIndex;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.report.Standing;
import io.spikelake.jobs.report.TextTable;
import io.spikelake.jobs.task.TaskCounters;
import io.spikelake.schemas.LakeTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** What a run prints at its end, and the report it writes. */
final class Summary {

  private Summary() {}

  /** The comparative tables of leaderboard rows. */
  static List<ComparativeTable> tables(List<Row> leaderboard, List<String> metricOrder) {
    return ComparativeTable.of(leaderboard.stream().map(Standing::of).toList(), metricOrder);
  }

  static void print(PrintStream out, List<ComparativeTable> tables) {
    tables.forEach(table -> out.println(TextTable.text(table, Terminal.out())));
  }

  /** Counts, and where the tables are. */
  static void print(PrintStream out, Map<String, Long> counts, String lake) {
    out.println(
        counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", ")));
    out.println(
        "tables "
            + LakeTable.all().stream().map(LakeTable::name).collect(Collectors.joining(", "))
            + " are Delta tables in "
            + lake);
    networks(counts).ifPresent(out::println);
    warn(counts.getOrDefault("quarantined", 0L), "recordings are in quarantine", lake);
    warn(counts.getOrDefault("frames_failed", 0L), "frames failed", lake);
  }

  /** On what networks ran, and how much of the time of their tasks they computed. */
  private static Optional<String> networks(Map<String, Long> counts) {
    String devices =
        counts.keySet().stream()
            .filter(count -> count.startsWith(ReconstructJob.FRAMES_ON))
            .map(count -> count.substring(ReconstructJob.FRAMES_ON.length()))
            .collect(Collectors.joining(", "));
    long inference = counts.getOrDefault(TaskCounters.INFERENCE_MS, 0L);
    long tasks = counts.getOrDefault(TaskCounters.NETWORK_TASK_MS, 0L);
    if (devices.isEmpty() || inference == 0 || tasks == 0) {
      return Optional.empty();
    }
    long frames =
        counts.entrySet().stream()
            .filter(count -> count.getKey().startsWith(ReconstructJob.FRAMES_ON))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "networks ran on %s: %.1f frames per second of inference, which took %d %% of the time"
                + " of their tasks",
            devices,
            frames * 1000.0 / inference,
            100 * inference / tasks));
  }

  private static void warn(long count, String trouble, String lake) {
    if (count > 0) {
      System.err.printf(
          "spikelake: WARNING: %d %s; see: spikelake quarantine list --lake %s%n",
          count, trouble, lake);
    }
  }

  /**
   * Writes {@code index.html}, {@code leaderboard.md}, {@code .tex}, {@code .csv}, {@code .json}
   * and {@code model-index.yaml} into a folder, which is made if need be.
   *
   * @return {@code leaderboard.md}
   */
  static Path writeReport(Path folder, ReportContent content) throws IOException {
    Files.createDirectories(folder);
    List<ComparativeTable> tables = content.tables();
    write(folder, "index.html", HtmlReport.of(content));
    List<Standing> standings = tables.stream().flatMap(table -> table.all().stream()).toList();
    write(folder, "leaderboard.tex", joined(tables, LatexTable::of));
    write(folder, "leaderboard.csv", MachineTables.csv(standings));
    write(folder, "leaderboard.json", MachineTables.json(standings));
    write(folder, "model-index.yaml", ModelIndex.of(tables));
    return write(
        folder, "leaderboard.md", "# Leaderboard\n\n" + joined(tables, TextTable::markdown));
  }

  private static String joined(
      List<ComparativeTable> tables, Function<ComparativeTable, String> form) {
    return tables.stream().map(form).collect(Collectors.joining("\n"));
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
