package io.spikelake.it;

import io.spikelake.cli.CommandLines;
import io.spikelake.schemas.LakeTable;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be wrong with a page and is seen without running anything. Every check gives a line for
 * each mistake, with page and line.
 */
final class Documentation {

  static final Path ROOT = SharedFiles.projectRoot();

  /** The page of which every quotation is a message of ours. */
  static final String MESSAGES = "troubleshooting.md";

  /** Programs that pages show and tests do not start, and why. */
  static final Map<String, String> NOT_STARTED =
      Map.ofEntries(
          Map.entry("git", "needs a network"),
          Map.entry("mvn", "builds, and runs these tests"),
          Map.entry("benchmarks/run", "measures for minutes"),
          Map.entry("python", "needs what a build has not installed"),
          Map.entry("python3", "needs what a build has not installed"),
          Map.entry("docker", "needs a container engine"),
          Map.entry("kind", "needs a container engine"),
          Map.entry("helm", "needs a cluster"),
          Map.entry("kubectl", "needs a cluster"),
          Map.entry("k8s/submit/submit", "needs a cluster"),
          Map.entry("spark-submit", "needs a Spark installation"));

  /** What a block that is not run must be about. */
  private static final Pattern OUT_OF_REACH =
      Pattern.compile(
          "kubectl|docker|helm|s3a://|k8s://|spark://|yarn|gpu|https?://|spark-submit|SPARK_HOME");

  /** Options of other programs that pages name alone. */
  private static final Set<String> OTHERS =
      Set.of(
          "--master", // of bin/spikelake and spark-submit
          "--conf",
          "--class", // of spark-submit
          "--deploy-mode",
          "--jars",
          "--packages",
          "--properties-file",
          "--add-modules", // of java
          "--set", // of helm
          "--gpu", // of k8s/submit/submit
          "--save"); // of benchmarks/run

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern KEY =
      Pattern.compile("spark\\.spikelake\\.[A-Za-z0-9.-]*[A-Za-z0-9]");
  private static final Pattern CLASS = Pattern.compile("io\\.spikelake(?:\\.\\w+)+");
  private static final Pattern COLUMN =
      Pattern.compile("([a-z_]+)\\.(?!(?:md|tex|csv|json|html|zip)$)([a-z_]+)");
  private static final Pattern FILE =
      Pattern.compile(
          "(?<![\\w./-])(?:k8s|conf|models|benchmarks|bin|docs|jobs|udfs)/[\\w./-]*\\w");

  private static final int LONGEST_VALUE = 600;
  private static final int SHORTEST_MESSAGE = 12;

  private static Map<Path, String> sources;

  private Documentation() {}

  /** README and the pages of docs, whose commands are run. */
  static List<Page> pages() throws IOException {
    List<Page> pages = new ArrayList<>(List.of(Page.read(ROOT.resolve("README.md"))));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".md")).sorted().toList()) {
        pages.add(Page.read(file));
      }
    }
    return pages;
  }

  /** Everything that is wrong with a page. */
  static List<String> mistakes(Page page) {
    return Stream.<Function<Page, List<String>>>of(
            Documentation::links,
            Documentation::options,
            Documentation::keys,
            Documentation::classes,
            Documentation::columns,
            Documentation::messages,
            Documentation::commands)
        .flatMap(check -> check.apply(page).stream())
        .toList();
  }

  /** Links to files and headings that are not there. */
  static List<String> links(Page page) {
    List<String> mistakes = new ArrayList<>();
    for (Page.Text link : page.links()) {
      if (link.text().matches("[a-z]+:.*")) {
        continue;
      }
      String[] parts = link.text().split("#", 2);
      Path target =
          parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
      if (!parts[0].isEmpty() && !Files.exists(target)) {
        mistakes.add(at(page, link.line(), "dead link " + link.text()));
      } else if (parts.length > 1 && !anchors(page, target).contains(parts[1])) {
        mistakes.add(at(page, link.line(), "no heading for " + link.text()));
      }
    }
    return mistakes;
  }

  private static List<String> anchors(Page page, Path target) {
    try {
      return target.equals(page.file()) ? page.anchors() : Page.read(target).anchors();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Options that no command has, or not the command that they are shown with. */
  static List<String> options(Page page) {
    List<String> mistakes = new ArrayList<>();
    for (Page.Text span : page.spans()) {
      List<String> words = List.of(span.text().split("\\s+"));
      if (NOT_STARTED.containsKey(words.get(0)) || !OPTION.matcher(span.text()).find()) {
        continue;
      }
      CommandLines.unknownOptions(words.get(0).endsWith("spikelake") ? tail(words) : words).stream()
          .filter(mistake -> !OTHERS.contains(mistake.split(" ")[2]))
          .forEach(mistake -> mistakes.add(at(page, span.line(), mistake)));
    }
    return mistakes;
  }

  private static List<String> tail(List<String> words) {
    return words.subList(1, words.size());
  }

  /** Keys of ours that are none; those with a word in capitals stand for many. */
  static List<String> keys(Page page) {
    List<String> mistakes = new ArrayList<>();
    for (Page.Text key : everywhere(page, KEY)) {
      if (key.text().chars().noneMatch(Character::isUpperCase) && !CommandLines.isKey(key.text())) {
        mistakes.add(at(page, key.line(), "no key " + key.text()));
      }
    }
    return mistakes;
  }

  /** Classes and packages of ours that are none. */
  static List<String> classes(Page page) {
    List<String> mistakes = new ArrayList<>();
    for (Page.Text name : everywhere(page, CLASS)) {
      if (!isThere(name.text())) {
        mistakes.add(at(page, name.line(), "no class or package " + name.text()));
      }
    }
    return mistakes;
  }

  /** Looked up as files: some classes want libraries that are not here to be loaded. */
  private static boolean isThere(String name) {
    ClassLoader loader = Documentation.class.getClassLoader();
    String path = name.replace('.', '/');
    String owner = path.replaceFirst("/[a-z]\\w*$", "");
    return loader.getResource(path) != null
        || Stream.of(path, owner).anyMatch(of -> loader.getResource(of + ".class") != null);
  }

  /** Columns, written {@code table.column}, that a table of the lake has not. */
  static List<String> columns(Page page) {
    Map<String, LakeTable> tables =
        LakeTable.all().stream().collect(Collectors.toMap(LakeTable::name, table -> table));
    List<String> mistakes = new ArrayList<>();
    for (Page.Text span : page.spans()) {
      var column = COLUMN.matcher(span.text());
      if (column.matches()
          && tables.containsKey(column.group(1))
          && !Arrays.asList(tables.get(column.group(1)).schema().fieldNames())
              .contains(column.group(2))) {
        mistakes.add(at(page, span.line(), "no column " + span.text()));
      }
    }
    return mistakes;
  }

  /** Quotations of {@link #MESSAGES} that no source has; {@code …} stands for any value. */
  static List<String> messages(Page page) {
    List<String> mistakes = new ArrayList<>();
    if (!page.file().endsWith(MESSAGES)) {
      return mistakes;
    }
    for (Page.Text quote : page.quotes()) {
      String message = quote.text().replaceAll("^`+|`+$", "");
      String fixed = message.replace("…", "").strip();
      if (fixed.length() < SHORTEST_MESSAGE || !isMessage(message)) {
        mistakes.add(at(page, quote.line(), "no source says: " + message));
      }
    }
    return mistakes;
  }

  private static boolean isMessage(String message) {
    List<String> parts =
        Arrays.stream(message.split("…")).map(String::strip).filter(p -> !p.isEmpty()).toList();
    Pattern whole =
        Pattern.compile(
            parts.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining(".{0,%d}?".formatted(LONGEST_VALUE))),
            Pattern.DOTALL);
    return sources().values().stream()
        .anyMatch(text -> text.contains(parts.get(0)) && whole.matcher(text).find());
  }

  /** The texts in our sources: of Java all that stands in quotes, one after the other. */
  private static synchronized Map<Path, String> sources() {
    if (sources == null) {
      Map<Path, String> read = new LinkedHashMap<>();
      for (String module : List.of("schemas", "udfs", "jobs")) {
        below(ROOT.resolve(module + "/src/main/java"), ".java")
            .forEach(file -> read.put(file, literals(text(file))));
      }
      below(ROOT.resolve("k8s"), ".sh").forEach(file -> read.put(file, text(file)));
      read.put(ROOT.resolve("bin/spikelake"), text(ROOT.resolve("bin/spikelake")));
      sources = read;
    }
    return sources;
  }

  private static List<Path> below(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String literals(String java) {
    return Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"")
        .matcher(java)
        .results()
        .map((MatchResult literal) -> literal.group(1))
        .collect(Collectors.joining())
        .replace("\\\"", "\"")
        .replace("\\\\", "\\")
        .replace("%n", "")
        .replace("%%", "%");
  }

  /** Commands that are none, that nobody runs without saying why, and files that are not there. */
  static List<String> commands(Page page) {
    List<String> mistakes = new ArrayList<>();
    for (Page.Block block : page.blocks()) {
      if (block.notRun() != null
          && block.lines().stream().noneMatch(line -> OUT_OF_REACH.matcher(line).find())) {
        mistakes.add(at(page, block.line(), "nothing here cannot be run: " + block.notRun()));
      }
    }
    for (DocumentedCommand command : DocumentedCommand.of(page)) {
      String program = command.words().get(0);
      boolean known =
          command.isSpikelake() || program.equals("sh") || NOT_STARTED.containsKey(program);
      if (!known && command.notRun() == null) {
        mistakes.add(at(page, command.line(), "nothing is known of the program " + program));
      }
      if (command.isSpikelake()
          && command.notRun() == null
          && command.text().matches(".*(s3a://|--master (?!local)).*")) {
        mistakes.add(at(page, command.line(), "cannot be run here, and no mark says so"));
      }
      missingFromBuild(command).forEach(mistake -> mistakes.add(at(page, command.line(), mistake)));
      missingFiles(command)
          .forEach(file -> mistakes.add(at(page, command.line(), "no file " + file)));
    }
    return mistakes;
  }

  private static List<String> missingFiles(DocumentedCommand command) {
    return FILE.matcher(command.text())
        .results()
        .map(MatchResult::group)
        .filter(file -> !file.contains("/target/") && !Files.exists(ROOT.resolve(file)))
        .toList();
  }

  /** Profiles, modules and tests that Maven is told of and that there are not. */
  private static List<String> missingFromBuild(DocumentedCommand command) {
    List<String> mistakes = new ArrayList<>();
    if (!command.words().get(0).equals("mvn")) {
      return mistakes;
    }
    String pom =
        Stream.of("pom.xml", "udfs/pom.xml", "jobs/pom.xml", "integration-tests/pom.xml")
            .map(file -> text(ROOT.resolve(file)))
            .collect(Collectors.joining());
    for (int i = 1; i < command.words().size(); i++) {
      String word = command.words().get(i);
      if (word.startsWith("-P") && !pom.contains("<id>%s</id>".formatted(word.substring(2)))) {
        mistakes.add("no profile " + word.substring(2));
      } else if (word.startsWith("-Dtest=") && !isTest(word.substring("-Dtest=".length()))) {
        mistakes.add("no test " + word.substring("-Dtest=".length()));
      } else if (command.words().get(i - 1).equals("-pl")) {
        Stream.of(word.split(","))
            .filter(module -> !Files.exists(ROOT.resolve(module).resolve("pom.xml")))
            .forEach(module -> mistakes.add("no module " + module));
      }
    }
    return mistakes;
  }

  private static boolean isTest(String name) {
    return Stream.of("schemas", "udfs", "jobs", "integration-tests")
        .flatMap(
            module -> below(ROOT.resolve(module + "/src/test/java"), "/" + name + ".java").stream())
        .findAny()
        .isPresent();
  }

  /** Matches between and inside of blocks. */
  private static List<Page.Text> everywhere(Page page, Pattern pattern) {
    List<Page.Text> found = new ArrayList<>(page.found(pattern, 0));
    for (Page.Block block : page.blocks()) {
      for (int i = 0; i < block.lines().size(); i++) {
        int line = block.line() + 1 + i;
        pattern
            .matcher(block.lines().get(i))
            .results()
            .forEach(match -> found.add(new Page.Text(line, match.group())));
      }
    }
    return found;
  }

  private static String at(Page page, int line, String mistake) {
    return "%s:%d: %s".formatted(page.name(), line, mistake);
  }
}
