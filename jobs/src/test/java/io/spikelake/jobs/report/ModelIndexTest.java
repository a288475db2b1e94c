package io.spikelake.jobs.report;

import static io.spikelake.jobs.report.Standings.NIQE;
import static io.spikelake.jobs.report.Standings.PSNR;
import static io.spikelake.jobs.report.Standings.of;
import static io.spikelake.jobs.report.Standings.standing;
import static io.spikelake.jobs.report.Standings.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ModelIndexTest {

  @Test
  void aModelHasItsResultsByDataSet() {
    List<Standing> standings =
        List.of(
            within(0.5, 0.5, standing("tfp", NIQE, 1, 5.0)),
            standing("tfp", PSNR, 1, 30.0),
            standing("none", NIQE, null, null),
            of("other", standing("tfp", NIQE, 1, 7.0)));
    Map<String, List<Map<String, Object>>> index =
        new Yaml().load(ModelIndex.of(ComparativeTable.of(standings, List.of())));
    assertThat(index).containsOnlyKeys("model-index");
    assertThat(index.get("model-index")).hasSize(1);
    Map<String, Object> model = index.get("model-index").get(0);
    assertThat(model).containsEntry("name", "tfp (clip)");
    assertThat(model.get("results"))
        .asList()
        .containsExactly(
            Map.of(
                "task",
                Map.of("type", "image-to-image", "name", "Spike stream reconstruction"),
                "dataset",
                Map.of("type", "scenes", "name", "scenes", "revision", "00ff"),
                "metrics",
                List.of(metric("niqe", NIQE, 5.0), metric("psnr", PSNR, 30.0))),
            Map.of(
                "task",
                Map.of("type", "image-to-image", "name", "Spike stream reconstruction"),
                "dataset",
                Map.of("type", "other", "name", "other"),
                "metrics",
                List.of(metric("niqe", NIQE, 7.0))));
  }

  private static Map<String, Object> metric(String type, String name, double value) {
    return Map.of("type", type, "name", name, "value", value, "args", Map.of("samples", 10));
  }
}
