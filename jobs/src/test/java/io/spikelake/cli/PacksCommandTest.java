package io.spikelake.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PacksCommandTest {

  private static final String ID = TestPacks.pack(TestPacks.ONNX).id().toString();

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void addsListsAndVerifies() throws IOException {
    Path onnx = zip(TestPacks.ONNX, Map.of());
    assertThat(run("add", onnx.toString())).as(err.toString()).isZero();
    Path installed = store().resolve("tiny-onnx_example_1.zip");
    assertThat(out.toString()).isEqualTo(installed + "\n");
    assertThat(err.toString())
        .matches(
            "(?s).*"
                + ID
                + " verified on cpu, largest difference \\S+; random weights, licence: Apache-2.0\\n");
    assertThat(
            run("list", "--format", "json", "--pack", zip(TestPacks.METRIC, Map.of()).toString()))
        .isZero();
    JsonNode rows = new ObjectMapper().readTree(out.toString());
    JsonNode row = row(rows, "id", ID);
    assertThat(row.get("kind").asText()).isEqualTo("reconstructor");
    assertThat(row.get("origin").asText()).isEqualTo("random");
    assertThat(row.get("format").asText()).isEqualTo("onnx");
    assertThat(row.get("bytes").asLong()).isEqualTo(Files.size(installed));
    assertThat(row.get("params").asInt()).isEqualTo(277);
    assertThat(row.get("gmacs").asDouble()).isEqualTo(0.001);
    assertThat(row.get("status").asText()).isEqualTo("installed");
    assertThat(row.get("where").asText()).isEqualTo(installed.toString());
    assertThat(row(rows, "status", "given").get("id").asText())
        .startsWith("tiny-metric/example@1:");

    assertThat(run("verify", "--device", "cpu", "--format", "json", "tiny-onnx")).isZero();
    row = row(new ObjectMapper().readTree(out.toString()), "pack", ID);
    assertThat(row.get("state").asText()).isEqualTo("verified");
    assertThat(row.get("device").asText()).isEqualTo("cpu");
    assertThat(row.get("largest_difference").asDouble()).isLessThan(1e-4);
    assertThat(row.get("tolerance").asDouble()).isEqualTo(1e-4);
    assertThat(row.get("milliseconds").asDouble()).isPositive();
  }

  @Test
  void addRefusesWhatDoesNotGiveItsGoldenOutputAndInstallsNothing() throws IOException {
    byte[] golden = TestPacks.files(TestPacks.ONNX).get("golden/output.npy");
    golden[golden.length - 1] ^= 0x40;
    Path pack = zip(TestPacks.ONNX, Map.of("golden/output.npy", golden));
    assertThat(run("add", pack.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("fails its check on cpu", "in golden/output.npy");
    assertThat(out.toString()).isEmpty();
    assertThat(store()).doesNotExist();
  }

  @Test
  void addReplacesOnlyByForce() throws IOException {
    assertThat(run("add", zip(TestPacks.ONNX, Map.of()).toString())).isZero();
    String text = new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), UTF_8);
    byte[] other = text.replace("\"before\": 4", "\"before\": 3").getBytes(UTF_8);
    String changed = zip(TestPacks.ONNX, Map.of("pack.json", other)).toString();
    assertThat(run("add", changed)).isEqualTo(2);
    assertThat(err.toString())
        .endsWith(ID + " is installed already, with other content; give --force to replace it\n");
    assertThat(run("add", "--force", changed)).isZero();
    assertThat(run("show", "tiny-onnx")).isZero();
    assertThat(out.toString()).contains("input_planes            8: key - 3 .. key + 4\n");
  }

  @Test
  void addTakesUrls() throws IOException {
    byte[] zip = TestPacks.zip(TestPacks.files(TestPacks.CLASSIFIER));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/pack.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, zip.length);
          exchange.getResponseBody().write(zip);
          exchange.close();
        });
    server.start();
    try {
      String host = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(run("add", host + "/pack.zip")).as(err.toString()).isZero();
      assertThat(run("add", host + "/nothing.zip")).isEqualTo(1);
      assertThat(err.toString()).contains("Cannot download", "the server answered 404");
    } finally {
      server.stop(0);
    }
    assertThat(run("add", zip(TestPacks.METRIC, Map.of()).toUri().toString())).isZero();
    assertThat(store().toFile().list())
        .containsExactlyInAnyOrder("tiny-classifier_example_1.zip", "tiny-metric_example_1.zip");
  }

  @Test
  void verifyGoesOnAfterAFailureAndReportsIt() throws IOException {
    Files.createDirectories(store());
    Files.writeString(store().resolve("lrn_spikeclip_1.zip"), "junk");
    assertThat(run("add", zip(TestPacks.ONNX, Map.of()).toString())).isZero();
    Path damaged = store().resolve("tiny-onnx_example_1.zip");
    byte[] content = Files.readAllBytes(damaged);
    content[new String(content, ISO_8859_1).lastIndexOf("OUTPUT__0")] ^= 1;
    Files.write(damaged, content);
    String given = zip(TestPacks.METRIC, Map.of()).toString();
    assertThat(run("verify", "--device", "cpu", "--format", "csv", "--pack", given)).isEqualTo(1);
    List<String> lines =
        out.toString().lines().filter(line -> !line.startsWith("spikelake-lrn/")).toList();
    assertThat(lines.get(1))
        .startsWith(",failed,cpu,,,,")
        .endsWith("is neither a folder nor a zip with files in it");
    assertThat(lines.get(2)).startsWith(ID + ",failed,cpu,,,,").contains("is a damaged zip");
    assertThat(lines.get(3)).startsWith("tiny-metric/example@1:pack=").contains(",verified,cpu,");
    assertThat(run("list", "--format", "csv")).isZero();
    assertThat(out.toString().lines().skip(1).map(line -> line.split(",", -1)[7]).toList())
        .containsExactly("bundled", "unusable", "installed");
  }

  @Test
  void verifyNamesWhatItDoesNotFind() {
    assertThat(run("verify", "--device", "cpu", "--format", "csv", "nothing")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "nothing,failed,cpu,,,,,'nothing' is neither a pack at hand nor the location of one;"
                + " see 'spikelake packs list'\n");
  }

  @Test
  void aDeviceThatIsNotThereIsSaidSo() {
    assertThat(run("verify", "--device", "tpu")).isEqualTo(2);
    assertThat(err.toString()).contains("Device 'tpu'; expected auto, cpu, gpu, or gpu:N,...");
  }

  @Test
  void showDescribesAReconstructor() throws IOException {
    String pack = zip(TestPacks.RECURRENT, Map.of()).toString();
    assertThat(run("show", pack)).isZero();
    assertThat(out.toString().lines())
        .contains(
            "kind                    reconstructor",
            "weights                 random",
            "license                 Apache-2.0",
            "input_planes            12: key - 11 .. key + 0",
            "input_steps             3",
            "input_channels          2, each the mean of 2 planes",
            "input_size              any",
            "state                   STATE_OUT__0 -> STATE__0 (N, 3, H, W); STATE_OUT__1 -> STATE__1"
                + " (N, 2, H/2, W/2)",
            "output_scale            display",
            "params                  370",
            "cost_size               40x48 (height x width)",
            "golden_tolerance        1.0E-4")
        .noneMatch(line -> line.startsWith("largest_gpu_difference"));
  }

  @Test
  void showDescribesAMetricAsJson() throws IOException {
    String pack = zip(TestPacks.PAIR_METRIC, Map.of()).toString();
    assertThat(run("show", pack, "--format", "json")).isZero();
    JsonNode description = new ObjectMapper().readTree(out.toString()).get(0);
    assertThat(description.get("kind").asText()).isEqualTo("metric");
    assertThat(description.get("input_images").asText())
        .isEqualTo("image and reference, 3 channels");
    assertThat(description.get("mean").asText()).isEqualTo("0.5, 0.5, 0.5");
    assertThat(description.get("better").asText()).isEqualTo("lower");
    assertThat(description.get("classes").isNull()).isTrue();
    assertThat(description.get("largest_gpu_difference").isNull()).isTrue();
  }

  @Test
  void aNameThatMeansSeveralPacksIsRefused() throws IOException {
    String text = new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), UTF_8);
    byte[] other =
        text.replace("\"release\": \"example\"", "\"release\": \"other\"").getBytes(UTF_8);
    String first = zip(TestPacks.ONNX, Map.of()).toString();
    String second = zip(TestPacks.ONNX, Map.of("pack.json", other)).toString();
    assertThat(run("show", "tiny-onnx", "--pack", first, "--pack", second)).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "'tiny-onnx' means several packs: [" + ID + ", tiny-onnx/other@1:pack=", "give one id");
    assertThat(run("show", "tiny-onnx/other", "--pack", first, "--pack", second)).isZero();
  }

  @Test
  void torchScriptIsShownButNeitherVerifiedNorAddedUnlessAllowed() throws IOException {
    String pack = zip(TestPacks.TORCHSCRIPT, Map.of()).toString();
    assertThat(run("show", pack)).isZero();
    assertThat(run("list", "--format", "csv", "--pack", pack)).isZero();
    assertThat(out.toString()).contains("tiny-torchscript/example@1:pack=", ",torchscript,");
    assertThat(run("verify", "--device", "cpu", "--format", "csv", pack)).isEqualTo(1);
    assertThat(out.toString()).contains(",failed,cpu,", "may not run: it is TorchScript");
    assertThat(run("add", pack)).isEqualTo(2);
    assertThat(err.toString()).contains("may not run: it is TorchScript", "--allow-torchscript");
    assertThat(store()).doesNotExist();
    // Here it goes on to the engine, which this build has not.
    assertThat(run("add", "--allow-torchscript", pack)).isEqualTo(1);
    assertThat(err.toString()).contains("build with -Ptorchscript");
  }

  @Test
  void asksForACommand() {
    CommandLine command = new CommandLine(new PacksCommand()).setErr(new PrintWriter(err));
    assertThat(command.execute()).isEqualTo(2);
    assertThat(err.toString()).contains("packs needs one of the commands list, show, verify, add");
  }

  private Path store() {
    return folder.resolve("store");
  }

  private Path zip(String pack, Map<String, byte[]> changed) throws IOException {
    Map<String, byte[]> files = TestPacks.files(pack);
    files.putAll(changed);
    Path zip = Files.createTempFile(folder, pack, ".zip");
    Files.write(zip, TestPacks.zip(files));
    return zip;
  }

  private int run(String name, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(name, "--pack-dir", store().toString()));
    all.addAll(List.of(arguments));
    return new CommandLine(new PacksCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(e.getMessage());
              return e instanceof IllegalArgumentException ? 2 : 1;
            })
        .execute(all.toArray(String[]::new));
  }

  private static JsonNode row(JsonNode rows, String key, String value) {
    for (JsonNode row : rows) {
      if (row.get(key).asText().equals(value)) {
        return row;
      }
    }
    throw new AssertionError("No row with " + key + " " + value + " in " + rows);
  }
}
