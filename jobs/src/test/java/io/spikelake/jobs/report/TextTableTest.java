package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.PSNR;
import static io.spikelake.jobs.report.Standings.some;
import static io.spikelake.jobs.report.Standings.standing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTableTest {

  private static final ComparativeTable TABLE =
      ComparativeTable.of(
              List.of(
                  standing("tfp/spike-zoo@1", NIQE, 1, 3.25),
                  standing("tfi", NIQE, 2, 12.0),
                  standing("stp", NIQE, 3, 13.0),
                  standing("tfp/spike-zoo@1", PSNR, 1, 40.0),
                  standing("tfi", PSNR, 1, 40.0),
                  standing("none", PSNR, null, null)),
              List.of(NIQE, PSNR))
          .get(0);

  private static final List<String> PLAIN =
      List.of(
          "scenes, 10 samples",
          "",
          "method           tone       NIQE ↓      PSNR ↑",
          "                       spikelake@2  standard@1",
          "tfp/spike-zoo@1  clip       3.2500     40.0000",
          "tfi              clip      12.0000     40.0000",
          "stp              clip      13.0000           -",
          "none             clip            -           -",
          "",
          "  niqe/spikelake@2: 8 blocks per image");

  private static List<String> lines(boolean ansi) {
    return TextTable.text(TABLE, ansi).lines().toList();
  }

  @Test
  void columnsAreAlignedAndMissingCellsAreDashes() {
    assertThat(lines(false)).containsExactlyElementsOf(PLAIN);
  }

  @Test
  void marksDoNotChangeTheAlignment() {
    assertThat(lines(true).stream().map(line -> line.replaceAll("\u001b\\[\\dm", "")))
        .containsExactlyElementsOf(PLAIN);
  }

  @Test
  void theBestIsBoldTheSecondUnderlinedAndTiesShareAMark() {
    List<String> lines = lines(true);
    assertThat(lines.get(4)).contains(bold("3.2500"), bold("40.0000"));
    assertThat(lines.get(5)).contains(underlined("12.0000"), bold("40.0000"));
    assertThat(lines.get(6)).doesNotContain("\u001b");
    assertThat(lines.get(7)).doesNotContain("\u001b");
    assertThat(lines.subList(0, 4)).noneMatch(line -> line.contains("\u001b"));
  }

  private static String bold(String text) {
    return "\u001b[1m" + text + "\u001b[0m";
  }

  private static String underlined(String text) {
    return "\u001b[4m" + text + "\u001b[0m";
  }

  @Test
  void markdownHasTheSameCells() {
    assertThat(TextTable.markdown(TABLE))
        .isEqualTo(
            """
            ## scenes

            10 samples. Best in **bold**, second <u>underlined</u>.

            | method | tone | NIQE ↓<br>spikelake@2 | PSNR ↑<br>standard@1 |
            |---|---|---:|---:|
            | `tfp/spike-zoo@1` | clip | **3.2500** | **40.0000** |
            | `tfi` | clip | <u>12.0000</u> | **40.0000** |
            | `stp` | clip | 13.0000 | - |
            | `none` | clip | - | - |

            - niqe/spikelake@2: 8 blocks per image
            """);
  }

  private static final Cost.Conditions CPU =
      new Cost.Conditions(250, 400, "cpu (AMD EPYC 7B13)", 1);
  private static final Cost.Conditions GPU =
      new Cost.Conditions(480, 854, "gpu:0 (NVIDIA H200)", 4);

  private static ComparativeTable costly(Cost lrn, Cost tfp) {
    return ComparativeTable.of(
            List.of(
                Standings.costing(lrn, standing("lrn/x@1:pack=0", PSNR, 1, 36.5)),
                Standings.costing(tfp, standing("tfp", PSNR, 2, 25.0)),
                standing("tfi", PSNR, 3, 24.0)),
            List.of(PSNR))
        .get(0);
  }

  @Test
  void costsFollowTheMetricsWhereThereAreAny() {
    Cost lrn = new Cost(CPU, 185_889, 23.69, 98.3, 166.04, null);
    Cost tfp = new Cost(CPU, 0, null, null, 0.0391, null);
    assertThat(TextTable.text(costly(lrn, tfp), false).lines())
        .containsExactly(
            "scenes, 10 samples",
            "",
            "method          tone      PSNR ↑  params    GMAC  memory  latency",
            "                      standard@1       M              MB       ms",
            "lrn/x@1:pack=0  clip     36.5000   0.186  23.690    98.3    166.0",
            "tfp             clip     25.0000       -       -       -    0.039",
            "tfi             clip     24.0000       -       -       -        -",
            "",
            "  cost: frames of 250x400 (height x width), one at a time, on cpu (AMD EPYC 7B13), 1"
                + " thread");
    assertThat(TextTable.markdown(costly(lrn, tfp)))
        .isEqualTo(
            """
            ## scenes

            10 samples. Best in **bold**, second <u>underlined</u>.

            | method | tone | PSNR ↑<br>standard@1 | params<br>M | GMAC | memory<br>MB | latency<br>ms |
            |---|---|---:|---:|---:|---:|---:|
            | `lrn/x@1:pack=0` | clip | **36.5000** | 0.186 | 23.690 | 98.3 | 166.0 |
            | `tfp` | clip | <u>25.0000</u> | - | - | - | 0.039 |
            | `tfi` | clip | 24.0000 | - | - | - | - |

            - cost: frames of 250x400 (height x width), one at a time, on cpu (AMD EPYC 7B13), 1 thread
            """);
  }

  @Test
  void latenciesThatWereMeasuredInDifferentWaysSayWhich() {
    Cost lrn = new Cost(GPU, 185_889, 23.69, 98.3, 1.25, null);
    Cost tfp = new Cost(CPU, 0, null, null, 12.5, null);
    assertThat(TextTable.text(costly(lrn, tfp), false).lines().skip(2))
        .containsExactly(
            "method          tone      PSNR ↑  params    GMAC  memory  latency",
            "                      standard@1       M              MB       ms",
            "lrn/x@1:pack=0  clip     36.5000   0.186  23.690    98.3  1.250 a",
            "tfp             clip     25.0000       -       -       -  12.50 b",
            "tfi             clip     24.0000       -       -       -        -",
            "",
            "  cost a: frames of 480x854 (height x width), one at a time, on gpu:0 (NVIDIA H200), 4"
                + " threads",
            "  cost b: frames of 250x400 (height x width), one at a time, on cpu (AMD EPYC 7B13), 1"
                + " thread");
  }

  @Test
  void figuresThatNoRowHasHaveNoColumn() {
    Cost tfp = new Cost(CPU, 0, null, null, 0.0391, null);
    assertThat(TextTable.text(costly(tfp, tfp), false).lines().skip(2).findFirst())
        .contains("method          tone      PSNR ↑  latency");
  }

  @Test
  void devicesAreMarkedBehindTheMethod() {
    ComparativeTable table =
        ComparativeTable.of(
                List.of(
                    Standings.madeOn(List.of("cpu", "gpu"), standing("lrn", PSNR, 1, 36.5)),
                    standing("tfp", PSNR, 2, 25.0)),
                List.of(PSNR))
            .get(0);
    assertThat(TextTable.text(table, false).lines())
        .contains(
            "lrn [cpu+gpu]  clip     36.5000",
            "tfp            clip     25.0000",
            "  [...]: what a network ran on; from one to the other its frames differ by rounding");
    assertThat(TextTable.markdown(table)).contains("| `lrn` [cpu+gpu] | clip | **36.5000** |");
  }

  @Test
  void rowsWithScoresOfFewBlocksAreMarked() {
    Standing enough = some(10, Map.of(), 4, 8, "tfp", NIQE);
    Standing few = some(10, Map.of(), 3, 8, "tfi", NIQE);
    String text =
        TextTable.markdown(ComparativeTable.of(List.of(enough, few), List.of(NIQE)).get(0));
    assertThat(text)
        .contains("| `tfi` † |", "| `tfp` |")
        .contains("- †: has scores of fewer than 4 blocks, which are too few to trust");
  }
}
