package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainFormatTest {

  private static final List<String> COLUMNS = List.of("name", "score", "count");

  private static final List<List<Object>> ROWS =
      List.of(
          Arrays.asList("plain", 1.5, 3),
          Arrays.asList("a \"quoted\", one", Double.NaN, 0),
          Arrays.asList("tab\tline\nback\\slash", -12.345678, null));

  @Test
  void alignsATable() {
    assertThat(print(PlainFormat.TABLE, ROWS.subList(0, 2)))
        .isEqualTo(
            """
            name             score   count
            plain            1.5000  3
            a "quoted", one  -       0
            """);
  }

  @Test
  void writesCsvThatQuotesWhereNeeded() {
    assertThat(print(PlainFormat.CSV, ROWS))
        .isEqualTo(
            "name,score,count\nplain,1.5,3\n\"a \"\"quoted\"\", one\",,0\n"
                + "\"tab\tline\nback\\slash\",-12.345678,\n");
  }

  @Test
  void writesJsonThatAParserReadsBack() throws IOException {
    JsonNode rows = new ObjectMapper().readTree(print(PlainFormat.JSON, ROWS));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(1).get("name").asText()).isEqualTo("a \"quoted\", one");
    assertThat(rows.get(1).get("score").isNull()).isTrue();
    assertThat(rows.get(2).get("name").asText()).isEqualTo("tab\tline\nback\\slash");
    assertThat(rows.get(2).get("score").asDouble()).isEqualTo(-12.345678);
    assertThat(rows.get(2).get("count").isNull()).isTrue();
    assertThat(new ObjectMapper().readTree(print(PlainFormat.JSON, List.of()))).isEmpty();
  }

  private static String print(PlainFormat format, List<List<Object>> rows) {
    StringWriter text = new StringWriter();
    format.print(COLUMNS, rows, new PrintWriter(text));
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
