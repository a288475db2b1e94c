package io.spikelake.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsFileTest {

  private static SettingsFile parse(String text) throws IOException {
    return SettingsFile.parse("mine.conf", new StringReader(text));
  }

  @Test
  void hasTheSyntaxOfSparkDefaultsAndKeepsTheOrder() throws IOException {
    SettingsFile file =
        parse("# a comment\n\nspark.b   two words \nspark.a=1\n  spark.c: x=y\nspark.d\n");
    assertThat(file.values())
        .containsExactly(
            Map.entry("spark.b", "two words"),
            Map.entry("spark.a", "1"),
            Map.entry("spark.c", "x=y"),
            Map.entry("spark.d", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lake x | mine.conf has key 'lake'; expected keys of Spark",
        "spark.hadoop.fs.s3a.secret.key abcdefgh | has key spark.hadoop.fs.s3a.secret.key, a secret",
        "spark.hadoop.fs.s3a.access.key abcdefgh | has key spark.hadoop.fs.s3a.access.key, a secret",
        "spark.ssl.keyPassword abcdefgh | has key spark.ssl.keyPassword, a secret"
      })
  void refusesWhatDoesNotBelongThereAndDoesNotRepeatIt(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("abcdefgh");
  }

  @Test
  void refusesAKeyThatIsThereTwice() {
    assertThatThrownBy(() -> parse("spark.a 1\nspark.a 1\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine.conf has key spark.a twice");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> SettingsFile.read(Path.of("/no/such.conf")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("/no/such.conf");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void everyProfileIsRead(Profile profile) {
    assertThat(profile.settings().values()).isNotEmpty();
    assertThat(Profile.of(profile.id())).isSameAs(profile);
  }

  @Test
  void namesTheProfilesThereAre() {
    assertThatThrownBy(() -> Profile.of("cloud"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'cloud'")
        .hasMessageContaining("local, delta, s3, gpu, kubernetes");
  }
}
