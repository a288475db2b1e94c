package io.spikelake.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.simulate.DemoArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the commands of all pages, one after the other, in its working folder. Every page begins
 * with the same: the recordings of the demo, a lake with four methods on them, and what is on the
 * page itself as a file.
 */
public final class DocumentedRun {

  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path FRESH = HERE.resolveSibling("fresh");

  /**
   * What became of a command.
   *
   * @param started false where there is only a place for it in the report
   * @param exitCode of one that was started
   * @param out what it printed as its result
   * @param err what else it printed
   */
  record Outcome(
      String page,
      int line,
      String text,
      boolean started,
      int exitCode,
      String out,
      String err,
      double seconds) {}

  private final List<Outcome> outcomes = new ArrayList<>();

  private DocumentedRun() {}

  /**
   * @param arguments the file for the {@link Outcome}s, as JSON
   */
  public static void main(String[] arguments) throws Exception {
    SharedSpark.session();
    DemoArchive.write(FRESH.resolve("recordings"));
    CommandLineRun.succeed(
        "run",
        "--input=" + FRESH.resolve("recordings"),
        "--dataset=spike-reds",
        "--lake=" + FRESH.resolve("my-lake"),
        "--methods=tfp,tfi,tvs,spikelake-lrn");
    DocumentedRun run = new DocumentedRun();
    for (Page page : Documentation.pages()) {
      run.run(page);
    }
    new ObjectMapper().writeValue(Path.of(arguments[0]).toFile(), run.outcomes);
    System.exit(0);
  }

  private void run(Page page) throws Exception {
    List<DocumentedCommand> commands = DocumentedCommand.of(page);
    if (commands.isEmpty()) {
      return;
    }
    clear();
    copy(FRESH, HERE);
    for (Page.Block block : page.blocks()) {
      if (block.isFile()) {
        Files.writeString(HERE.resolve(block.lines().get(0).substring(2)), text(block));
      }
    }
    for (DocumentedCommand command : commands) {
      run(page, command);
    }
  }

  /** The working folder itself must stay. */
  private static void clear() throws IOException {
    try (Stream<Path> files = Files.list(HERE)) {
      files.forEach(SharedSpark::deleteFolder);
    }
  }

  private static String text(Page.Block block) {
    String text = String.join("\n", block.lines()) + "\n";
    for (var placeholder : DocumentedCommand.PLACEHOLDERS.entrySet()) {
      text = text.replaceAll("\\b" + placeholder.getKey() + "\\b", placeholder.getValue());
    }
    return text;
  }

  private void run(Page page, DocumentedCommand command) throws Exception {
    long started = System.nanoTime();
    CommandLineRun run = start(command);
    double seconds = (System.nanoTime() - started) / 1e9;
    CommandLineRun shown = run == null ? new CommandLineRun(0, "", "") : run;
    outcomes.add(
        new Outcome(
            page.name(),
            command.line(),
            command.text(),
            run != null,
            shown.exitCode(),
            shown.out(),
            shown.err(),
            seconds));
  }

  /**
   * @return null for what is not started
   */
  private static CommandLineRun start(DocumentedCommand command) throws Exception {
    if (command.notRun() != null) {
      return null;
    }
    if (command.words().get(0).equals("sh")) {
      return script(command.words());
    }
    if (!command.isSpikelake()) {
      return null;
    }
    List<String> arguments = command.arguments();
    return arguments.get(0).equals("demo")
        ? demo(arguments)
        : CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static CommandLineRun script(List<String> words) throws Exception {
    Process process =
        new ProcessBuilder(words)
            .directory(Documentation.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandLineRun(process.waitFor(), out, "");
  }

  /** The demo is run by other tests, and takes long; here is what it leaves, of fewer methods. */
  private static CommandLineRun demo(List<String> arguments) throws IOException {
    boolean named = arguments.size() > 1 && arguments.get(1).equals("--out");
    Path out = HERE.resolve(named ? arguments.get(2) : "spikelake-demo");
    copy(FRESH.resolve("my-lake"), out.resolve("lake"));
    copy(FRESH.resolve("recordings"), out.resolve("recordings"));
    return null;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
