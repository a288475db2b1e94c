package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is given a recognisable credential in every place where one can be given, and does
 * work that succeeds and work that fails, writes none of them anywhere.
 */
class SecretsIT {

  /** Part of every credential, and of nothing else. */
  private static final String CANARY = "cAnAry";

  private static final String ACCESS_KEY = CANARY + "0ACCESSKEY";
  private static final String SECRET_KEY = CANARY + "/secret+key/0=";
  private static final String LOGIN = CANARY + "1:" + CANARY + "2@";

  @TempDir static Path folder;

  private static Path objects;
  private static Path commands;
  private static Path events;
  private static String out;
  private static String err;

  /** Commands, and the exit codes that they are to have. */
  private static final Map<List<String>, Integer> COMMANDS = new LinkedHashMap<>();

  @BeforeAll
  static void run() throws Exception {
    objects = folder.resolve("objects/" + S3Server.BUCKET);
    commands = folder.resolve("commands");
    events = Files.createDirectories(folder.resolve("events"));
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    makeArchive(recordings);
    try (S3Server server = S3Server.start(folder, S3Server.BUCKET, ACCESS_KEY, SECRET_KEY)) {
      upload(recordings, server);
      Map<String, String> properties = properties(server);
      String endpoint = properties.get("spark.hadoop.fs.s3a.endpoint");
      work(endpoint);
      mistakes(endpoint);
      Files.write(commands, COMMANDS.keySet().stream().map(c -> String.join("\t", c)).toList());
      start(properties);
    }
  }

  private static void makeArchive(Path recordings) throws IOException {
    Path demo = folder.resolve("demo");
    DemoRecordings.write(demo);
    Path good;
    try (Stream<Path> files = Files.walk(demo)) {
      good = files.filter(f -> f.toString().endsWith(".dat")).sorted().findFirst().orElseThrow();
    }
    Files.copy(good, recordings.resolve("good.dat"));
    Files.write(recordings.resolve("empty.dat"), new byte[0]);
  }

  private static void upload(Path recordings, S3Server server) throws IOException {
    Configuration conf = new Configuration();
    server
        .sparkSettings()
        .forEach((key, value) -> conf.set(key.substring("spark.hadoop.".length()), value));
    FaultyS3.upload(recordings, "s3a://" + S3Server.BUCKET + "/recordings", conf);
  }

  private static Map<String, String> properties(S3Server server) {
    Map<String, String> properties = new TreeMap<>(server.sparkSettings());
    String s3a = "spark.hadoop.fs.s3a.";
    Path logging = SharedFiles.projectRoot().resolve("conf/log4j2.properties");
    properties.put("log4j2.configurationFile", logging.toUri().toString());
    properties.put("spark.master", "local[2]");
    properties.put("spark.eventLog.enabled", "true");
    properties.put("spark.eventLog.dir", events.toUri().toString());
    properties.put("spark.authenticate.secret", CANARY + "-spark");
    properties.put("javax.net.ssl.keyStorePassword", CANARY + "-store");
    properties.put(s3a + "retry.interval", "10ms");
    // Each of these buckets fails in a way of its own.
    properties.put(s3a + "bucket.denied.access.key", CANARY + "3ACCESSKEY");
    properties.put(s3a + "bucket.denied.secret.key", CANARY + "/wrong+key=");
    properties.put(s3a + "bucket.closed.endpoint", "http://127.0.0.1:1");
    properties.put(s3a + "bucket.closed.session.token", CANARY + "-token");
    properties.put(
        s3a + "bucket.closed.aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider");
    properties.put(s3a + "bucket.proxied.proxy.host", "127.0.0.1");
    properties.put(s3a + "bucket.proxied.proxy.port", "1");
    properties.put(s3a + "bucket.proxied.proxy.username", "somebody");
    properties.put(s3a + "bucket.proxied.proxy.password", CANARY + "-proxy");
    properties.put(s3a + "bucket.sealed.encryption.algorithm", "SSE-C");
    properties.put(s3a + "bucket.sealed.encryption.key", CANARY + "/encryption+key=");
    properties.put(
        s3a + "bucket.environment.aws.credentials.provider",
        "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider");
    return properties;
  }

  private static void add(int exitCode, String... command) {
    COMMANDS.put(List.of(command), exitCode);
  }

  private static final String LAKE = "s3a://" + S3Server.BUCKET + "/lake";

  private static void work(String endpoint) {
    String[] dataset = {"--dataset", "mine", "--height", "250", "--width", "400"};
    List<String> run = new ArrayList<>(List.of("run", "--lake", LAKE, "--white-rate", "0.6"));
    run.addAll(List.of(dataset));
    run.addAll(List.of("--methods", "tfp", "--metrics", "piqe", "--at", "middle", "--input"));
    run.add("s3a://" + S3Server.BUCKET + "/recordings");
    COMMANDS.put(run, 0);
    for (String bucket : List.of("denied", "closed", "proxied", "sealed", "environment")) {
      // A key for sealing that is no base64 is a mistake of the user.
      int exitCode = bucket.equals("sealed") ? 2 : 1;
      String input = "--input=s3a://" + bucket + "/x";
      add(exitCode, "ingest", "--lake", LAKE, "--dataset", "x", input);
    }
    add(2, "ingest", "--lake", LAKE, "--dataset", "x", "--input", "s3a://archive/nothing");
    add(1, "packs", "show", "s3a://denied/pack.zip");
    add(1, "packs", "show", endpoint + "/archive/no.zip?X-Amz-Signature=" + CANARY + "-signed");
    add(0, "sql", "--lake", LAKE, "SELECT * FROM runs");
    add(0, "sql", "--lake", LAKE, "SELECT '${env:AWS_SECRET_ACCESS_KEY}'");
    add(0, "sql", "--lake", LAKE, "SELECT '${spark.hadoop.fs.s3a.secret.key}'");
  }

  private static void mistakes(String endpoint) {
    String login = "s3a://" + LOGIN + S3Server.BUCKET;
    add(2, "run", "--lake", login + "/lake", "--dataset", "x", "--input", "y");
    add(2, "ingest", "--lake", LAKE, "--dataset", "x", "--input=" + login + "/recordings");
    add(2, "packs", "show", login + "/pack.zip");
    add(2, "packs", "list", "--pack", endpoint.replace("://", "://" + LOGIN) + "/pack.zip");
    add(2, "leaderboard", "--lake", LAKE, "--report", login + "/report");
    add(2, "leaderboard", "--lake", LAKE, "--report", "s3a:/" + LOGIN + "archive/report");
    add(2, "sql", "--lake", LAKE, "--conf", "spark.hadoop.fs.s3a.secret.key=" + CANARY, "x");
    add(2, "sql", "--lake", LAKE, "SET spark.hadoop.fs.s3a.secret.key=" + CANARY);
    add(2, "sql", "--lake", LAKE, "SELECT * FROM parquet.`" + login + "/x`");
    add(2, "sql", "--lake", LAKE, "SELECT java_method('java.lang.System', 'getenv')");
  }

  private static void start(Map<String, String> properties) throws Exception {
    String[] flags =
        properties.entrySet().stream()
            .map(property -> "-D" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new);
    Map<String, String> environment =
        Map.of(
            "SPIKELAKE_LOG_ROOT", "info",
            "AWS_ACCESS_KEY_ID", CANARY + "4ACCESSKEY",
            "AWS_SECRET_ACCESS_KEY", CANARY + "/environment+key=",
            "AWS_SESSION_TOKEN", CANARY + "-environment-token");
    try (JavaProcess process =
        JavaProcess.Setup.of(folder, "probe", flags)
            .with(environment)
            .start(SecretsProbe.class, commands.toString())) {
      process.exitCode();
      out = process.out();
      err = process.err();
    }
  }

  @Test
  void everyCommandEndsAsItShould() {
    assertThat(out.lines().filter(line -> line.startsWith("EXIT ")))
        .as(() -> out + err)
        .containsExactlyElementsOf(COMMANDS.values().stream().map(code -> "EXIT " + code).toList());
    assertThat(err).contains("names a user or password before its host or bucket");
  }

  @Test
  void nothingIsPrinted() throws IOException {
    assertThat(Files.readString(commands)).contains(CANARY);
    assertThat(out).contains("mine, 1 samples").doesNotContain(CANARY);
    assertThat(err).contains("spikelake: ").doesNotContain(CANARY);
  }

  @Test
  void nothingIsInTheLogOfSparksEvents() throws IOException {
    List<Path> logs = files(events);
    assertThat(logs).isNotEmpty();
    for (Path log : logs) {
      assertThat(text(log)).contains("SparkListenerEnvironmentUpdate").doesNotContain(CANARY);
    }
  }

  @Test
  void nothingIsInTheFilesOfTheLake() throws IOException {
    List<Path> files = files(objects.resolve("lake"));
    assertThat(files.stream().filter(file -> file.toString().endsWith(".json"))).isNotEmpty();
    for (Path file : files) {
      assertThat(text(file)).as(file.toString()).doesNotContain(CANARY);
    }
    assertThat(files(folder.resolve("objects"))).noneMatch(f -> f.toString().contains(CANARY));
  }

  /** Parquet compresses, so its rows are looked at too. */
  @Test
  void nothingIsInTheRowsOfTheLake() {
    Lake lake = SharedSpark.lake(objects.resolve("lake"));
    for (LakeTable table : LakeTable.all()) {
      assertThat(lake.read(table).toJSON().collectAsList())
          .as(table.name())
          .noneMatch(row -> row.contains(CANARY));
    }
    List<Row> failures =
        lake.read(RunsTable.TABLE).where("status = 'failed'").select("message").collectAsList();
    assertThat(failures).hasSize(6);
    assertThat(lake.read(QuarantineTable.TABLE).select(QuarantineTable.MESSAGE).collectAsList())
        .singleElement()
        .asString()
        .contains("empty.dat: the file has no bytes");
  }

  /** Of any bytes. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
