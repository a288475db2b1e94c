package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.cli.CommandLines;
import io.spikelake.schemas.LakeTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages say is so, as far as it can be seen without running; and the checks can fail. */
class DocumentationTest {

  static Stream<Page> pages() throws IOException {
    return Documentation.pages().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatAPageNamesIsThere(Page page) {
    assertThat(Documentation.mistakes(page)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SECURITY.md",
    "k8s/README.md",
    "conf/datasets/README.md",
    "models/README.md",
    "models/export/README.md",
    "models/train/README.md",
    "benchmarks/README.md"
  })
  void linksOfOtherPagesLeadSomewhere(String file) throws IOException {
    Page page = Page.read(Documentation.ROOT.resolve(file));
    assertThat(Documentation.links(page)).isEmpty();
  }

  @Test
  void theIndexHasEveryPage() throws IOException {
    Page index = Page.read(Documentation.ROOT.resolve("docs/README.md"));
    List<String> links = index.links().stream().map(Page.Text::text).toList();
    List<String> names =
        pages().map(page -> page.file().getFileName().toString()).distinct().toList();
    assertThat(names).hasSizeGreaterThan(15);
    assertThat(links)
        .containsAll(names.stream().filter(name -> !name.equals("README.md")).toList());
  }

  @Test
  void conceptsNameEveryTable() throws IOException {
    Page concepts = Page.read(Documentation.ROOT.resolve("docs/concepts.md"));
    assertThat(concepts.spans().stream().map(Page.Text::text))
        .containsAll(LakeTable.all().stream().map(LakeTable::name).toList());
  }

  @Test
  void quarantineReasonsAreExplained() throws IOException {
    Page page = Page.read(Documentation.ROOT.resolve("docs/" + Documentation.MESSAGES));
    assertThat(page.spans().stream().map(Page.Text::text))
        .containsAll(
            Stream.of(io.spikelake.spike.MalformedSpikeStreamException.Reason.values())
                .map(reason -> reason.name().toLowerCase(java.util.Locale.ROOT))
                .toList());
  }

  /** Commands that are not run are at least commands. */
  @Test
  void commandsThatAreNotRunCanBeRead() throws IOException {
    List<String> notRun = new ArrayList<>();
    for (Page page : Documentation.pages()) {
      for (DocumentedCommand command : DocumentedCommand.of(page)) {
        if (command.isSpikelake() && command.notRun() != null) {
          notRun.add(command.text());
          assertThat(CommandLines.command(command.arguments())).as(command.text()).isNotBlank();
        }
      }
    }
    assertThat(notRun).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          See [there](no-such-page.md).                              | dead link no-such-page.md
          See [there](configuration.md#no-such-heading).             | no heading for configuration.md#no-such-heading
          See [here](#elsewhere).                                    | no heading for #elsewhere
          Give `--no-such-option`.                                   | no option --no-such-option of 'spikelake'
          `run --retain-hours 3` is wrong.                           | no option --retain-hours of 'spikelake run'
          `packs verify --force`                                     | no option --force of 'spikelake packs verify'
          Set `spark.spikelake.no-such-key`.                         | no key spark.spikelake.no-such-key
          `io.spikelake.cli.NoSuchClass` is it.                      | no class or package io.spikelake.cli.NoSuchClass
          Column `runs.no_such_column` says it.                      | no column runs.no_such_column
          > `This is said by no source of ours`                      | no source says: This is said by no source of ours
          > `…`                                                      | no source says: …
          """)
  void whatIsNotThereIsFound(String text, String mistake) {
    Page page = page("# Page\n\n" + text + "\n");
    assertThat(Documentation.mistakes(page)).containsExactly(mistake(3, mistake));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rm -rf everything                            | nothing is known of the program rm
          bin/spikelake --master yarn run              | cannot be run here, and no mark says so
          bin/spikelake digest --lake s3a://bucket/l   | cannot be run here, and no mark says so
          kubectl apply -k k8s/overlays/no-such        | no file k8s/overlays/no-such
          mvn test -Pno-such                           | no profile no-such
          mvn test -pl schemas,no-such                 | no module no-such
          mvn test -Dtest=NoSuchTest                   | no test NoSuchTest
          """)
  void commandsThatAreNoneAreFound(String command, String mistake) {
    Page page = page("```bash\n" + command + "\n```\n");
    assertThat(Documentation.mistakes(page)).containsExactly(mistake(2, mistake));
  }

  @Test
  void whatCanBeRunIsNotLeftOut() {
    Page page =
        page(
            "<!-- not run: I do not like it -->\n```bash\nbin/spikelake runs --lake my-lake\n```\n");
    assertThat(Documentation.mistakes(page))
        .containsExactly(mistake(2, "nothing here cannot be run: I do not like it"));
  }

  @Test
  void whatIsThereIsNotFound() {
    Page page =
        page(
            """
            # One `code` heading

            [here](#one-code-heading), [there](configuration.md#profiles), [away](https://example.org/#x).
            `run --dry-run`, `packs verify --device gpu`, `--methods`, `mvn --no-such-option`,
            `spark.spikelake.run.dataset`, `spark.spikelake.COMMAND.OPTION`, `runs.seconds`, `io.spikelake.cli`.

            > `The white rate of … is unknown, and … needs it to tone its frames; give --white-rate`

            ```bash
            A=b bin/spikelake --profile gpu run "one word" 'and # another' \\
              more # comment
            ```
            """);
    assertThat(Documentation.mistakes(page)).isEmpty();
    assertThat(DocumentedCommand.of(page))
        .singleElement()
        .satisfies(
            command ->
                assertThat(command.words())
                    .containsExactly(
                        "bin/spikelake",
                        "--profile",
                        "gpu",
                        "run",
                        "one word",
                        "and # another",
                        "more"));
  }

  @Test
  void sparksOwnOptionsAreTheLaunchers() {
    List<DocumentedCommand> commands =
        DocumentedCommand.of(
            page(
                "```bash\nbin/spikelake --master local[1] --conf a=b --profile gpu --conf=c=d run"
                    + " --input RECORDINGS --conf x\n```\n"));
    assertThat(commands.get(0).arguments())
        .containsExactly("--profile", "gpu", "run", "--input", "recordings", "--conf", "x");
  }

  @Test
  void anOptionThatIsNoneCannotBeRead() {
    assertThatThrownBy(() -> CommandLines.command(List.of("runs", "--no-such-option")))
        .isInstanceOf(picocli.CommandLine.ParameterException.class)
        .hasMessageContaining("--no-such-option");
  }

  private static Page page(String markdown) {
    return Page.of(Documentation.ROOT.resolve("docs").resolve(Documentation.MESSAGES), markdown);
  }

  private static String mistake(int line, String mistake) {
    return "docs/%s:%d: %s".formatted(Documentation.MESSAGES, line, mistake);
  }
}
