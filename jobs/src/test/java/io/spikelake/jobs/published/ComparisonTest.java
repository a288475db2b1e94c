package io.spikelake.jobs.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.jobs.published.Comparison.Pairing;
import io.spikelake.pack.WeightRelease.Origin;
import io.spikelake.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static final String PROTOCOL = "preset";
  private static final Comparison COMPARISON = new Comparison(0.05, Pairing.SAME_PROTOCOL);

  private static Meaning closedForm(Reason... open) {
    return new Meaning(
        "c",
        PROTOCOL,
        false,
        "spike40",
        null,
        List.of("tfp/spike-zoo", "tfp/spikecv"),
        false,
        List.of(),
        List.of("psnr/standard"),
        null,
        Arrays.asList(open));
  }

  private static Meaning network(List<String> metrics) {
    return new Meaning(
        "c",
        PROTOCOL,
        false,
        "spike40",
        null,
        List.of("wgse"),
        true,
        List.of(Origin.ORIGINAL),
        metrics,
        null,
        List.of());
  }

  private static Meaning cost(CostFigure figure) {
    return new Meaning(
        "c",
        PROTOCOL,
        false,
        null,
        null,
        List.of("wgse"),
        true,
        List.of(),
        List.of(),
        figure,
        List.of());
  }

  private static PublishedResult printed(String text, String unit, Meaning meaning) {
    return new PublishedResult("S", "T", "D", "M", "X", text, unit, "note", meaning);
  }

  private static Measured psnr(String method, double mean, Interval confidence, String protocol) {
    return new Measured(
        "spike40",
        null,
        method,
        null,
        "psnr/standard@1",
        "rate=0.6",
        protocol,
        mean,
        40,
        confidence);
  }

  private static final String TFP = "tfp/spike-zoo@1:window=41";

  private static ComparedCell compare(
      Comparison comparison, PublishedResult published, Measured... measured) {
    List<ComparedCell> cells =
        comparison.of(new PublishedResults(List.of(published)), List.of(measured));
    assertThat(cells).hasSize(1);
    return cells.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "22.37, 22.3651, -0.0049, REPRODUCED",
    "22.37, 22.375, 0.005, REPRODUCED",
    "22.37, 22.3751, 0.0051, REPRODUCED_IN_INTERVAL",
    "22.37, 22.6, 0.23, REPRODUCED_IN_INTERVAL",
    "22.37, 23.0, 0.63, WITHIN",
    "22.37, 21.3, -1.07, WITHIN",
    "22.37, 24.0, 1.63, DIFFERS",
    "20, 20.4, 0.4, REPRODUCED",
    "20.0, 21.0, 1, WITHIN"
  })
  void closenessIsWhatTheDigitsIntervalAndReaderAllow(
      String text, double mean, double difference, Verdict verdict) {
    Interval confidence = new Interval(mean - 0.25, mean + 0.25);
    ComparedCell cell =
        compare(
            COMPARISON,
            printed(text, "dB; higher is better", closedForm()),
            psnr(TFP, mean, confidence, PROTOCOL));
    assertThat(cell.verdict()).isEqualTo(verdict);
    assertThat(cell.closeness()).isEqualTo(verdict);
    assertThat(cell.difference()).isCloseTo(difference, within(1e-12));
    assertThat(cell.reasons()).isEmpty();
    assertThat(cell.otherProtocol()).isFalse();
  }

  @Test
  void withoutAnIntervalOnlyDigitsReproduce() {
    ComparedCell cell =
        compare(COMPARISON, printed("22.37", "dB", closedForm()), psnr(TFP, 22.4, null, PROTOCOL));
    assertThat(cell.verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(cell.text()).isEqualTo("within 5 %");
  }

  @Test
  void whatIsLeftOpenIsNotReproducibleHoweverClose() {
    PublishedResult open = printed("22.37", "dB", closedForm(Reason.WINDOW, Reason.TONE));
    ComparedCell close = compare(COMPARISON, open, psnr(TFP, 22.37, null, PROTOCOL));
    assertThat(close.verdict()).isEqualTo(Verdict.NOT_REPRODUCIBLE);
    assertThat(close.closeness()).isEqualTo(Verdict.REPRODUCED);
    assertThat(close.difference()).isZero();
    assertThat(close.text())
        .isEqualTo(
            "not reproducible: window not stated; tone not stated, or none of ours (as it stands:"
                + " reproduced)");
    ComparedCell apart = compare(COMPARISON, open, psnr(TFP, 30, null, PROTOCOL));
    assertThat(apart.text())
        .isEqualTo("not reproducible: window not stated; tone not stated, or none of ours");
    assertThat(apart.difference()).isCloseTo(7.63, within(1e-12));
    ComparedCell alone = compare(COMPARISON, open);
    assertThat(alone.verdict()).isEqualTo(Verdict.NOT_REPRODUCIBLE);
    assertThat(alone.ours()).isNull();
    assertThat(alone.difference()).isNull();
  }

  @Test
  void scoresOfOtherProtocolsAreNotPairedUnlessAskedFor() {
    PublishedResult published = printed("22.37", "dB", closedForm());
    Measured other = psnr(TFP, 22.37, null, "another");
    Measured none = psnr(TFP, 22.38, null, null);
    ComparedCell strict = compare(COMPARISON, published, other, none);
    assertThat(strict.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(strict.ours()).isNull();
    assertThat(strict.text()).isEqualTo("not measured: measured by another protocol");
    ComparedCell asked =
        compare(new Comparison(0.05, Pairing.ANY_PROTOCOL), published, other, none);
    assertThat(asked.ours()).isEqualTo(none);
    assertThat(asked.verdict()).isEqualTo(Verdict.NOT_REPRODUCIBLE);
    assertThat(asked.reasons()).containsExactly(Reason.OTHER_PROTOCOL);
    assertThat(asked.otherProtocol()).isTrue();
    ComparedCell preferred =
        compare(
            new Comparison(0.05, Pairing.ANY_PROTOCOL),
            published,
            other,
            psnr(TFP, 40, null, PROTOCOL));
    assertThat(preferred.ours().mean()).isEqualTo(40);
    assertThat(preferred.verdict()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void ofSeveralThePreferredIsTakenAndNotTheClosest() {
    PublishedResult published = printed("22.37", "dB", closedForm());
    Measured second = psnr("tfp/spikecv@1:half=20", 22.37, null, PROTOCOL);
    Measured wide = psnr("tfp/spike-zoo@1:window=61", 22.37, null, PROTOCOL);
    Measured first = psnr(TFP, 30, null, PROTOCOL);
    assertThat(compare(COMPARISON, published, second, wide, first).ours()).isEqualTo(first);
    assertThat(compare(COMPARISON, published, second).ours()).isEqualTo(second);
  }

  @Test
  void otherDatasetsPartsVariantsAndLongerWordsAreNotPaired() {
    PublishedResult published = printed("22.37", "dB", closedForm());
    Measured dataset =
        new Measured("sreds", null, TFP, null, "psnr/standard@1", "clip", PROTOCOL, 22.37, 1, null);
    Measured part =
        new Measured(
            "spike40", "car", TFP, null, "psnr/standard@1", "clip", PROTOCOL, 22.37, 1, null);
    Measured variant =
        new Measured(
            "spike40", null, TFP, null, "psnr/spike-zoo@1", "clip", PROTOCOL, 22.37, 1, null);
    Measured word = psnr("tfp/spike-zoo-2@1", 22.37, null, PROTOCOL);
    assertThat(compare(COMPARISON, published, dataset, part, variant, word).verdict())
        .isEqualTo(Verdict.NOT_MEASURED);
  }

  @Test
  void costsArePairedInTheirUnitWhateverTheProtocol() {
    Measured params = Measured.cost("wgse/zoo@1:pack=0123456789ab", CostFigure.PARAMS, 3.805575);
    ComparedCell cell = compare(COMPARISON, printed("3.806", "M", cost(CostFigure.PARAMS)), params);
    assertThat(cell.verdict()).isEqualTo(Verdict.REPRODUCED);
    Measured gmac = Measured.cost("wgse/zoo@1:pack=0123456789ab", CostFigure.GMAC, 3826);
    ComparedCell tera = compare(COMPARISON, printed("3.93", "T", cost(CostFigure.GMAC)), gmac);
    assertThat(tera.oursInTheirUnit()).isEqualTo(3.826);
    assertThat(tera.difference()).isCloseTo(-0.104, within(1e-12));
    assertThat(tera.verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(compare(COMPARISON, printed("3.93", "T", cost(CostFigure.GMAC)), params).ours())
        .isNull();
  }

  private static Measured wgse(String release, Origin weights, double mean) {
    return new Measured(
        "spike40",
        null,
        "wgse/" + release + "@1",
        weights,
        "psnr/standard@1",
        "clip",
        PROTOCOL,
        mean,
        40,
        null);
  }

  @Test
  void scoresOfOtherWeightsAreMarked() {
    PublishedResult published = printed("37.44", "dB", network(List.of("psnr/standard")));
    Measured theirs = wgse("paper", Origin.ORIGINAL, 37.437);
    Measured another = wgse("mine", Origin.RETRAINED, 37.44);
    Measured unknown = wgse("a", null, 37.44);
    assertThat(compare(COMPARISON, published, another, unknown, theirs).ours()).isEqualTo(theirs);
    assertThat(compare(COMPARISON, published, theirs).verdict()).isEqualTo(Verdict.REPRODUCED);
    for (Measured other : List.of(another, unknown)) {
      ComparedCell cell = compare(COMPARISON, published, other);
      assertThat(cell.verdict()).isEqualTo(Verdict.NOT_REPRODUCIBLE);
      assertThat(cell.text())
          .isEqualTo(
              "not reproducible: other weights than the published ones (as it stands:"
                  + " reproduced)");
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    Meaning niqe = network(List.of("niqe/live-pyiqa", "niqe/live"));
    ComparedCell nothing = compare(COMPARISON, printed("7.449", "lower is better", niqe));
    assertThat(nothing.text())
        .isEqualTo("not reproducible: no pack of the network; needs the LIVE models");
    Measured ours =
        new Measured(
            "spike40",
            null,
            "wgse/x@1",
            Origin.ORIGINAL,
            "niqe/spikelake@2",
            "clip",
            PROTOCOL,
            7.449,
            40,
            null);
    ComparedCell bundled = compare(COMPARISON, printed("7.449", "lower is better", niqe), ours);
    assertThat(bundled.ours()).isNull();
    assertThat(bundled.reasons()).containsExactly(Reason.LIVE_MODELS);
    Meaning nobody =
        new Meaning(
            "c",
            PROTOCOL,
            true,
            "spike40",
            null,
            List.of(),
            false,
            List.of(),
            List.of("psnr/standard"),
            null,
            List.of());
    assertThat(compare(COMPARISON, printed("37.03", "dB", nobody)).reasons())
        .containsExactly(Reason.NO_METHOD);
  }

  @Test
  void everyShippedFigureGetsACellEvenWhereNothingWasMeasured() {
    List<ComparedCell> cells = COMPARISON.of(PublishedResults.load(), List.of());
    assertThat(cells).hasSize(303);
    assertThat(cells).allSatisfy(cell -> assertThat(cell.ours()).isNull());
    assertThat(cells.stream().filter(cell -> cell.verdict() == Verdict.NOT_MEASURED))
        .as("closed forms of which nothing is left open: their parameters")
        .extracting(cell -> cell.published().method() + " " + cell.published().metric())
        .containsExactly("tfi Params", "tfp Params");
  }

  @Test
  void whatCannotBeAllowedOrMeasuredIsRefused() {
    assertThatThrownBy(() -> new Comparison(Double.NaN, Pairing.SAME_PROTOCOL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Within NaN; expected a share of the published figure, 0 or more, such as 0.05");
    assertThatThrownBy(() -> psnr(TFP, Double.NaN, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(TFP + " by psnr/standard@1 is NaN; leave out what has no score");
  }

  @Test
  void aShareIsShownAsPercent() {
    Comparison loose = new Comparison(0.125, Pairing.SAME_PROTOCOL);
    ComparedCell cell =
        compare(loose, printed("20.00", "dB", closedForm()), psnr(TFP, 22, null, PROTOCOL));
    assertThat(cell.text()).isEqualTo("within 12.5 %");
  }
}
