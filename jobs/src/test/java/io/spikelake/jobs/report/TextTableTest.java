package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.PSNR;
import static io.spikelake.jobs.report.Standings.standing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
