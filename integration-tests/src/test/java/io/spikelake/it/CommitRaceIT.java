package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.storage.ConditionalCreate;
import io.spikelake.jobs.storage.ConditionalLogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two processes on one Delta log, on S3 and on a local disk: every version has one writer. */
class CommitRaceIT {

  private static final int VERSIONS = Integer.getInteger("spikelake.race", 100);
  private static final String LOG = "s3a://" + S3Server.BUCKET + "/table/_delta_log";

  @TempDir static Path folder;

  private static S3Server server;
  private static Configuration conf;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(folder);
    conf = new Configuration();
    settings().forEach(conf::set);
    // Other tests had another server at the same name.
    conf.setBoolean("fs.s3a.impl.disable.cache", true);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    server
        .sparkSettings()
        .forEach((key, value) -> settings.put(key.substring("spark.hadoop.".length()), value));
    return settings;
  }

  static List<String> logs() throws IOException {
    return List.of(
        LOG, Files.createDirectories(folder.resolve("local/_delta_log")).toUri().toString());
  }

  @ParameterizedTest
  @MethodSource("logs")
  void ofTwoWritersOfAVersionOneWins(String log) throws Exception {
    Path folder = Files.createTempDirectory(CommitRaceIT.folder, "race");
    Properties file = new Properties();
    file.putAll(settings());
    Path properties = folder.resolve("storage.properties");
    try (var out = Files.newOutputStream(properties)) {
      file.store(out, null);
    }
    Set<Integer> first;
    Set<Integer> second;
    try (Starter starter = new Starter();
        JavaProcess one = start(folder, "first", properties, log, starter.port());
        JavaProcess other = start(folder, "second", properties, log, starter.port())) {
      assertThat(one.exitCode()).as(one::log).isZero();
      assertThat(other.exitCode()).as(other::log).isZero();
      first = won(one);
      second = won(other);
    }
    System.out.printf("%d versions: %d and %d won%n", VERSIONS, first.size(), second.size());
    assertThat(first).as("both took part").isNotEmpty().doesNotContainAnyElementsOf(second);
    assertThat(second).isNotEmpty();
    assertThat(first.size() + second.size()).isEqualTo(VERSIONS);
    FileSystem storage = new org.apache.hadoop.fs.Path(log).getFileSystem(conf);
    for (int version : IntStream.range(0, VERSIONS).toArray()) {
      String winner = first.contains(version) ? "first" : "second";
      try (var in =
          storage.open(new org.apache.hadoop.fs.Path(log, "%020d.json".formatted(version)))) {
        assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
            .isEqualTo(winner + " " + version + "\n");
      }
    }
  }

  private static JavaProcess start(Path folder, String name, Path properties, String log, int port)
      throws IOException {
    return JavaProcess.Setup.of(folder, name)
        .start(
            CreateRace.class,
            properties.toString(),
            log,
            Integer.toString(VERSIONS),
            name,
            Integer.toString(port));
  }

  private static Set<Integer> won(JavaProcess process) {
    return process
        .out()
        .lines()
        .filter(line -> line.startsWith("WON "))
        .map(line -> Integer.valueOf(line.substring("WON ".length())))
        .collect(Collectors.toSet());
  }

  @Test
  void theServerKeepsTheCondition() throws Exception {
    org.apache.hadoop.fs.Path lake = new org.apache.hadoop.fs.Path("s3a://archive/lake");
    FileSystem s3 = lake.getFileSystem(conf);
    ConditionalCreate.requireKept(s3, lake);
    assertThat(s3.exists(lake) && s3.listStatus(lake).length > 0).as("the probe is gone").isFalse();
  }

  /** As after an answer that was lost: the same content is there already. */
  @Test
  void whatIsThereAndOursIsAsGoodAsWritten() throws Exception {
    ConditionalLogStore store = new ConditionalLogStore(conf);
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(LOG + "-lost/0.json");
    store.write(file, List.of("a", "b").iterator(), false, conf);
    store.write(file, List.of("a", "b").iterator(), false, conf);
    assertThatThrownBy(() -> store.write(file, List.of("a", "c").iterator(), false, conf))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class)
        .hasMessageContaining("0.json");
    store.write(file, List.of("d").iterator(), true, conf);
    assertThat(store.read(file, conf)).toIterable().containsExactly("d");
  }

  @Test
  void storageThatCannotIsRefusedWithWhatToDo() {
    Configuration off = new Configuration(conf);
    off.setBoolean("fs.s3a.create.conditional.enabled", false);
    off.setBoolean("fs.s3a.impl.disable.cache", true);
    ConditionalLogStore store = new ConditionalLogStore(off);
    assertThatThrownBy(
            () ->
                store.write(
                    new org.apache.hadoop.fs.Path(LOG + "-off/0.json"),
                    List.of("a").iterator(),
                    false,
                    off))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot create an object on the condition that there is none")
        .hasMessageContaining("fs.s3a.create.conditional.enabled")
        .hasMessageContaining("S3DynamoDBLogStore");
  }
}
