package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java process with the class path and flags of this one; whatever it starts ends with it. */
public final class JavaProcess implements AutoCloseable {

  private static final long TIMEOUT_MINUTES = 5;

  private final Process process;
  private final Path out;
  private final Path err;

  private JavaProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * How to start one.
   *
   * @param folder for what it prints, in files of that name
   * @param launcher a command that runs the one that follows it; empty for none
   * @param flags further flags of the virtual machine
   */
  public record Setup(
      Path folder,
      String name,
      List<String> launcher,
      List<String> flags,
      Map<String, String> environment) {

    public static Setup of(Path folder, String name, String... flags) {
      return new Setup(folder, name, List.of(), List.of(flags), Map.of());
    }

    public Setup with(Map<String, String> more) {
      return new Setup(folder, name, launcher, flags, more);
    }

    Setup under(String... command) {
      return new Setup(folder, name, List.of(command), flags, environment);
    }

    public JavaProcess start(Class<?> main, String... arguments) throws IOException {
      Path out = folder.resolve(name + ".out");
      Path err = folder.resolve(name + ".err");
      List<String> command = new ArrayList<>(launcher);
      command.addAll(command(flags, main, arguments));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
      builder.environment().putAll(environment);
      return new JavaProcess(
          builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }
  }

  private static List<String> command(List<String> flags, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-X") || flag.startsWith("--add") || flag.contains("jdk."))
        .forEach(command::add);
    // None lives long enough for more.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:ReservedCodeCacheSize=240m");
    // Only the optimising compiler makes vectors of vector code; without it plain loops are faster.
    command.add("-Dspikelake.simd=off");
    SharedSpark.FOR_A_FEW_ROWS.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Absolute, and without the jar that only names the others. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** All of standard output so far. */
  public String out() {
    return text(out);
  }

  /** All of standard error so far. */
  String err() {
    return text(err);
  }

  public String log() {
    return err() + out();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits until something is printed. */
  public void awaitPrinted(String pattern) throws InterruptedException {
    Pattern awaited = Pattern.compile(pattern);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(TIMEOUT_MINUTES);
    while (!awaited.matcher(log()).find()) {
      assertThat(process.isAlive() && System.nanoTime() < end).as(this::log).isTrue();
      Thread.sleep(20);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Waits for the end, which must come. */
  public int exitCode() throws InterruptedException {
    assertThat(endsWithin(TimeUnit.MINUTES.toMillis(TIMEOUT_MINUTES))).as(this::log).isTrue();
    return process.exitValue();
  }

  /** Asks the process to end, as schedulers do. */
  public void terminate() {
    process.destroy();
  }

  /** The Java processes that it has started. */
  List<ProcessHandle> children() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .sorted()
        .toList();
  }

  /** Signal 9, to what it has started as well. */
  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
