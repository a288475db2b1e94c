package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command of README.md and docs is run, in the order of its page, but for those that need
 * what a build has not got. All run in one process, whose folder is the reader's.
 */
class DocumentationIT {

  /** All commands together; a minute on an idle machine. */
  private static final long TIMEOUT_MINUTES = 15;

  @TempDir static Path folder;

  private static List<DocumentedRun.Outcome> outcomes;

  @BeforeAll
  static void runAllCommands() throws Exception {
    Path readers = Files.createDirectories(folder.resolve("reader"));
    Path report = folder.resolve("outcomes.json");
    JavaProcess.Setup setup =
        JavaProcess.Setup.of(
                folder,
                "documented",
                "-Dspikelake.root=" + Documentation.ROOT,
                "-Dlog4j2.configurationFile=file://"
                    + Documentation.ROOT.resolve("conf/log4j2.properties"),
                // So many commands are worth compiling for.
                "-XX:TieredStopAtLevel=4",
                // Measurements that take the time they are given.
                "-Dspark.spikelake.runs=1",
                "-Dspark.spikelake.sweep-seconds=0.1",
                "-Dspark.spikelake.seconds=0.1")
            .under("env", "--chdir=" + readers);
    try (JavaProcess process = setup.start(DocumentedRun.class, report.toString())) {
      assertThat(process.endsWithin(TimeUnit.MINUTES.toMillis(TIMEOUT_MINUTES)))
          .as(process::log)
          .isTrue();
      assertThat(process.exitCode()).as(process.log()).isZero();
    }
    outcomes = new ObjectMapper().readValue(report.toFile(), new TypeReference<>() {});
    System.out.println(summary());
  }

  /** What took how long, and what was not run. */
  private static String summary() {
    return outcomes.stream()
        .map(
            outcome ->
                "%s %s:%d: %s"
                    .formatted(
                        outcome.started()
                            ? String.format(Locale.ROOT, "%5.1f s", outcome.seconds())
                            : "not run",
                        outcome.page(),
                        outcome.line(),
                        outcome.text()))
        .collect(Collectors.joining("\n"));
  }

  static Stream<Page> pages() throws IOException {
    return Documentation.pages().stream().filter(page -> !DocumentedCommand.of(page).isEmpty());
  }

  private static List<DocumentedRun.Outcome> of(Page page) {
    return outcomes.stream().filter(outcome -> outcome.page().equals(page.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandComesToAGoodEnd(Page page) {
    assertThat(of(page)).hasSameSizeAs(DocumentedCommand.of(page));
    assertThat(of(page))
        .allSatisfy(
            outcome ->
                assertThat(outcome.exitCode())
                    .as("%s:%d: %s%n%s", page.name(), outcome.line(), outcome.text(), outcome.err())
                    .isZero());
  }

  /** A block of text that follows commands is what they print, but for figures. */
  @ParameterizedTest
  @MethodSource("pages")
  void whatPagesShowIsPrinted(Page page) {
    List<String> missing = new ArrayList<>();
    for (int i = 1; i < page.blocks().size(); i++) {
      Page.Block commands = page.blocks().get(i - 1);
      Page.Block shown = page.blocks().get(i);
      if (shown.language().equals("text") && commands.language().equals("bash")) {
        String printed = printed(page, commands, shown);
        shown.lines().stream()
            .filter(
                line -> !line.isBlank() && !Pattern.compile(shape(line)).matcher(printed).find())
            .forEach(missing::add);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static String printed(Page page, Page.Block commands, Page.Block next) {
    return of(page).stream()
        .filter(outcome -> outcome.line() > commands.line() && outcome.line() < next.line())
        .map(outcome -> outcome.out() + outcome.err())
        .collect(Collectors.joining());
  }

  /** Of any figures, any spaces, and anything in the place of an ellipsis. */
  private static String shape(String line) {
    return Stream.of(line.strip().split("…", -1))
        .map(
            part ->
                Stream.of(
                        part.split(
                            "(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)|(?<=\\S)(?=\\s)|(?<=\\s)(?=\\S)"))
                    .map(
                        piece ->
                            piece.matches("\\d+")
                                ? "\\d+"
                                : piece.isBlank() && !piece.isEmpty()
                                    ? "\\s+"
                                    : Pattern.quote(piece))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining(".*"));
  }

  @Test
  void mostCommandsOfOursAreRun() {
    List<DocumentedRun.Outcome> ours =
        outcomes.stream()
            .filter(outcome -> outcome.text().contains(DocumentedCommand.SPIKELAKE))
            .toList();
    long run = ours.stream().filter(DocumentedRun.Outcome::started).count();
    assertThat(run).as(summary()).isGreaterThan(ours.size() * 3L / 4);
    assertThat(summary().lines().filter(line -> line.startsWith("not run")).count())
        .isEqualTo(outcomes.stream().filter(outcome -> !outcome.started()).count());
  }
}
