package io.spikelake.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesNestedValues() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a \"b\" \\ c\n\té");
    value.put("list", List.of(1, 2.5, true));
    value.put("none", List.of());
    value.put("map", Map.of());
    assertThat(Json.write(value))
        .isEqualTo(
            """
            {
              "text": "a \\"b\\" \\\\ c\\u000a\\u0009é",
              "list": [
                1,
                2.5,
                true
              ],
              "none": [],
              "map": {}
            }
            """);
  }
}
