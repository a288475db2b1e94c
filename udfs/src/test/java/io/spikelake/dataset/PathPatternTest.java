package io.spikelake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.dat               | a.dat            | true",
        "*.dat               | x/a.dat          | false",
        "*.dat               | a.dat.bak        | false",
        "*.dat               | axdat            | false",
        "**/*.dat            | a.dat            | true",
        "**/*.dat            | x/y/a.dat        | true",
        "x/**                | x/y/a.dat        | true",
        "x/**                | xy/a.dat         | false",
        "x/**/a.dat          | x/a.dat          | true",
        "x/**/a.dat          | x/y/z/a.dat      | true",
        "x/**/a.dat          | x/ya.dat         | false",
        "a**.dat             | ab/c.dat         | true",
        "?.dat               | a.dat            | true",
        "?.dat               | ab.dat           | false",
        "?.dat               | /.dat            | false",
        "*.{dat,npz}         | a.npz            | true",
        "*.{dat,npz}         | a.npy            | false",
        "{a,b}/[0-9].dat     | b/7.dat          | true",
        "[!0-9].dat          | 7.dat            | false",
        "[!0-9].dat          | x.dat            | true",
        "x[!0-9]a.dat        | x/a.dat          | false",
        "a+(b)$.dat          | a+(b)$.dat       | true",
        "a,b.dat             | a,b.dat          | true",
        "*.dat               | a.DAT            | false"
      })
  void globMatchesWholePath(String glob, String path, boolean expected) {
    assertThat(PathPattern.glob(glob).matches(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/data/*.dat  | it must be relative",
        "data\\*.dat  | it must be relative",
        "\" \"        | it must be relative",
        "*.{dat       | a '{' without '}'",
        "*.dat}       | a '}' without '{'",
        "{a,{b,c}}    | a '{' inside of '{'",
        "[0-9.dat     | a '[' without ']'",
        "[a^].dat     | the set [a^] may hold",
        "[9-0].dat    | the set [9-0] is empty"
      })
  void badGlobIsRefused(String glob, String reason) {
    assertThatThrownBy(() -> PathPattern.glob(glob))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'%s' is not a glob: %s", glob, reason);
  }

  @Test
  void badRegularExpressionIsRefused() {
    assertThatThrownBy(() -> PathPattern.regex("key_id([0-9]+"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'key_id([0-9]+' is not a regular expression: Unclosed group");
  }

  @Test
  void comparesByMeaning() {
    assertThat(PathPattern.regex("a+")).isEqualTo(PathPattern.regex("a+"));
    assertThat(PathPattern.regex("a+")).hasSameHashCodeAs(PathPattern.regex("a+"));
    assertThat(PathPattern.glob("a+")).isNotEqualTo(PathPattern.regex("a+"));
    assertThat(PathPattern.glob("*.dat")).hasToString("*.dat");
  }

  @Test
  void aPatternThatWouldFillTheStackIsRefused() {
    assertThatThrownBy(() -> PathPattern.regex("(".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A pattern of 100000 characters, '((((")
        .hasMessageEndingWith("expected at most 1000");
    assertThatThrownBy(() -> PathPattern.glob("?".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A pattern of 100000 characters, '????");
    assertThat(PathPattern.glob("?".repeat(1000)).matches("a".repeat(1000))).isTrue();
  }
}
