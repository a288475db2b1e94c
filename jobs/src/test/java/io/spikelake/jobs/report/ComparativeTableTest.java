package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.PSNR;
import static io.spikelake.jobs.report.Standings.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparativeTableTest {

  private static ComparativeTable only(List<Standing> standings, String... metricOrder) {
    List<ComparativeTable> tables = ComparativeTable.of(standings, List.of(metricOrder));
    assertThat(tables).hasSize(1);
    return tables.get(0);
  }

  @Test
  void columnsAreInTheOrderAskedForAndOthersFollowByName() {
    List<Standing> standings =
        List.of(
            standing("tfp", "z/z@1", 1, 1.0),
            standing("tfp", PSNR, 1, 1.0),
            standing("tfp", "a/a@1", 1, 1.0),
            standing("tfp", NIQE, 1, 1.0));
    assertThat(only(standings, NIQE, PSNR).metrics()).containsExactly(NIQE, PSNR, "a/a@1", "z/z@1");
    assertThat(only(standings).metrics()).containsExactly("a/a@1", NIQE, PSNR, "z/z@1");
  }

  @Test
  void rowsAreInTheOrderOfTheFirstColumnAndWithoutARankLast() {
    List<Standing> standings =
        new ArrayList<>(
            List.of(
                standing("late", NIQE, null, null),
                standing("second", NIQE, 2, 4.0),
                standing("b-first", NIQE, 1, 3.0),
                standing("a-first", NIQE, 1, 3.0),
                standing("absent", PSNR, 1, 40.0)));
    Collections.shuffle(standings, new Random(3));
    assertThat(only(standings, NIQE, PSNR).rows())
        .extracting(Entrant::method)
        .containsExactly("a-first", "b-first", "second", "absent", "late");
  }

  @Test
  void aTablePerDataSetInTheOrderTheyCome() {
    Standing other = standing("tfp", NIQE, 1, 1.0);
    List<Standing> standings =
        List.of(
            Standings.of("zebra", other), Standings.of("ant", other), Standings.of("zebra", other));
    assertThat(ComparativeTable.of(standings, List.of()))
        .extracting(ComparativeTable::dataset)
        .containsExactly("zebra", "ant");
    assertThat(ComparativeTable.of(List.of(), List.of())).isEmpty();
  }

  @Test
  void twoTonesOfAMethodAreTwoRows() {
    Standing clip = standing("tfp", NIQE, 2, 4.0);
    Standing rate = Standings.withTone("rate=0.6", standing("tfp", NIQE, 1, 3.0));
    ComparativeTable table = only(List.of(clip, rate));
    assertThat(table.rows())
        .containsExactly(new Entrant("tfp", "rate=0.6"), new Entrant("tfp", "clip"));
    assertThat(table.cell(new Entrant("tfp", "clip"), NIQE)).isEqualTo(clip);
    assertThat(table.cell(new Entrant("tfp", "clip"), PSNR)).isNull();
  }

  @Test
  void headingsPointTowardsBetter() {
    ComparativeTable table =
        only(List.of(standing("tfp", NIQE, 1, 3.0), standing("tfp", PSNR, 1, 40.0)));
    assertThat(table.heading(NIQE)).isEqualTo("NIQE ↓");
    assertThat(table.heading(PSNR)).isEqualTo("PSNR ↑");
    assertThat(table.subheading(NIQE)).isEqualTo("spikelake@2");
  }

  @Test
  void footnotesNameWhatIsMissingAndTheBlocks() {
    ComparativeTable table =
        only(
            List.of(
                standing("tfp", NIQE, 1, 3.0),
                Standings.some(7, Map.of("constant", 2L, "too_few_blocks", 1L), 8, 12, "tfi", NIQE),
                standing("tfp", PSNR, 1, 40.0),
                Standings.some(4, Map.of(), 0, 0, "tfi", PSNR)));
    assertThat(table.samples()).isEqualTo(10);
    assertThat(table.footnotes())
        .containsExactly(
            "niqe/spikelake@2: 8 to 12 blocks per image",
            "tfi (clip) by niqe/spikelake@2: 7 of 10 samples, others {constant=2,"
                + " too_few_blocks=1}",
            "tfi (clip) by psnr/standard@1: 4 of 10 samples");
  }

  @Test
  void nothingToNoteGivesNoFootnotes() {
    assertThat(only(List.of(standing("tfp", PSNR, 1, 40.0))).footnotes()).isEmpty();
  }

  @Test
  void rowsAreMarkedWhereNetworksRanOnSeveralKindsOfDevices() {
    ComparativeTable table =
        only(
            List.of(
                Standings.madeOn(List.of("gpu"), standing("both", NIQE, 1, 3.0)),
                Standings.madeOn(List.of("cpu"), standing("both", PSNR, 1, 40.0)),
                Standings.madeOn(List.of("gpu"), standing("fast", NIQE, 2, 4.0)),
                standing("tfp", NIQE, 3, 5.0)),
            NIQE);
    assertThat(table.rows().stream().map(row -> row.method() + table.mark(row)))
        .containsExactly("both [cpu+gpu]", "fast [gpu]", "tfp");
    assertThat(table.footnotes())
        .contains(
            "[...]: what a network ran on; from one to the other its frames differ by rounding");
  }

  @Test
  void oneKindOfDeviceNeedsNoMark() {
    ComparativeTable table =
        only(
            List.of(
                Standings.madeOn(List.of("gpu"), standing("fast", PSNR, 1, 40.0)),
                Standings.madeOn(List.of("gpu"), standing("faster", PSNR, 2, 39.0)),
                standing("tfp", PSNR, 3, 30.0)));
    assertThat(table.rows()).allMatch(row -> table.mark(row).isEmpty());
    assertThat(table.footnotes()).isEmpty();
  }
}
