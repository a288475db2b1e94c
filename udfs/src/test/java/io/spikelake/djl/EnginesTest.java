package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What engines do to a machine, each time seen in a virtual machine of its own. */
class EnginesTest {

  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir private Path folder;

  private List<String> probe(String classPath, List<String> options, String... packs)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Duser.home=" + folder,
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp"))));
    command.addAll(List.of("-cp", classPath, EngineProbe.class.getName()));
    command.addAll(List.of(packs));
    Path out = folder.resolve("out");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile());
    process.environment().put("ENGINE_CACHE_DIR", folder.resolve("engines").toString());
    process.environment().put("DJL_CACHE_DIR", folder.resolve("cache").toString());
    assertThat(process.start().waitFor()).as("exit code").isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }

  @Test
  void onnxRuntimeStartsNoPyTorchAndDownloadsNothing() throws Exception {
    assertThat(CLASS_PATH).contains("pytorch-engine");
    assertThat(probe(CLASS_PATH, List.of(), TestPacks.ONNX))
        .contains("tiny-onnx: passed", "offline true");
    assertThat(folder.resolve("engines")).doesNotExist();
    assertThat(folder.resolve("cache")).doesNotExist();
    try (Stream<Path> left = Files.walk(folder.resolve("tmp"))) {
      assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .as("files that are left behind")
          .noneMatch(name -> name.endsWith(".onnx") || name.contains("onnxruntime"));
    }
  }

  @Test
  void leavesWhatTheUserSaidAboutDownloads() throws Exception {
    assertThat(probe(CLASS_PATH, List.of("-Dai.djl.offline=false"), TestPacks.ONNX))
        .contains("tiny-onnx: passed", "offline false");
  }

  @Test
  void saysWhatABuildWithoutPyTorchLacks() throws Exception {
    String without =
        Arrays.stream(CLASS_PATH.split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains("pytorch"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    List<String> said = probe(without, List.of(), TestPacks.TORCHSCRIPT, TestPacks.ONNX);
    assertThat(said).contains("tiny-onnx: passed");
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("tiny-torchscript: Pack tiny-torchscript/example@1:pack=")
                    .endsWith(
                        "from tiny-torchscript cannot be loaded on cpu: TorchScript packs need the"
                            + " PyTorch engine: build with -Ptorchscript"));
  }
}
