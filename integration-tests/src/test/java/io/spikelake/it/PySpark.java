package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.package$;

/** A PySpark of this machine, with the jars of the distribution. */
final class PySpark {

  /** Names the folder that has {@code pyspark}, where it is none of Python's own. */
  private static final String VARIABLE = "SPIKELAKE_PYSPARK";

  private static final String FIND =
      "import os, pyspark; print(os.path.dirname(os.path.dirname(pyspark.__file__)))";

  /** What users name after {@code --jars}. */
  private static final List<String> JARS =
      List.of("spikelake-schemas_", "spikelake-udfs_", "delta-spark_", "delta-storage-");

  private final Path work;
  private final Path home;
  private final Path packages;

  private PySpark(Path work, Path home, Path packages) {
    this.work = work;
    this.home = home;
    this.packages = packages;
  }

  /**
   * Finds it, or skips the test.
   *
   * @param work takes what it writes
   */
  static PySpark require(Path work) throws IOException, InterruptedException {
    String named = System.getenv(VARIABLE);
    Path packages = named == null ? find(work) : Path.of(named);
    assumeTrue(
        packages != null && Files.isDirectory(packages.resolve("pyspark")),
        "There is no PySpark; install one for python3, or name its folder in " + VARIABLE);
    String version = Files.readString(packages.resolve("pyspark/version.py"));
    String line = package$.MODULE$.SPARK_VERSION().replaceFirst("\\.\\d+$", ".");
    assumeTrue(
        version.contains("\"" + line), "PySpark is not of the line " + line + "x: " + version);
    return new PySpark(
        work,
        SparkInstallation.plain(work.resolve("pyspark-home"), jars(packages)).home(),
        packages);
  }

  /**
   * One from a package index has jars of its own, another is used with those of an installation.
   */
  private static Path jars(Path packages) {
    Path own = packages.resolve("pyspark/jars");
    String installation = System.getenv("SPARK_HOME");
    if (Files.isDirectory(own)) {
      return own;
    }
    return installation == null
        ? Distribution.FOLDER.resolve("jars")
        : Path.of(installation, "jars");
  }

  private static Path find(Path work) throws InterruptedException {
    CommandLineRun run = run(work, Map.of(), List.of(interpreter(), "-c", FIND));
    return run.exitCode() == 0 ? Path.of(run.out().strip()) : null;
  }

  private static String interpreter() {
    return System.getenv().getOrDefault("PYSPARK_PYTHON", "python3");
  }

  /** Whether Spark has a jar whose name starts so. */
  boolean hasJar(String prefix) {
    String[] names = home.resolve("jars").toFile().list();
    return names != null && Arrays.stream(names).anyMatch(name -> name.startsWith(prefix));
  }

  /** Skips the test where Python has no such module. */
  void requireModule(String name) throws InterruptedException {
    CommandLineRun run = run(work, Map.of(), List.of(interpreter(), "-c", "import " + name));
    assumeTrue(run.exitCode() == 0, "Python has no module " + name);
  }

  /** Runs an example, which must come to a good end, and returns what it printed. */
  String run(String example, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(interpreter());
    command.add(ScoredDemo.EXAMPLES.resolve(example).toString());
    command.addAll(List.of(arguments));
    CommandLineRun run = run(work, environment(), command);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private Map<String, String> environment() throws IOException {
    String submit =
        "--master local[1] --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false"
            + " --conf spark.sql.shuffle.partitions=2"
            + " --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension,"
            + "io.spikelake.sql.SpikeLakeExtensions"
            + " --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog"
            + " --jars "
            + jars()
            + " pyspark-shell";
    return Map.of(
        "SPARK_HOME", home.toString(),
        "SPARK_LOCAL_IP", "127.0.0.1",
        "PYSPARK_PYTHON", interpreter(),
        "PYTHONPATH", pythonPath(),
        "PYSPARK_SUBMIT_ARGS", submit);
  }

  private static String jars() throws IOException {
    try (Stream<Path> files = Files.list(Distribution.FOLDER.resolve("lib"))) {
      return files
          .map(Path::toString)
          .filter(file -> JARS.stream().anyMatch(jar -> file.contains("/" + jar)))
          .collect(Collectors.joining(","));
    }
  }

  /** The packages, and py4j where it lies beside them as Spark ships it. */
  private String pythonPath() throws IOException {
    Path lib = packages.resolve("lib");
    if (!Files.isDirectory(lib)) {
      return packages.toString();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files
          .map(Path::toString)
          .filter(file -> file.matches(".*/py4j-.*\\.zip"))
          .reduce(packages.toString(), (all, zip) -> all + File.pathSeparator + zip);
    }
  }

  /** Fails as a command does where there is no such program. */
  private static CommandLineRun run(
      Path work, Map<String, String> environment, List<String> command)
      throws InterruptedException {
    try {
      return Distribution.execute(work, environment, command);
    } catch (IOException e) {
      return new CommandLineRun(1, "", e.getMessage());
    }
  }
}
