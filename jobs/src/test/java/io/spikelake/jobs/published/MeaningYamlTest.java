package io.spikelake.jobs.published;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningYamlTest {

  private static final String GOOD =
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
                - {open: [window]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "open: [window]|open: [colour]|m.yaml: key 'sources[0].tables[0].rules[0].open': 'colour' is nothing that a source may leave open",
        "open: [window]|open: [no-pack]|m.yaml: key 'sources[0].tables[0].rules[0].open': 'no-pack' is nothing that a source may leave open",
        "open: [window]|shut: [window]|m.yaml: unknown key 'sources[0].tables[0].rules[0].shut'",
        "cost: params|cost: price|m.yaml: key 'sources[0].metrics.Params.cost': No figure of cost 'price'; expected one of params, gmac, latency-ms, memory-mb",
        "metrics: [niqe]|metrics: []|m.yaml: key 'sources[0].metrics.NIQE.metrics' is '[]'; expected beginnings of metric ids, or the key cost",
        "M: [tfp]|M: tfp|m.yaml: key 'sources[0].methods.M' is 'tfp'; expected a list of beginnings of method ids",
        "M: [tfp]|1: [tfp]|m.yaml: key 'sources[0].methods.1' is no text; put quotes around it",
        "dataset: spike40|set: spike40|m.yaml: unknown key 'sources[0].datasets.D.set'",
        "weights: original|weights: best|m.yaml: key 'sources[0].weights' is 'best'; expected original, retrained, ours or random",
        "citation: s|cite: s|m.yaml: key 'sources[0].citation' is missing; expected text"
      })
  void mistakesAreNamed(String right, String wrong, String message) {
    assertThatThrownBy(() -> MeaningYaml.parse(GOOD.replace(right, wrong), "m.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
