package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.standing;
import static io.spikelake.jobs.report.Standings.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.ReportContent.Frame;
import io.spikelake.jobs.report.ReportContent.History;
import io.spikelake.jobs.report.ReportContent.Refusals;
import io.spikelake.jobs.report.ReportContent.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static final String ATTACK = "</script><script>alert(1)</script><!--{{script}}\u2028";

  private static ReportContent content() {
    Entrant tfp = new Entrant("tfp", "clip");
    return new ReportContent(
        ATTACK,
        ComparativeTable.of(
            List.of(
                within(0.25, 0.5, standing("tfp", NIQE, 1, 5.0)),
                standing(ATTACK, NIQE, null, null)),
            List.of(NIQE)),
        List.of(new History("scenes", NIQE, List.of(1L, 4L), Map.of(tfp, Arrays.asList(2, null)))),
        List.of(
            new Scene(
                "scenes",
                "Lowest NIQE",
                "a.dat, plane 7",
                "NIQE",
                List.of(new Frame(tfp, 4.5, new byte[] {1, 2, 3})))),
        List.of("tfp went from rank 2 to 1"),
        List.of(new Refusals("truncated", "ingest", 3)),
        Map.of("run", "4"));
  }

  private static JsonNode data(String page) throws Exception {
    Matcher data =
        Pattern.compile(
                "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  @Test
  void thePageHoldsAllThatItShows() throws Exception {
    JsonNode data = data(HtmlReport.of(content()));
    JsonNode cell = data.at("/tables/0/rows/0/cells").get(NIQE);
    assertThat(cell.get("mean").asDouble()).isEqualTo(5.0);
    assertThat(cell.get("ci_low").asDouble()).isEqualTo(4.75);
    assertThat(data.at("/tables/0/metrics/0/heading").asText()).isEqualTo("NIQE ↓");
    assertThat(data.at("/history/0/entrants/0/ranks").toString()).isEqualTo("[2,null]");
    assertThat(data.at("/scenes/0/frames/0/src").asText()).isEqualTo("data:image/png;base64,AQID");
    assertThat(data.at("/quarantine/0/reason").asText()).isEqualTo("truncated");
    assertThat(data.at("/provenance/run").asText()).isEqualTo("4");
    assertThat(data.at("/moved/0").asText()).isEqualTo("tfp went from rank 2 to 1");
  }

  @Test
  void theSameReportIsTheSameBytesInEveryProcess() throws Exception {
    JsonNode data = data(HtmlReport.of(content()));
    for (JsonNode object :
        List.of(data, data.at("/tables/0"), data.at("/history/0"), data.at("/scenes/0"))) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      assertThat(names).hasSizeGreaterThan(3).isSorted();
    }
  }

  @Test
  void textFromTheLakeStaysText() throws Exception {
    String page = HtmlReport.of(content());
    assertThat(data(page).get("summary").asText()).isEqualTo(ATTACK);
    assertThat(page).doesNotContain("alert(1)</script>");
    assertThat(Pattern.compile("</script>").matcher(page).results().count()).isEqualTo(3);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String page = HtmlReport.of(content());
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("sourceMappingURL", "<script src", "@import", "url(")
        .contains("Chart.js v4.5.1");
  }
}
