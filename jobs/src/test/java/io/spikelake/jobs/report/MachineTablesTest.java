package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.some;
import static io.spikelake.jobs.report.Standings.standing;
import static io.spikelake.jobs.report.Standings.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTablesTest {

  private static final Standing SURE = within(0.25, 0.5, standing("tfp", NIQE, 1, 5.0625));
  private static final Standing PARTLY =
      some(7, Map.of("constant", 2L, "not_common", 1L), 4, 8, "a,\"b\"", NIQE);

  @Test
  void csvHasALinePerCellInFullPrecision() {
    List<String> lines = MachineTables.csv(List.of(SURE, PARTLY)).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith(
            "dataset,part,protocol,split,method,tone,metric,lower_is_better,rank,samples,mean,recordings,")
        .endsWith(
            ",parameters,gmacs,peak_memory_mb,latency_ms,frames_per_second,latency_conditions");
    assertThat(lines.get(1))
        .isEqualTo(
            "scenes,,,,tfp,clip,niqe/spikelake@2,true,1,10,5.0625,5,5.0625,1.5,4.8125,5.3125,1,2,0.75,"
                + "6,0.125,0.5,00ff,8,8,,,,,,,,");
    assertThat(lines.get(2))
        .startsWith("scenes,,,,\"a,\"\"b\"\"\",clip,")
        .contains(",,,,,,,,,,,,,4,8,constant=2;not_common=1,,");
  }

  @Test
  void jsonHasTheSameNamesAndNulls() throws Exception {
    JsonNode rows = new ObjectMapper().readTree(MachineTables.json(List.of(SURE, PARTLY)));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("ci_low").asDouble()).isEqualTo(4.8125);
    assertThat(rows.get(1).get("ci_low").isNull()).isTrue();
    assertThat(rows.get(1).get("excluded").get("not_common").asLong()).isEqualTo(1);
    List<String> names =
        List.of(MachineTables.csv(List.of(SURE)).lines().toList().get(0).split(","));
    assertThat(rows.get(0).fieldNames()).toIterable().containsExactlyElementsOf(names);
  }
}
