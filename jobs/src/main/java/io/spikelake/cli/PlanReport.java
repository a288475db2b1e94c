package io.spikelake.cli;

import io.spikelake.jobs.sizing.Cluster;
import io.spikelake.jobs.sizing.Estimate;
import io.spikelake.jobs.sizing.FrameCost;
import io.spikelake.jobs.sizing.Part;
import io.spikelake.jobs.sizing.Rates;
import io.spikelake.jobs.sizing.Resource;
import io.spikelake.jobs.sizing.Sizing;
import io.spikelake.jobs.sizing.Work;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** An estimate with what it rests on, for people or as rows. */
final class PlanReport {

  private static final List<String> COLUMNS =
      List.of("step", "of", "count", "on", "seconds_each", "seconds", "source");

  private static final String RESULT = "result";

  private final String what;
  private final Work work;
  private final Rates rates;
  private final Optional<FrameCost> commit;
  private final Optional<FrameCost> serial;
  private final ClusterOptions asked;

  /**
   * @param what the archive in words
   * @param commit empty where the lake has seen none
   * @param serial likewise
   */
  PlanReport(
      String what,
      Work work,
      Rates rates,
      Optional<FrameCost> commit,
      Optional<FrameCost> serial,
      ClusterOptions asked) {
    this.what = what;
    this.work = work;
    this.rates = rates;
    this.commit = commit;
    this.serial = serial;
    this.asked = asked;
  }

  void print(Sizing sizing, boolean onGpus, PlainFormat format, PrintWriter out) {
    OptionalInt needed =
        asked.deadline == null
            ? OptionalInt.empty()
            : sizing.executors(asked.deadline.toSeconds(), asked.one(onGpus));
    Optional<Estimate> estimate =
        asked
            .given(onGpus)
            .or(() -> needed.isPresent() ? Optional.of(many(needed, onGpus)) : Optional.empty())
            .map(sizing::on);
    Estimate shown = estimate.orElseGet(() -> sizing.on(asked.one(onGpus)));
    if (format == PlainFormat.TABLE) {
      out.printf("%s%n%n", what);
      format.print(COLUMNS, steps(shown).stream().map(PlanReport::shortened).toList(), out);
      out.printf("%n");
      sentences(estimate, needed).forEach(line -> out.printf("%s%n", line));
      assumptions(shown).forEach(line -> out.printf("%s%n", line));
    } else {
      List<List<Object>> rows = new ArrayList<>(steps(shown));
      rows.addAll(results(estimate, needed));
      format.print(COLUMNS, rows, out);
    }
    out.flush();
  }

  private Cluster many(OptionalInt executors, boolean onGpus) {
    Cluster one = asked.one(onGpus);
    return new Cluster(executors.getAsInt(), one.cores(), one.gpus());
  }

  private List<List<Object>> steps(Estimate estimate) {
    List<List<Object>> rows = new ArrayList<>();
    for (Part part : work.parts()) {
      rows.add(
          row(
              part.step(),
              part.of(),
              part.count(),
              part.on().id(),
              part.secondsEach(),
              part.known() ? part.seconds() : null,
              part.source()));
    }
    rows.add(driver("commit", "waves", estimate.waves(), commit));
    rows.add(driver("plan", "run", 1, serial));
    return rows;
  }

  private static List<Object> driver(String step, String of, long count, Optional<FrameCost> cost) {
    Double each = cost.map(FrameCost::seconds).orElse(null);
    return row(
        step,
        of,
        count,
        Resource.DRIVER.id(),
        each,
        each == null ? null : count * each,
        cost.map(FrameCost::source).orElse("unknown: one run over a few recordings measures it"));
  }

  private List<List<Object>> results(Optional<Estimate> estimate, OptionalInt needed) {
    List<List<Object>> rows = new ArrayList<>();
    if (asked.deadline != null) {
      rows.add(
          row(
              RESULT,
              "executors needed",
              needed.isPresent() ? (long) needed.getAsInt() : null,
              null,
              null,
              (double) asked.deadline.toSeconds(),
              needed.isEmpty()
                  ? "no number of executors is enough"
                  : work.unknown().isEmpty() ? "" : "for what is known"));
    }
    estimate.ifPresent(
        of -> {
          long executors = of.cluster().executors();
          rows.add(
              row(RESULT, "time", executors, "executors", null, of.seconds(), of.limit().text()));
          rows.add(row(RESULT, "time of GPUs", null, null, null, of.gpuSeconds(), ""));
          rows.add(row(RESULT, "time of cores", null, null, null, of.coreSeconds(), ""));
          rows.add(row(RESULT, "time of storage", null, null, null, of.storageSeconds(), ""));
          rows.add(row(RESULT, "time of requests", null, null, null, of.requestSeconds(), ""));
          rows.add(row(RESULT, "time of driver", null, null, null, of.driverSeconds(), ""));
          if (asked.price != null) {
            rows.add(row(RESULT, "price", null, null, null, null, price(of)));
          }
        });
    return rows;
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  /** Three digits are what an estimate is worth. */
  private static List<Object> shortened(List<Object> row) {
    return row.stream().map(PlanReport::shortened).toList();
  }

  private static Object shortened(Object value) {
    if (value == null) {
      return "-";
    }
    return value instanceof Double number
        ? String.format(Locale.ROOT, number >= 100 ? "%.0f" : "%.3g", number)
        : value;
  }

  private List<String> sentences(Optional<Estimate> estimate, OptionalInt needed) {
    List<String> lines = new ArrayList<>();
    estimate.ifPresent(
        of -> {
          lines.add(
              "%s: %s%s; most of it waits for %s"
                  .formatted(
                      text(of.cluster()),
                      work.unknown().isEmpty() ? "" : "at least ",
                      TimeSpan.text(of.seconds()),
                      of.limit().text()));
          lines.add(
              "each for itself: GPUs %s, cores %s, bytes from storage %s, requests to it %s;"
                      .formatted(
                          TimeSpan.text(of.gpuSeconds()),
                          TimeSpan.text(of.coreSeconds()),
                          TimeSpan.text(of.storageSeconds()),
                          TimeSpan.text(of.requestSeconds()))
                  + " planning and %d commit%s %s"
                      .formatted(
                          of.waves(),
                          of.waves() == 1 ? "" : "s",
                          TimeSpan.text(of.driverSeconds())));
          if (asked.price != null) {
            lines.add(
                "price: %s%s".formatted(work.unknown().isEmpty() ? "" : "at least ", price(of)));
          }
        });
    if (asked.deadline != null) {
      lines.add(deadline(estimate, needed));
    }
    work.unknown()
        .forEach(
            part ->
                lines.add("not in it: %s %s, %s".formatted(part.step(), part.of(), part.source())));
    return lines;
  }

  private String deadline(Optional<Estimate> estimate, OptionalInt needed) {
    String deadline = "deadline %s: ".formatted(TimeSpan.text(asked.deadline.toSeconds()));
    if (needed.isEmpty()) {
      return deadline
          + "missed with any number of executors: planning, commits and the storage take longer"
          + estimate.map(of -> "; these miss it by " + missed(of)).orElse("");
    }
    String enough = "%d executor%s".formatted(needed.getAsInt(), needed.getAsInt() == 1 ? "" : "s");
    if (!work.unknown().isEmpty() && estimate.filter(this::late).isEmpty()) {
      return "%snot known, for something is missing; what is known takes %s"
          .formatted(deadline, enough);
    }
    return estimate
        .filter(this::late)
        .map(of -> "%smissed by %s; %s would do".formatted(deadline, missed(of), enough))
        .orElse(
            "%smet; %s suffice%s".formatted(deadline, enough, needed.getAsInt() == 1 ? "s" : ""));
  }

  private boolean late(Estimate of) {
    return of.seconds() > asked.deadline.toSeconds();
  }

  private String missed(Estimate of) {
    return TimeSpan.text(of.seconds() - asked.deadline.toSeconds());
  }

  private String price(Estimate of) {
    double hours = of.cluster().executors() * of.seconds() / 3600;
    return String.format(
        Locale.ROOT,
        "%.2f for %.2f hours of executors at %s",
        hours * asked.price,
        hours,
        asked.price);
  }

  private static String text(Cluster cluster) {
    return "%d executor%s of %d cores%s"
        .formatted(
            cluster.executors(),
            cluster.executors() == 1 ? "" : "s",
            cluster.cores(),
            cluster.gpus() == 0
                ? ", no GPU"
                : " and %d GPU%s".formatted(cluster.gpus(), cluster.gpus() == 1 ? "" : "s"));
  }

  private List<String> assumptions(Estimate estimate) {
    List<String> lines = new ArrayList<>();
    lines.add("assumed:");
    lines.add(
        String.format(
            Locale.ROOT,
            "- executors are alike, start at once, read, infer and score at the same time; %.0f %%"
                + " headroom on their time",
            rates.headroom() * 100));
    lines.add("- scores are those of the metrics of the run that is named, costs grow with pixels");
    lines.add(
        "- a commit every %s or %.0f MB of images (%d MB in all)"
            .formatted(
                TimeSpan.text(rates.waveSeconds()),
                rates.waveBytes() / 1e6,
                work.imageBytes() / 1_000_000));
    lines.add(
        "- storage: %s, %s; %d bytes in about %d requests"
            .formatted(
                limit(rates.bytesPerSecond() / 1e6, "MB/s", "--storage-mb"),
                limit(rates.requestsPerSecond(), "requests/s", "--storage-requests"),
                work.bytes(),
                work.requests()));
    if (estimate.gpuSeconds() > 0) {
      lines.add(
          "- seconds of GPUs are those at the best batch that was measured, tensors made and copied"
              + " included; give run that --batch-size");
    }
    return lines;
  }

  private static String limit(double rate, String unit, String option) {
    return Double.isInfinite(rate)
        ? "no limit of %s given (%s)".formatted(unit, option)
        : String.format(Locale.ROOT, "%.0f %s", rate, unit);
  }
}
