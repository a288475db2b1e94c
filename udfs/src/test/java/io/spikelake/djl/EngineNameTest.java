package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.pack.PackFormat;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EngineNameTest {

  @Test
  void namesTheEngineAndItsVersion() throws IOException {
    assertThat(EngineName.of(PackFormat.ONNX)).matches("OnnxRuntime \\d+\\.\\d+\\.\\d+");
    assertThat(EngineName.of(PackFormat.TORCHSCRIPT)).matches("PyTorch \\d+\\.\\d+\\.\\d+");
  }
}
