package io.spikelake.jobs.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.testing.SharedFiles;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedResultsTest {

  private static final String SPIKECLIP = "SpikeCLIP, arXiv 2501.04477";
  private static final String SPK2IMGNET = "Spk2ImgNet, CVPR 2021";
  private static final String STIR = "STIR, NeurIPS 2024 slides";
  private static final String SPIKE_ZOO = "Spike-Zoo v0.2.3, release notes";

  /** Names of networks whose packs users make, and of metrics that are packs. */
  private static final Set<String> PACKS =
      Set.of(
          "lrn",
          "ssml",
          "spikeformer",
          "rsir",
          "spk2imgnet",
          "wgse",
          "ssir",
          "et-net",
          "hypere2vid",
          "stir",
          "base",
          "bsf",
          "lpips",
          "clip");

  private static final PublishedResults RESULTS = PublishedResults.load();

  private static PublishedResult only(
      String source, String table, String dataset, String method, String metric) {
    List<PublishedResult> found =
        RESULTS.ofTable(source, table).all().stream()
            .filter(r -> r.dataset().equals(dataset))
            .filter(r -> r.method().equals(method) && r.metric().equals(metric))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void theShippedFileIsTheReferenceByteForByte() throws Exception {
    byte[] reference = Files.readAllBytes(SharedFiles.require("reference/published-results.csv"));
    try (InputStream shipped = PublishedResults.class.getResourceAsStream("results.csv")) {
      assertThat(shipped.readAllBytes()).isEqualTo(reference);
    }
  }

  /** Counted with Python's csv module. */
  @Test
  void everyTableIsThereInFull() {
    assertThat(RESULTS.all()).hasSize(303);
    Map<String, Long> counts =
        RESULTS.all().stream()
            .collect(
                Collectors.groupingBy(r -> r.source() + ": " + r.table(), Collectors.counting()));
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                SPIKECLIP + ": Table 1", 72L,
                SPIKECLIP + ": Table 2", 12L,
                SPIKECLIP + ": Table 3", 10L,
                SPK2IMGNET + ": Table 2", 8L,
                SPK2IMGNET + ": Table 3", 20L,
                SPK2IMGNET + ": Table 4", 10L,
                STIR + ": comparison table", 81L,
                SPIKE_ZOO + ": v023 table", 90L));
  }

  @Test
  void rowsThatTheSourceCallsAnAblationAreMarked() {
    assertThat(RESULTS.all())
        .allSatisfy(
            r -> assertThat(r.meaning().ablation()).isEqualTo(r.note().startsWith("ablation")));
    assertThat(RESULTS.withoutAblations().all()).hasSize(303 - 32);
  }

  @Test
  void figuresKeepTheirPrintedDigits() {
    PublishedResult result = only(SPIKECLIP, "Table 1", "U-CALTECH", "TFSTP", "PIQE");
    assertThat(result.printed()).isEqualTo("12.460");
    assertThat(result.value()).isEqualTo(new BigDecimal("12.460"));
    assertThat(result.halfUnit()).isEqualByComparingTo("0.0005");
    assertThat(only(SPIKECLIP, "Table 1", "", "SSML", "FLOPs").halfUnit())
        .isEqualByComparingTo("0.5");
  }

  @Test
  void datasetsAreThoseOfTheCatalogue() {
    assertThat(RESULTS.all().stream().map(r -> r.meaning().dataset()).filter(d -> d != null))
        .isSubsetOf(DatasetCatalogue.names());
    assertThat(
            RESULTS.all().stream()
                .filter(r -> r.meaning().dataset() == null && !r.dataset().isEmpty())
                .map(PublishedResult::dataset)
                .distinct())
        .containsExactly("Real Dataset");
    assertThat(RESULTS.all())
        .allSatisfy(
            r ->
                assertThat(r.meaning().cost() == null)
                    .as("a score belongs to a data set")
                    .isEqualTo(!r.dataset().isEmpty()));
  }

  @Test
  void methodsAndMetricsAreOursOrPacks() {
    for (PublishedResult result : RESULTS.all()) {
      for (String method : result.meaning().methods()) {
        if (result.meaning().network()) {
          assertThat(PACKS).contains(method);
        } else {
          assertThat(Reconstructors.registry().resolve(method).toString()).startsWith(method);
        }
      }
      for (String metric : result.meaning().metrics()) {
        if (!PACKS.contains(metric)) {
          assertThat(QualityMetrics.registry().resolve(metric).toString()).startsWith(metric);
        }
      }
    }
  }

  @Test
  void citationsAreThere() {
    assertThat(RESULTS.all())
        .allSatisfy(r -> assertThat(Citations.of(r.meaning().citation()).bibTeX()).startsWith("@"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SPIKECLIP + "|Table 1|U-CALTECH|TFP|NIQE|WINDOW, TONE, METRIC_VARIANT",
        SPIKECLIP + "|Table 1|U-CIFAR|WGSE|PIQE|WINDOW, TONE, METRIC_VARIANT, WEIGHTS",
        SPIKECLIP + "|Table 1|U-CALTECH|SpikeCLIP|NIQE|''",
        SPIKECLIP + "|Table 1|U-CIFAR|SpikeCLIP|BRISQUE|WEIGHTS",
        SPIKECLIP + "|Table 1|''|SpikeCLIP|Params|''",
        SPIKECLIP + "|Table 1|''|RSIR|Latency|DEVICE",
        SPK2IMGNET + "|Table 2|Spike40 (synthetic, REDS)|TVS|PSNR|WINDOW, TONE, METRIC_VARIANT",
        SPK2IMGNET + "|Table 3|real-life: Fan|Spk2ImgNet|NIQE|TONE, METRIC_VARIANT, SAMPLES",
        STIR + "|comparison table|Real Dataset|TFI|NIQE|DATASET, WINDOW, TONE, METRIC_VARIANT",
        STIR + "|comparison table|''|ET-Net|FLOPs|ADAPTATION, INPUT_SIZE",
        SPIKE_ZOO + "|v023 table|REDS_BASE|tfp|PSNR|SAMPLES",
        SPIKE_ZOO + "|v023 table|''|bsf|Latency|INPUT_SIZE, DEVICE"
      })
  void whatIsLeftOpenIsKnown(
      String source, String table, String dataset, String method, String metric, String open) {
    assertThat(
            only(source, table, dataset, method, metric).meaning().open().stream()
                .map(Reason::name)
                .collect(Collectors.joining(", ")))
        .isEqualTo(open);
  }

  @Test
  void filtersKeepWhatBelongsTogether() {
    assertThat(RESULTS.ofProtocol("spk2imgnet-real").all()).hasSize(20);
    assertThat(RESULTS.ofProtocol("spikeclip-table1").withoutAblations().all()).hasSize(72);
    List<PublishedResult> caltech = RESULTS.ofDataset("u-caltech").withoutAblations().all();
    assertThat(caltech).hasSize(27 + 18);
    assertThat(caltech.stream().filter(r -> r.dataset().isEmpty())).hasSize(18);
    assertThat(RESULTS.ofDataset("uhsr").all()).isEmpty();
  }

  private static final String HEADER =
      "source,table,dataset,method,metric,value,unit_or_direction,protocol_note\n";

  private static final MeaningYaml MEANINGS =
      MeaningYaml.parse(
          """
          sources:
            - source: S
              citation: s
              weights: original
              datasets: {D: {dataset: spike40}}
              methods: {M: [tfp]}
              metrics: {NIQE: {metrics: [niqe]}, Params: {cost: params}}
              tables:
                - table: T
                  rules:
                    - {metrics: [Params], open: []}
                    - {metrics: [NIQE], datasets: [D], open: [window]}
          """,
          "m.yaml");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S,T,D,M,NIQE,about 3,l,n|r.csv:2: 'about 3' is no printed figure; expected digits with or without a point",
        "S,T,,M,Params,3,K,n|r.csv:2: Unit 'K' of params is not known; expected one of [M]",
        "S,T,D,M,NIQE,3|r.csv:2: 6 columns; expected 8",
        "X,T,D,M,NIQE,3,l,n|r.csv:2: m.yaml says nothing of source 'X' of X; it knows [S]",
        "S,U,D,M,NIQE,3,l,n|r.csv:2: m.yaml says nothing of table 'U' of S; it knows [T]",
        "S,T,E,M,NIQE,3,l,n|r.csv:2: m.yaml says nothing of data set 'E' of S; it knows [D]",
        "S,T,D,N,NIQE,3,l,n|r.csv:2: m.yaml says nothing of method 'N' of S; it knows [M]",
        "S,T,D,M,PIQE,3,l,n|r.csv:2: m.yaml says nothing of metric 'PIQE' of S; it knows [NIQE, Params]",
        "S,T,,M,NIQE,3,l,n|r.csv:2: m.yaml: no rule of S, T fits M by NIQE on ''"
      })
  void linesWithoutAMeaningAreRefused(String line, String message) {
    assertThatThrownBy(() -> PublishedResults.parse(HEADER + line + "\n", "r.csv", MEANINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void otherColumnsAreRefused() {
    assertThatThrownBy(() -> PublishedResults.parse("a,b\n", "r.csv", MEANINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("r.csv:1: expected the columns [source, table,")
        .hasMessageEndingWith("found [a, b]");
    assertThatThrownBy(() -> PublishedResults.parse("", "r.csv", MEANINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("found nothing");
  }
}
