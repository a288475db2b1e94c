package io.spikelake.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium without a window, of this machine, with a profile of its own. */
public final class Chromium implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** The program that the variable {@code CHROMIUM} names, or else one on the path. */
  public static Optional<Path> find() {
    String named = System.getenv("CHROMIUM");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param profile folder for what the browser keeps
   */
  public static Chromium start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                // Containers often lack what it is built on; the only page is ours.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    try {
      List<String> portAndPath = portAndPath(process, profile);
      URI uri = URI.create("ws://127.0.0.1:" + portAndPath.get(0) + portAndPath.get(1));
      return new Chromium(process, DevTools.connect(uri));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static List<String> portAndPath(Process process, Path profile) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
          return lines;
        }
      }
      Thread.sleep(50);
    }
    throw new IOException(
        "Chromium did not start:\n" + Files.readString(profile.resolve("chromium.log")));
  }

  /** A tab with nothing in it. */
  public Page newPage() {
    String target =
        tools.call(null, "Target.createTarget", "url", "about:blank").get("targetId").asText();
    String session =
        tools
            .call(null, "Target.attachToTarget", "targetId", target, "flatten", true)
            .get("sessionId")
            .asText();
    return new Page(tools, session);
  }

  /** Returns when no process of it is left that could write into the profile. */
  @Override
  public void close() throws Exception {
    List<ProcessHandle> children = process.descendants().toList();
    tools.close();
    process.destroy();
    if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().get(END.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
