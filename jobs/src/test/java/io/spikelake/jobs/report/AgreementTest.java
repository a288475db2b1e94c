package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.PSNR;
import static io.spikelake.jobs.report.Standings.standing;
import static io.spikelake.jobs.report.Standings.withTone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static List<String> worth(List<Standing> standings) {
    return ComparativeTable.of(standings, List.of(NIQE, PSNR)).get(0).worth();
  }

  /** Of four methods one pair of six is ordered otherwise: (5 - 1) / 6. */
  @Test
  void theOrderByOneMetricIsComparedWithThatByPsnr() {
    List<Standing> standings = new ArrayList<>();
    double[] niqe = {3, 4, 5, 6};
    double[] psnr = {30, 29, 27, 28};
    for (int i = 0; i < niqe.length; i++) {
      standings.add(standing("m" + i + "/v@1", NIQE, i + 1, niqe[i]));
      standings.add(standing("m" + i + "/v@1", PSNR, i + 1, psnr[i]));
    }
    assertThat(worth(standings))
        .containsExactly(
            "niqe/spikelake@2 orders them as psnr/standard@1 does: tau 0.67 over 4 methods");
  }

  /** Of 15 pairs 3 are of one method in two tones, which keep their order: (3 - 12) / 15. */
  @Test
  void theOrderInOneToneOrWindowIsComparedWithThatInAnother() {
    List<Standing> standings = new ArrayList<>();
    for (String method : List.of("a", "b", "c")) {
      int place = method.charAt(0) - 'a';
      for (String window : List.of("21", "41")) {
        String id = "%s/v@1:window=%s".formatted(method, window);
        boolean reversed = window.equals("41");
        double mean = reversed ? 9.0 - place : place;
        standings.add(standing(id, NIQE, 1, mean));
        standings.add(withTone("minmax", standing(id, NIQE, 1, mean + 0.5)));
      }
    }
    assertThat(worth(standings))
        .containsExactly(
            "niqe/spikelake@2, tones clip and minmax: tau 1.00 over 6 methods",
            "niqe/spikelake@2, windows 21 and 41: tau -0.60 over 6 methods");
  }

  @Test
  void whatSaysNothingIsNotSaid() {
    assertThat(
            worth(
                List.of(
                    standing("a/v@1", NIQE, 1, 1.0),
                    standing("a/v@1", PSNR, 1, 30.0),
                    standing("b/v@1", NIQE, 2, 2.0),
                    standing("b/v@1", PSNR, 2, 29.0))))
        .as("two methods")
        .isEmpty();
    List<Standing> tied = new ArrayList<>();
    for (String method : List.of("a/v@1", "b/v@1", "c/v@1")) {
      tied.add(standing(method, NIQE, 1, 1.0));
      tied.add(standing(method, PSNR, 1, (double) method.charAt(0)));
    }
    assertThat(worth(tied)).as("all equal").isEmpty();
  }
}
