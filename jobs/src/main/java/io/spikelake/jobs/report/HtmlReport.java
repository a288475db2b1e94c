package io.spikelake.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.ReportContent.Frame;
import io.spikelake.jobs.report.ReportContent.History;
import io.spikelake.jobs.report.ReportContent.Scene;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A report as one page of HTML that needs nothing beside itself: no server, no network. Charts are
 * drawn by Chart.js, which is part of the page. A policy in the page keeps it from loading
 * anything.
 */
public final class HtmlReport {

  private static final String CHARTS =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private HtmlReport() {}

  /** The page. */
  public static String of(ReportContent content) {
    return resource("report.html")
        .replace("{{style}}", resource("report.css").strip())
        .replace("{{charts}}", withoutSourceMap(resource(CHARTS)))
        .replace("{{script}}", resource("report.js").strip())
        .replace("{{data}}", inScript(json(content)));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(in, () -> "No resource " + name).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + name, e);
    }
  }

  /** A map would be asked for over the network by whoever opens the tools of a browser. */
  private static String withoutSourceMap(String script) {
    return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip();
  }

  /** So that no text in the data ends the element around it. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String json(ReportContent content) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("summary", content.summary());
    page.put("tables", content.tables().stream().map(HtmlReport::table).toList());
    page.put("history", content.history().stream().map(past -> history(past, content)).toList());
    page.put("scenes", content.scenes().stream().map(HtmlReport::scene).toList());
    page.put("moved", content.moved());
    page.put("quarantine", content.refusals());
    page.put("provenance", content.provenance());
    try {
      // Some of the maps have an order of their own in every process.
      return new ObjectMapper()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> table(ComparativeTable table) {
    List<Object> metrics = new ArrayList<>();
    for (String metric : table.metrics()) {
      metrics.add(
          Map.of(
              "id", metric,
              "heading", table.heading(metric),
              "subheading", table.subheading(metric),
              "lower_is_better", table.lowerIsBetter(metric)));
    }
    List<Object> rows = new ArrayList<>();
    for (Entrant row : table.rows()) {
      Map<String, Object> cells = new LinkedHashMap<>();
      for (String metric : table.metrics()) {
        Standing standing = table.cell(row, metric);
        if (standing != null) {
          Map<String, Object> figures = Figures.of(standing);
          figures.put("quantiles", standing.spread().quantiles());
          cells.put(metric, figures);
        }
      }
      Map<String, Object> entrant = entrant(row);
      entrant.put("mark", table.mark(row));
      entrant.put("cells", cells);
      rows.add(entrant);
    }
    return Map.of(
        "dataset", table.dataset(),
        "samples", table.samples(),
        "metrics", metrics,
        "rows", rows,
        "footnotes", table.footnotes(),
        "worth", table.worth());
  }

  private static Map<String, Object> entrant(Entrant entrant) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("method", entrant.method());
    names.put("tone", entrant.tone());
    return names;
  }

  private static Map<String, Object> history(History past, ReportContent content) {
    List<Object> entrants = new ArrayList<>();
    past.ranks()
        .forEach(
            (entrant, ranks) -> {
              Map<String, Object> one = entrant(entrant);
              one.put("ranks", ranks);
              entrants.add(one);
            });
    String heading =
        content.tables().stream()
            .filter(table -> table.dataset().equals(past.dataset()))
            .filter(table -> table.metrics().contains(past.metric()))
            .map(table -> table.heading(past.metric()))
            .findFirst()
            .orElse(past.metric());
    return Map.of(
        "dataset",
        past.dataset(),
        "heading",
        heading,
        "nights",
        past.nights(),
        "entrants",
        entrants);
  }

  private static Map<String, Object> scene(Scene scene) {
    return Map.of(
        "dataset", scene.dataset(),
        "rule", scene.rule(),
        "label", scene.label(),
        "metric", scene.metric(),
        "frames", scene.frames().stream().map(HtmlReport::frame).toList());
  }

  private static Map<String, Object> frame(Frame frame) {
    Map<String, Object> image = entrant(frame.entrant());
    image.put("score", frame.score());
    image.put("src", "data:image/png;base64," + Base64.getEncoder().encodeToString(frame.png()));
    return image;
  }
}
