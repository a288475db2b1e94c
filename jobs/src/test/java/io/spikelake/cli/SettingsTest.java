package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.settings.Profile;
import io.spikelake.jobs.settings.SettingsFile;
import io.spikelake.testing.SharedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Settings of files, profiles and --conf, and the options that they are for. */
class SettingsTest {

  @TempDir Path folder;

  private static final SettingKeys KEYS =
      SettingKeys.of(new SpikeLake().commandLine().getCommandSpec());

  private static SettingsFile file(String name, String... pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return new SettingsFile(name, values);
  }

  /** The value of an option of a command line that is not executed. */
  private static Object value(List<SettingsFile> files, String option, String... typed) {
    try (Settings settings = Settings.open(files)) {
      CommandLine line = new SpikeLake().commandLine();
      SettingKeys keys = SettingKeys.of(line.getCommandSpec());
      settings.everywhere().forEach(keys::check);
      Object[] found = new Object[1];
      SettingDefaults defaults =
          new SettingDefaults(settings, keys) {
            @Override
            int run(ParseResult parsed) {
              ParseResult last = parsed;
              while (last.hasSubcommand()) {
                last = last.subcommand();
              }
              found[0] = last.commandSpec().findOption(option).getValue();
              return 0;
            }
          };
      assertThat(defaults.attach(line).execute(typed)).isZero();
      return found[0];
    }
  }

  private static final String[] RUN = {"run", "--input", "in", "--dataset", "spike-reds"};

  private static String[] run(String... more) {
    return Stream.of(RUN, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void eachLayerWinsOverTheOneBelow() {
    SettingsFile weak = file("weak", "spark.spikelake.wave-minutes", "7");
    SettingsFile strong = file("strong", "spark.spikelake.wave-minutes", "8");
    assertThat(value(List.of(), "--wave-minutes", RUN)).isEqualTo(5);
    assertThat(value(List.of(weak), "--wave-minutes", RUN)).isEqualTo(7);
    assertThat(value(List.of(weak, strong), "--wave-minutes", RUN)).isEqualTo(8);
    System.setProperty("spark.spikelake.wave-minutes", "9");
    try {
      assertThat(value(List.of(weak, strong), "--wave-minutes", RUN)).isEqualTo(9);
      assertThat(value(List.of(weak, strong), "--wave-minutes", run("--wave-minutes", "10")))
          .isEqualTo(10);
    } finally {
      System.clearProperty("spark.spikelake.wave-minutes");
    }
  }

  @Test
  void aCommandsOwnKeyWinsOverTheSharedOneOfTheSameLayerOnly() {
    SettingsFile both =
        file("both", "spark.spikelake.methods", "tfp", "spark.spikelake.run.methods", "tfi,tvs");
    assertThat(value(List.of(both), "--methods", RUN)).isEqualTo(List.of("tfi", "tvs"));
    assertThat(
            value(
                List.of(both, file("above", "spark.spikelake.methods", "tfstp")), "--methods", RUN))
        .isEqualTo(List.of("tfstp"));
    assertThat(value(List.of(both), "--methods", "reconstruct")).isEqualTo(List.of("tfp"));
  }

  /** Typing a flag must not turn off what a file turned on. */
  @ParameterizedTest
  @CsvSource({"true,,true", "false,,false", "true,--strict,true", "true,--strict=false,false"})
  void flagsAreTurnedOnAndOff(String set, String typed, boolean expected) {
    List<SettingsFile> files = List.of(file("flags", "spark.spikelake.strict", set));
    String[] arguments = typed == null ? RUN : run(typed);
    assertThat(value(files, "--strict", arguments)).isEqualTo(expected);
  }

  @Test
  void whatIsRequiredMayBeSet() {
    SettingsFile file =
        file("mine", "spark.spikelake.input", "in", "spark.spikelake.dataset", "spike-reds");
    assertThat(value(List.of(file), "--input", "run")).isEqualTo(List.of("in"));
    assertThat(value(List.of(file), "--dataset", "run")).isEqualTo("spike-reds");
    assertThat(value(List.of(file), "--dataset", "leaderboard")).isEqualTo(List.of("spike-reds"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.spikelake.wave-minute | 3 | mine sets spark.spikelake.wave-minute, which is no key",
        "spark.spikelake.run.lakes | x | which is no key",
        "spark.spikelake.ingest.methods | tfp | perhaps spark.spikelake.",
        "spark.spikelake.wave-minutes | soon | to 'soon': Invalid value for option '--wave-minutes'",
        "spark.spikelake.strict | maybe | to 'maybe'",
        "spark.spikelake.mode | twice | to 'twice'"
      })
  void whatIsNoKeyOrNoValueIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> KEYS.check(new Settings.Setting(key, value, "mine")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine sets " + key)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void profilesSetKeysThatThereAre(Profile profile) {
    profile
        .settings()
        .values()
        .forEach((key, value) -> KEYS.check(new Settings.Setting(key, value, profile.id())));
  }

  /** A key of the reference must reach its option, whichever command it is of. */
  @Test
  void everyOptionHasAKeyAndEveryKeyIsItsOptions() {
    assertThat(KEYS.all()).hasSizeGreaterThan(150);
    KEYS.all()
        .forEach(
            (key, options) -> {
              for (OptionSpec option : options) {
                assertThat(KEYS.of(option)).contains(key);
              }
            });
    assertThat(KEYS.all().get("spark.spikelake.lake").size()).isGreaterThan(10);
    assertThat(KEYS.all()).containsKey("spark.spikelake.bench.methods.lake");
  }

  @Test
  void whatFilesSayToSparkIsInPlaceUntilTheCommandEnds() {
    String key = "spark.hadoop.fs.s3a.retry.limit";
    try (Settings settings = Settings.open(List.of(file("mine", key, "3")))) {
      assertThat(System.getProperty(key)).isEqualTo("3");
      assertThat(settings.find(key).orElseThrow().origin()).isEqualTo("mine");
    }
    assertThat(System.getProperty(key)).isNull();
    System.setProperty(key, "4");
    try (Settings settings = Settings.open(List.of(file("mine", key, "3")))) {
      assertThat(System.getProperty(key)).isEqualTo("4");
      assertThat(settings.find(key).orElseThrow().origin()).isEqualTo(Settings.CONF);
    } finally {
      System.clearProperty(key);
    }
  }

  private static String printed(int exitCode, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertThat(SpikeLake.run(arguments)).isEqualTo(exitCode);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theCommandTellsWhatIsSetAndWhere() throws IOException {
    Path file = Files.writeString(folder.resolve("my.conf"), "spark.spikelake.methods tfp\n");
    String out =
        printed(0, "--profile", "gpu", "--config", file.toString(), "config", "--format=csv");
    assertThat(out)
        .contains("spark.executor.cores,8,profile gpu\n")
        .contains("spark.spikelake.methods,tfp," + file + "\n");
    assertThat(printed(0, "config", "--all"))
        .contains("spark.spikelake.wave-minutes", "spark.spikelake.stop.grace");
    assertThat(printed(SpikeLake.USAGE, "--profile", "cloud", "config")).isEmpty();
  }

  @Test
  void thePageOfTheDocumentationIsThatOfTheCommand() throws IOException {
    Path page = SharedFiles.projectRoot().resolve("docs/configuration.md");
    assertThat(printed(0, "config", "--markdown"))
        .as("mend with: bin/spikelake config --markdown > docs/configuration.md")
        .isEqualTo(Files.readString(page));
  }

  @Test
  void theExampleOfThePageIsValid() throws IOException {
    String page = Files.readString(SharedFiles.projectRoot().resolve("docs/configuration.md"));
    Matcher example = Pattern.compile("```\\n(# nightly.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(folder.resolve("nightly.conf"), example.group(1));
    SettingsFile settings = SettingsFile.read(file);
    assertThat(settings.values()).hasSize(5);
    settings.values().forEach((key, value) -> KEYS.check(new Settings.Setting(key, value, "page")));
    assertThat(value(List.of(settings), "--lake", "run")).isEqualTo("s3a://leaderboard/lake");
  }
}
