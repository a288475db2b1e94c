package io.spikelake.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spikelake.browser.Chromium;
import io.spikelake.browser.Page;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report as a reader has it: opened from a file in Chromium. Screenshots are left in {@code
 * target/screenshots}.
 */
class HtmlReportInBrowserTest {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /**
   * Ratios of contrast (WCAG 2.1) of all elements that have text of their own, with the background
   * that is behind it; the lowest first.
   */
  private static final String CONTRASTS =
      """
      (() => {
        const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
        const luminance = (c) => {
          const [r, g, b] = c.slice(0, 3).map((v) => v / 255)
            .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (element) => {
          for (let e = element; e; e = e.parentElement) {
            const c = rgb(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] === 1) return c;
          }
          return [255, 255, 255];
        };
        const ratio = (a, b) => {
          const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
          return (high + 0.05) / (low + 0.05);
        };
        return [...document.body.querySelectorAll("*")]
          .filter((e) => !["SCRIPT", "NOSCRIPT"].includes(e.tagName))
          .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
          .map((e) => ({ text: e.textContent.trim().slice(0, 40), tag: e.tagName,
            ratio: ratio(rgb(getComputedStyle(e).color), behind(e)) }))
          .sort((a, b) => a.ratio - b.ratio);
      })()
      """;

  private static Chromium chromium;
  private static URI report;

  private Page page;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Optional<Path> program = Chromium.find();
    Assumptions.assumeTrue(
        program.isPresent(),
        "No Chromium on this machine; install one (Debian: apt-get install chromium) or name it in"
            + " the environment variable CHROMIUM");
    report =
        Files.writeString(folder.resolve("index.html"), HtmlReport.of(RichReport.content()))
            .toUri();
    chromium = Chromium.start(program.get(), Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    page = chromium.newPage();
    page.size(1200, 900, false);
    page.prefer("light");
    page.open(report);
  }

  @AfterEach
  void nothingIsAskedForAndNothingGoesWrong() {
    assertThat(page.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    assertThat(page.complaints()).isEmpty();
  }

  private List<String> column(int index) {
    List<String> texts = new ArrayList<>();
    page.evaluate(
            "[...document.querySelector('#main table').tBodies[0].rows]"
                + ".map((row) => row.cells[%d].firstChild.textContent)".formatted(index))
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private List<Double> numbers(int index) {
    return column(index).stream().map(Double::valueOf).toList();
  }

  private double[] middle(String element) {
    JsonNode box =
        page.evaluate(
            """
            (() => {
              const element = %s;
              element.scrollIntoView({ block: "center" });
              const b = element.getBoundingClientRect();
              return [b.left + b.width / 2, b.top + b.height / 2];
            })()
            """
                .formatted(element));
    return new double[] {box.get(0).asDouble(), box.get(1).asDouble()};
  }

  private String sortOf(int column) {
    return page.evaluate(
            "document.querySelector('#main table').tHead.rows[0].cells[%d].getAttribute('aria-sort')"
                .formatted(column))
        .asText();
  }

  @Test
  void aClickOnAHeadingSortsByValueBothWays() {
    String niqe = "document.querySelector('#main table').tHead.rows[0].cells[2].firstChild";
    double[] at = middle(niqe);
    page.click(at[0], at[1]);
    assertThat(sortOf(2)).isEqualTo("ascending");
    assertThat(numbers(2)).hasSize(6).isSorted().startsWith(4.62).endsWith(9.87);
    page.click(at[0], at[1]);
    assertThat(sortOf(2)).isEqualTo("descending");
    // 38.1, 37.2, ... 3.7 as numbers; as text 9.87 would be first and 11.2 behind 9.
    assertThat(numbers(2)).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void whatHasNoValueIsLastBothWays() {
    String memory =
        "[...document.querySelectorAll('#main table')][0].tHead.rows[0].cells[4].firstChild";
    double[] at = middle(memory);
    page.click(at[0], at[1]);
    assertThat(column(4)).endsWith("–", "–", "–").startsWith("1.430");
    page.click(at[0], at[1]);
    assertThat(column(4)).endsWith("–", "–", "–").startsWith("3.810");
  }

  @Test
  void theKeyboardSorts() {
    page.evaluate("document.querySelector('#main .scroll').focus()");
    for (int i = 0; i < 4; i++) {
      page.press("Tab", 9, "");
    }
    assertThat(page.evaluate("document.activeElement.textContent").asText()).isEqualTo("BRISQUE ↓");
    page.press("Enter", 13, "\r");
    assertThat(sortOf(3)).isEqualTo("ascending");
    assertThat(numbers(3)).isSorted();
    page.press("Enter", 13, "\r");
    assertThat(sortOf(3)).isEqualTo("descending");
  }

  private List<String> transforms(int scene) {
    List<String> transforms = new ArrayList<>();
    page.evaluate(
            "[...document.querySelectorAll('main section')[%d].querySelectorAll('img')]"
                    .formatted(scene)
                + ".map((image) => image.style.transform)")
        .forEach(text -> transforms.add(text.asText()));
    return transforms;
  }

  @Test
  void zoomIsTheSameForAllPicturesOfAScene() {
    double[] at =
        middle("document.querySelectorAll('main section')[0].querySelectorAll('.view')[1]");
    page.wheel(at[0], at[1], -100);
    page.wheel(at[0], at[1], -100);
    assertThat(transforms(0)).hasSize(6).doesNotContain("").containsOnly(transforms(0).get(0));
    assertThat(transforms(0).get(0)).contains("scale(1.5625)");
    assertThat(transforms(1)).containsOnly("");
    String before = transforms(0).get(0);
    page.drag(at[0], at[1], 30, 20);
    assertThat(transforms(0)).doesNotContain(before).containsOnly(transforms(0).get(0));
    page.evaluate("document.querySelectorAll('main section')[1].querySelector('.view').focus()");
    page.press("+", 187, "+");
    assertThat(transforms(1)).containsOnly(transforms(1).get(0));
    assertThat(transforms(1).get(0)).contains("scale(1.5)");
    page.press("0", 48, "0");
    assertThat(transforms(1).get(0)).contains("scale(1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textStandsOutInBothSchemes(String scheme) throws Exception {
    page.prefer(scheme);
    JsonNode contrasts = page.evaluate(CONTRASTS);
    assertThat(contrasts.size()).isGreaterThan(100);
    assertThat(contrasts.get(0).get("ratio").asDouble())
        .as(contrasts.get(0).toString())
        .isGreaterThanOrEqualTo(4.5);
    page.screenshot(SCREENSHOTS.resolve("report-" + scheme + ".png"), true);
    page.evaluate("document.querySelectorAll('main section')[0].scrollIntoView()");
    page.screenshot(SCREENSHOTS.resolve("report-%s-frames.png".formatted(scheme)), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void aPhoneScrollsTablesAndNotThePage(String scheme) throws Exception {
    page.size(390, 844, true);
    page.prefer(scheme);
    page.open(report);
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .isEqualTo(390)
        .isEqualTo(page.evaluate("window.innerWidth").asInt());
    page.screenshot(SCREENSHOTS.resolve("report-phone-%s.png".formatted(scheme)), true);
  }

  @Test
  void whatIsOperatedOrLookedAtHasAName() {
    assertThat(page.withoutName()).isEmpty();
    // 18 frames, and canvases: 2 metrics x 2, 2 fronts, history; 3 metrics x 2, a front.
    assertThat(page.count("image") + page.count("img")).isEqualTo(18 + 7 + 7);
    assertThat(page.count("button")).isGreaterThan(20);
  }

  @Test
  void chartsAreDrawn() {
    assertThat(
            page.evaluate(
                    """
                    [...document.querySelectorAll("canvas")].filter((canvas) => {
                      const pixels = canvas.getContext("2d")
                        .getImageData(0, 0, canvas.width, canvas.height).data;
                      return pixels.some((v) => v !== 0);
                    }).length
                    """)
                .asInt())
        .isEqualTo(14);
  }
}
