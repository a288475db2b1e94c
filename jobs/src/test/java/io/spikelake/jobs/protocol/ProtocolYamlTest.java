package io.spikelake.jobs.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolYamlTest {

  private static final String GOOD =
      """
      name: mine
      title: Mine
      citation: swinsf
      datasets: [spike40]
      window: 41 planes
      parts: [{name: a, glob: "**/*.dat"}]
      methods: [{id: tfp, tone: clip}]
      metrics: [niqe, "brisque/live-pyiqa:channels=1", my-pack]
      costs: {figures: [params], height: 250, width: 400}
      unstated: {tone: clipped}
      """;

  @Test
  void aSmallFileIsRead() {
    Protocol protocol = ProtocolYaml.parse(GOOD, "mine.yaml");
    assertThat(protocol.methods()).containsExactly(new Protocol.Method("tfp", "clip"));
    assertThat(protocol.packs()).containsExactly("my-pack");
    assertThat(protocol.keyFrames()).isNull();
    assertThat(protocol.crop()).isNull();
    assertThat(protocol.split()).isNull();
    assertThat(protocol.unstated()).containsEntry("tone", "clipped");
    assertThat(protocol.departures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "window: 41 planes|windows: 41 planes|mine.yaml: key 'window' is missing; expected text",
        "title: Mine|titel: Mine|mine.yaml: key 'title' is missing; expected text",
        "tone: clip}|tones: clip}|mine.yaml: unknown key 'methods[0].tones'; known here are [id, tone]",
        "unstated:|unsaid:|mine.yaml: unknown key 'unsaid'; known here are [citation, costs, crop,",
        "citation: swinsf|citation: nobody|mine.yaml: key 'citation': No citation 'nobody'; there are",
        "[spike40]|[spike41]|mine.yaml: key 'datasets' is 'spike41'; expected one of classA,",
        "id: tfp|id: tfp/zoo|mine.yaml: key 'methods[0].id': Unknown method 'tfp/zoo'; known are",
        "id: tfp|id: 'Tfp!'|mine.yaml: key 'methods[0].id' is 'Tfp!'; expected the id of something built in, or the name of a pack",
        "tone: clip}|tone: dark}|mine.yaml: key 'methods[0].tone': Unknown tone 'dark'",
        "channels=1|channels=2|mine.yaml: key 'metrics':",
        "figures: [params]|figures: [price]|mine.yaml: key 'costs.figures': No figure of cost 'price'",
        "height: 250, |``|mine.yaml: key 'costs.height' is missing; expected a whole number from 1",
        "glob: \"**/*.dat\"|glob: \"[\"|mine.yaml: key 'parts[0].glob'",
        "{tone: clipped}|{tone: 1}|mine.yaml: key 'unstated.tone' is '1'; expected text"
      })
  void mistakesAreNamed(String right, String wrong, String message) {
    assertThat(GOOD).contains(right);
    assertThatThrownBy(() -> ProtocolYaml.parse(GOOD.replace(right, wrong), "mine.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
