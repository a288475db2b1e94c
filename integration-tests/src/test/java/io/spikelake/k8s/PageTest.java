package io.spikelake.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages about Kubernetes name is there. */
class PageTest {

  private static final Path ROOT = SharedFiles.projectRoot();

  @TempDir Path folder;

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void everyFileThatIsNamedIsThere() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/kubernetes.md"));
    List<String> named = all("\\b((?:k8s|conf)/[\\w./-]*\\w)", page);
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(named).allSatisfy(name -> assertThat(ROOT.resolve(name)).exists());
  }

  @Test
  void everyFolderIsInTheMap() throws IOException {
    String map = Files.readString(Rendered.K8S.resolve("README.md"));
    try (var files = Files.list(Rendered.K8S)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals("README.md"))
          .allSatisfy(name -> assertThat(map).contains("`" + name));
    }
    assertThat(Rendered.OVERLAYS).allSatisfy(name -> assertThat(map).contains("`" + name + "`"));
  }

  @Test
  void everyAlertIsExplained() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/kubernetes.md"));
    String rules = Files.readString(Rendered.K8S.resolve("monitoring/rules.yaml"));
    assertThat(all("- alert: (\\w+)", rules))
        .isNotEmpty()
        .isEqualTo(all("\\| `(SpikeLake\\w+)` \\|", page));
  }

  @Test
  void commandsAreCommands() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/kubernetes.md"));
    List<String> blocks = all("```bash\n(.*?)```", page);
    assertThat(blocks).hasSizeGreaterThan(5);
    for (String block : blocks) {
      Path file = Files.writeString(folder.resolve("block.sh"), block);
      assertThat(new ProcessBuilder("bash", "-n", file.toString()).start().waitFor())
          .as(block)
          .isZero();
    }
  }
}
