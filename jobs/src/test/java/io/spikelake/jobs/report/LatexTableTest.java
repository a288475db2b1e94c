package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.PSNR;
import static io.spikelake.jobs.report.Standings.standing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatexTableTest {

  @Test
  void theBestIsBoldAndTheSecondUnderlinedBetweenTheRulesOfBooktabs() {
    List<Standing> standings =
        List.of(
            standing("tfp/zoo_1", NIQE, 1, 5.0),
            standing("tfi", NIQE, 2, 6.0),
            standing("tvs", NIQE, 3, 7.0),
            standing("tfp/zoo_1", PSNR, 1, 30.0));
    String latex = LatexTable.of(ComparativeTable.of(standings, List.of(NIQE, PSNR)).get(0));
    assertThat(latex.lines())
        .contains(
            "\\begin{tabular}{llrr}",
            "Method & Tone & NIQE $\\downarrow$ & PSNR $\\uparrow$ \\\\",
            "\\texttt{tfp/zoo\\_1} & clip & \\textbf{5.0000} & \\textbf{30.0000} \\\\",
            "\\texttt{tfi} & clip & \\underline{6.0000} & - \\\\",
            "\\texttt{tvs} & clip & 7.0000 & - \\\\",
            "\\par\\footnotesize niqe/spikelake@2: 8 blocks per image");
    assertThat(latex)
        .contains("\\toprule", "\\midrule", "\\bottomrule", "{\\footnotesize spikelake@2}");
  }

  @Test
  void whatMeansSomethingToTexIsEscaped() {
    assertThat(LatexTable.escaped("a_b&c%d$e#f{g}h~i^j\\k"))
        .isEqualTo(
            "a\\_b\\&c\\%d\\$e\\#f\\{g\\}h\\textasciitilde{}i\\textasciicircum{}j\\textbackslash{}k");
  }
}
