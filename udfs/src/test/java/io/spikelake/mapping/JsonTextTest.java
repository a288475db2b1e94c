package io.spikelake.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"1e-4", "1E-4", "0.0001", "1.0e-04", "10E-5", "0.00010000", "100e-6"})
  void oneNumberHasManySpellings(String spelled) {
    assertThat(value(spelled)).isEqualTo(1e-4);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "7.0, 7", "70e-1, 7", "7E0, 7", "-0, 0", "2147483647, 2147483647"})
  void wholeNumbersAreIntegersHoweverTheyAreSpelled(String spelled, int expected) {
    assertThat(value(spelled)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2147483648, 2147483648",
    "0.5, 0.5",
    "-1e300, -1e300",
    "1e-400, 0",
    "1e999999999, Infinity"
  })
  void otherNumbersAreDoubles(String spelled, double expected) {
    assertThat(value(spelled)).isEqualTo(expected);
  }

  @Test
  void readsEveryKindOfValue() {
    assertThat(
            JsonText.object(
                " {\"a\": [1, [], {}], \"b\" : null,\n\t\"c\":true, \"d\":false, \"\":\"\"} \r\n",
                "x"))
        .isEqualTo(values());
  }

  private static Map<String, Object> values() {
    Map<String, Object> values = new java.util.HashMap<>();
    values.put("a", Arrays.asList(1, List.of(), Map.of()));
    values.put("b", null);
    values.put("c", true);
    values.put("d", false);
    values.put("", "");
    return values;
  }

  @Test
  void textsMayBeEscaped() {
    assertThat(value("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é😀\u2028\""))
        .isEqualTo("\"\\/\b\f\n\r\té😀é😀\u2028");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                     | line 1, column 1: expected an object at the top, which starts with '{'; found the end
          [1]                    | line 1, column 1: expected an object at the top, which starts with '{'; found '['
          {"a": 1                | line 1, column 8: expected ',' or '}'; found the end
          {"a" 1}                | line 1, column 6: expected ':'; found '1'
          {"a": 1,}              | line 1, column 9: expected a key in double quotes; found '}'
          {"a": [1,]}            | line 1, column 10: expected a value; found ']'
          {'a': 1}               | line 1, column 2: expected a key in double quotes; found '''
          {a: 1}                 | line 1, column 2: expected a key in double quotes; found 'a'
          {"a": NaN}             | line 1, column 7: expected a value; found 'N'
          {"a": nul}             | line 1, column 7: expected a value; found 'n'
          {"a": 01}              | line 1, column 8: expected ',' or '}'; found '1'
          {"a": .5}              | line 1, column 7: expected a value; found '.'
          {"a": 5.}              | line 1, column 8: expected ',' or '}'; found '.'
          {"a": +5}              | line 1, column 7: expected a value; found '+'
          {"a": 1e}              | line 1, column 8: expected ',' or '}'; found 'e'
          {"a": 1} {}            | line 1, column 10: expected nothing after the object; found '{'
          {"a": 1} // one        | line 1, column 10: expected nothing after the object; found '/'
          {"a": 1, "a": 2}       | line 1, column 13: key 'a' stands twice in one object; found ':'
          {"a": "\\x"}            | line 1, column 9: expected one of " \\ / b f n r t u after a backslash; found 'x'
          {"a": "\\u12"}          | line 1, column 10: expected four hexadecimal digits after \\u; found '1'
          {"a": "b               | line 1, column 9: expected '"' at the end of a text; found the end
          """)
  void refusesWhatIsNotJsonAndSaysWhere(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonText.object(text, "pack.json"))
        .withMessage("pack.json is not JSON: " + message);
  }

  @Test
  void countsLines() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonText.object("{\n  \"a\": 1,\n  \"b\"; 2\n}", "x"))
        .withMessage("x is not JSON: line 3, column 6: expected ':'; found ';'");
  }

  @Test
  void aLineInsideATextMustBeEscaped() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonText.object("{\"a\": \"b\nc\"}", "x"))
        .withMessageContaining("column 9: expected a control character to be escaped");
  }

  @Test
  void deepNestingIsRefusedBeforeItFillsTheStack() {
    String deep = "{\"a\": " + "[".repeat(100_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonText.object(deep, "x"))
        .withMessageContaining("more than 64 levels");
  }

  private static Object value(String text) {
    return JsonText.object("{\"v\": " + text + "}", "x").get("v");
  }

  @Test
  void aNumberOfAMillionDigitsIsRefusedBeforeItIsComputed() {
    assertThat(value("0." + "3".repeat(398))).isEqualTo(1 / 3.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value("1".repeat(1_000_000)))
        .withMessage(
            "x is not JSON: line 1, column 7: a number of more than 400 characters; found '1'");
  }
}
