package io.spikelake.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StrictMapTest {

  @Test
  void keysOfTheFilesOwnAreInItsOrderAndKnownFromThenOn() {
    StrictMap map = StrictMap.ofYaml("b: 1\na: 2\n", "f.yaml");
    assertThat(map.keys()).containsExactly("b", "a");
    map.done();
  }

  @Test
  void keysThatAreNoTextAreRefused() {
    StrictMap map = StrictMap.ofYaml("outer: {1: x}\n", "f.yaml").requiredMap("outer");
    assertThatThrownBy(map::keys)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f.yaml: key 'outer.1' is no text; put quotes around it");
  }
}
