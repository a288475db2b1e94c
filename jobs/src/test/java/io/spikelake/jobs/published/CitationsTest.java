package io.spikelake.jobs.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CitationsTest {

  @Test
  void entriesAreBibTeX() {
    assertThat(Citations.of("spk2imgnet").bibTeX())
        .isEqualTo(
            """
            @inproceedings{spk2imgnet,
              author = {J. Zhao and R. Xiong and H. Liu and J. Zhang and T. Huang},
              title = {{Spk2ImgNet}: Learning to Reconstruct Dynamic Scene from Continuous Spike Stream},
              booktitle = {CVPR},
              year = {2021}
            }
            """);
  }

  @Test
  void whatNobodyStatesIsLeftOut() {
    assertThat(Citations.of("spikeclip").fields())
        .containsEntry("eprint", "2501.04477")
        .doesNotContainKeys("author", "title", "year");
  }

  @Test
  void everyEntryHasBalancedBracesAndNoControlCharacters() {
    assertThat(Citations.all().keySet())
        .containsExactly("spikeclip", "spk2imgnet", "stir", "spikezoo", "swinsf");
    for (Citation citation : Citations.all().values()) {
      String entry = citation.bibTeX();
      assertThat(entry.chars().filter(c -> c == '{').count())
          .isEqualTo(entry.chars().filter(c -> c == '}').count());
      assertThat(entry.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    }
  }

  @Test
  void unknownKeysAndFieldsAreRefused() {
    assertThatThrownBy(() -> Citations.of("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No citation 'nobody'; there are spikeclip, spk2imgnet, stir, spikezoo, swinsf");
    assertThatThrownBy(() -> Citations.parse("a: {type: misc, publisher: P}", "c.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("c.yaml: unknown key 'a.publisher'");
  }
}
