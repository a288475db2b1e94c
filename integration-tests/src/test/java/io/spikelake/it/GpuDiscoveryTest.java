package io.spikelake.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.djl.ComputeDevice;
import io.spikelake.djl.DeviceChoice;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceDiscoveryScriptPlugin;
import org.apache.spark.resource.ResourceID;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script that tells Spark which GPUs there are, run with a {@code nvidia-smi} that says what
 * the real one would. The path holds nothing else, so that the script can use no other tool.
 */
class GpuDiscoveryTest {

  private static final Path SCRIPT =
      SharedFiles.projectRoot().resolve("k8s/gpu/getGpusResources.sh");

  private static final String ONE = "GPU 0: NVIDIA H200 (UUID: GPU-1a2b-0)";
  private static final String TWO = ONE + "\nGPU 1: NVIDIA H200 (UUID: GPU-3c4d-1)";

  private static final String MIG_ONE = ONE + "\n  MIG 1g.18gb     Device  0: (UUID: MIG-aa11-00)";
  private static final String MIG_TWO =
      MIG_ONE + "\n  MIG 3g.71gb     Device  1: (UUID: MIG-bb22-01)";
  private static final String MIG_BESIDE_WHOLE =
      MIG_TWO + "\nGPU 1: NVIDIA H200 (UUID: GPU-3c4d-1)";

  /** As drivers before 470 name MIG devices. */
  private static final String OLD_MIG =
      "GPU 0: A100-SXM4-40GB (UUID: GPU-5513)\n  MIG 1g.5gb Device 0: (UUID: MIG-GPU-5513/7/0)";

  private static final String OFF = "GPU-1a2b-0, Disabled\nGPU-3c4d-1, Disabled";
  private static final String UNABLE = "GPU-1a2b-0, [N/A]\nGPU-3c4d-1, [N/A]";
  private static final String ON = "GPU-1a2b-0, Enabled\nGPU-3c4d-1, Disabled";

  @TempDir Path folder;

  private record Result(int exitCode, String out, String err) {
    List<String> addresses() {
      ResourceInformation parsed = ResourceInformation.parseJson(out);
      assertThat(parsed.name()).isEqualTo("gpu");
      return List.of(parsed.addresses());
    }
  }

  static Stream<Arguments> machines() {
    return Stream.of(
        row("one GPU", ONE, OFF, null, 1, ""),
        row("two GPUs", TWO, OFF, null, 2, ""),
        row("GPUs without MIG", TWO, UNABLE, null, 2, ""),
        row("twelve GPUs", gpus(12), "", null, 12, ""),
        row("an instance, as a container has it", MIG_ONE, ON, null, 1, ""),
        row("instance of an old driver", OLD_MIG, "GPU-5513, Enabled", null, 1, ""),
        row("two instances", MIG_TWO, ON, null, 1, "2 devices are visible, 2 of them by MIG"),
        row("instances beside a GPU", MIG_BESIDE_WHOLE, ON, null, 1, "3 devices are visible"),
        row("MIG on, no instance", ONE, ON, null, 0, "GPU-1a2b-0 is left out: MIG is on"),
        row("MIG on, no instance, and a GPU", TWO, ON, null, 1, "GPU-1a2b-0 is left out"),
        row("no GPU listed", "", "", null, 0, "no GPU that CUDA could use"),
        row("restricted to the second", TWO, OFF, "1", 1, ""),
        row("restricted to both, in turn", TWO, OFF, "1,0", 2, ""),
        row("restricted by the start of a UUID", TWO, OFF, "GPU-3c", 1, ""),
        row("restricted to nothing", TWO, OFF, "", 0, "no GPU that CUDA could use"),
        row("restricted by minus one", TWO, OFF, "-1", 0, "'-1' is no device here"),
        row("ended by what is no GPU", gpus(3), "", "0,7,1", 1, "'7' is no device here"),
        row("ended by an unknown UUID", TWO, OFF, "GPU-ff,0", 0, "'GPU-ff' is no device here"),
        row("ended by an unknown instance", MIG_TWO, ON, "MIG-ff", 0, "'MIG-ff' is no device"),
        row("one of two instances", MIG_TWO, ON, "MIG-bb22-01", 1, ""),
        row("both instances", MIG_TWO, ON, "MIG-aa11-00,MIG-bb22-01", 1, "2 devices are visible"),
        row("the GPU beside instances", MIG_BESIDE_WHOLE, ON, "GPU-3c4d-1", 1, ""),
        row("a pattern of file names", TWO, OFF, "*", 0, "'*' is no device here"));
  }

  /**
   * @param listed what {@code nvidia-smi -L} prints
   * @param modes what it says of MIG
   * @param visible {@code CUDA_VISIBLE_DEVICES}; null where it is not set
   * @param gpus the number of addresses that are expected
   * @param said what standard error says; empty for nothing at all
   */
  private static Arguments row(
      String name, String listed, String modes, String visible, int gpus, String said) {
    return Arguments.of(name, listed, modes, visible, gpus, said);
  }

  private static String gpus(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "GPU %d: Tesla T4 (UUID: GPU-%04x)".formatted(i, i))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void addressesAreThoseThatCudaCounts(
      String name, String listed, String modes, String visible, int gpus, String said)
      throws Exception {
    nvidiaSmi(listed, 0, modes, 0);
    Result result = run("sh", visible == null ? Map.of() : Map.of(VISIBLE, visible));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.addresses())
        .isEqualTo(IntStream.range(0, gpus).mapToObj(Integer::toString).toList());
    if (said.isEmpty()) {
      assertThat(result.err()).isEmpty();
    } else {
      assertThat(result.err()).contains(said).startsWith("getGpusResources.sh: ");
    }
    // Every address is one that a network can be put on.
    for (String address : result.addresses()) {
      assertThat(DeviceChoice.AUTO.choose(Optional.of(address), gpus, 0))
          .isEqualTo(ComputeDevice.gpu(Integer.parseInt(address)));
    }
  }

  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  @Test
  void theFormIsTheOneOfSparksDocumentation() throws Exception {
    nvidiaSmi(TWO, 0, OFF, 0);
    assertThat(run("sh", Map.of()).out())
        .isEqualTo("{\"name\": \"gpu\", \"addresses\":[\"0\",\"1\"]}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "bash --posix", "tr_TR.UTF-8", "de_DE", "not-a-locale"})
  void shellsAndLocalesMakeNoDifference(String what) throws Exception {
    nvidiaSmi(MIG_BESIDE_WHOLE, 0, ON, 0);
    boolean shell = what.startsWith("sh") || what.startsWith("bash");
    Map<String, String> environment = new TreeMap<>(Map.of(VISIBLE, "GPU-3c4d-1,0", "IFS", "1:"));
    if (!shell) {
      environment.putAll(Map.of("LANG", what, "LC_ALL", what));
    }
    Result result = run(shell ? what : "sh", environment);
    assertThat(result.addresses()).as(result.err()).containsExactly("0");
  }

  @Test
  void withoutNvidiaSmiThereIsNoGpu() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Result result = run("sh", Map.of());
    assertThat(result.exitCode()).isZero();
    assertThat(result.addresses()).isEmpty();
    assertThat(result.err()).contains("no GPU: nvidia-smi is not on the PATH");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void whereNvidiaSmiFindsNoneThereIsNoGpu(int exitCode) throws Exception {
    nvidiaSmi("No devices were found", exitCode, "", exitCode);
    Result result = run("sh", Map.of());
    assertThat(result.exitCode()).isZero();
    assertThat(result.addresses()).isEmpty();
    assertThat(result.err()).contains("no GPU: nvidia-smi finds none");
  }

  @Test
  void aDriverThatDoesNotAnswerIsAnError() throws Exception {
    nvidiaSmi("NVIDIA-SMI has failed because it couldn't communicate with the driver.", 9, "", 9);
    Result result = run("sh", Map.of());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("nvidia-smi -L failed with exit code 9: NVIDIA-SMI has failed because");
  }

  @Test
  void aDriverThatDoesNotKnowMigHasNone() throws Exception {
    nvidiaSmi(TWO, 0, "Field \"mig.mode.current\" is not a valid field to query.", 2);
    assertThat(run("sh", Map.of()).addresses()).containsExactly("0", "1");
  }

  @Test
  void aGpuThatIsNamedTwiceIsAnError() throws Exception {
    nvidiaSmi(TWO, 0, OFF, 0);
    Result result = run("sh", Map.of(VISIBLE, "0,GPU-1a"));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("names GPU-1a2b-0 twice");
  }

  /** Spark starts the file itself, with the environment of its process. */
  @Test
  void sparkRunsItAsItIs() {
    ResourceRequest request =
        new ResourceRequest(
            new ResourceID("spark.executor", "gpu"),
            1,
            Optional.of(SCRIPT.toString()),
            Optional.empty());
    assertThat(
            new ResourceDiscoveryScriptPlugin()
                .discoverResource(request, new SparkConf(false))
                .orElseThrow()
                .name())
        .isEqualTo("gpu");
  }

  @Test
  void anEmptyAnswerIsNotTakenForSomethingElse() {
    assertThat(ResourceInformation.parseJson("{\"name\": \"gpu\", \"addresses\":[]}").addresses())
        .isEmpty();
    assertThatThrownBy(() -> ResourceInformation.parseJson(""))
        .isInstanceOf(org.apache.spark.SparkException.class);
  }

  private void nvidiaSmi(String listed, int listedCode, String modes, int modesCode)
      throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path fake =
        Files.writeString(
            bin.resolve("nvidia-smi"),
            """
            #!/bin/sh
            case "$*" in
              -L) printf '%%s\\n' %s; exit %d ;;
              '--query-gpu=uuid,mig.mode.current --format=csv,noheader')
                printf '%%s\\n' %s; exit %d ;;
            esac
            exit 99
            """
                .formatted(quoted(listed), listedCode, quoted(modes), modesCode));
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private Result run(String shell, Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    command.set(0, "/bin/" + command.get(0));
    command.add(SCRIPT.toString());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
