package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CudaBuildTest {

  @TempDir Path folder;

  /** A class path of one folder with one file in it. */
  private URLClassLoader holding(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so",
        "ai/onnxruntime/native/win-x64/onnxruntime_providers_cuda.dll"
      })
  void onnxRuntimeForGpusCarriesItsProvider(String file) throws IOException {
    try (URLClassLoader loader = holding(file, "")) {
      assertThat(CudaBuild.onnx(loader)).isTrue();
    }
  }

  @Test
  void onnxRuntimeForCpusDoesNot() throws IOException {
    try (URLClassLoader loader = holding("ai/onnxruntime/native/linux-x64/libonnxruntime.so", "")) {
      assertThat(CudaBuild.onnx(loader)).isFalse();
    }
  }

  @Test
  void librariesFromElsewhereMayBeForGpus() throws IOException {
    System.setProperty("onnxruntime.native.path", folder.toString());
    try (URLClassLoader loader = holding("other", "")) {
      assertThat(CudaBuild.onnx(loader)).isTrue();
    } finally {
      System.clearProperty("onnxruntime.native.path");
    }
  }

  @ParameterizedTest
  @CsvSource({"flavor=cu124, true", "flavor=cpu, false", "version=2.7.1, false"})
  void pytorchSaysWhatItIsFor(String line, boolean gpus) throws IOException {
    Assumptions.assumeTrue(System.getenv("PYTORCH_LIBRARY_PATH") == null);
    try (URLClassLoader loader = holding("native/lib/pytorch.properties", line)) {
      assertThat(CudaBuild.pytorch(loader)).isEqualTo(gpus);
    }
  }
}
