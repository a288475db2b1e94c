package io.spikelake.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.bench.Machine;
import io.spikelake.djl.ComputeDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceNameTest {

  @TempDir Path list;

  private void gpu(String bus, String information) throws IOException {
    Path folder = Files.createDirectory(list.resolve(bus));
    Files.writeString(folder.resolve("information"), information);
  }

  @Test
  void likeGpusHaveOneName() throws IOException {
    gpu("0000:01:00.0", "Model: \t\t NVIDIA H200\nIRQ:   \t\t 24\n");
    gpu("0000:02:00.0", "Model: \t\t NVIDIA H200\n");
    assertThat(DeviceName.gpu(list)).isEqualTo("NVIDIA H200");
  }

  @Test
  void ofSeveralModelsAllAreNamed() throws IOException {
    gpu("0000:02:00.0", "Model: Tesla T4\n");
    gpu("0000:01:00.0", "Model: NVIDIA A100\n");
    assertThat(DeviceName.gpu(list)).isEqualTo("NVIDIA A100 or Tesla T4");
  }

  @Test
  void aDriverThatDoesNotTellLeavesTheKind() throws IOException {
    assertThat(DeviceName.gpu(list.resolve("absent"))).isEqualTo("GPU");
    Files.createDirectory(list.resolve("0000:01:00.0"));
    assertThat(DeviceName.gpu(list)).isEqualTo("GPU");
  }

  @Test
  void theCpuIsTheProcessor() {
    assertThat(DeviceName.of(ComputeDevice.CPU)).isEqualTo(Machine.processorName());
  }
}
