package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

  @ParameterizedTest(name = "{0}, address {1}, {2} visible, lane {3}: {4}")
  @CsvSource({
    "auto,    ,  0, 0, cpu",
    "auto,    ,  0, 5, cpu",
    "auto,    ,  2, 0, gpu:0",
    "auto,    ,  2, 1, gpu:1",
    "auto,    ,  2, 2, gpu:0",
    "auto,    3, 0, 0, gpu:3",
    "auto,    1, 8, 6, gpu:1",
    "cpu,     3, 8, 1, cpu",
    "gpu,     2, 0, 0, gpu:2",
    "gpu,      , 3, 4, gpu:1",
    "'gpu:0,2', , 0, 0, gpu:0",
    "'gpu:0,2', , 0, 1, gpu:2",
    "'gpu:0,2', , 3, 2, gpu:0",
    "'gpu:0,2', 1, 3, 1, gpu:2",
    "gpu:1,    , 0, 7, gpu:1"
  })
  void choosesTheDeviceOfATask(
      String choice, String address, int visible, int lane, String device) {
    assertThat(DeviceChoice.parse(choice).choose(Optional.ofNullable(address), visible, lane))
        .hasToString(device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cpu", "gpu", "gpu:0", "gpu:3,1,0"})
  void isWrittenAsItIsRead(String text) {
    assertThat(DeviceChoice.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "cuda", "GPU", "gpu:", "gpu:-1", "gpu:0,", "gpu:a", "gpu:99999", "cpu:0"})
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> DeviceChoice.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Device '%s'; expected auto, cpu, gpu, or gpu:N,... with numbers of GPUs from 0", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GPU-4cf8db2d-06c0-7d70-1a51-e59b25b2c16c", "", "-1", "0,1"})
  void refusesAddressesThatAreNoNumbers(String address) {
    for (String choice : new String[] {"auto", "gpu"}) {
      assertThatThrownBy(() -> DeviceChoice.parse(choice).choose(Optional.of(address), 1, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Spark gave the task the GPU address '%s'; expected a number from 0, as CUDA counts"
                  + " GPUs; let the discovery script print such numbers",
              address);
    }
  }

  @Test
  void failsWhereAGpuIsAskedForAndThereIsNone() {
    assertThatThrownBy(() -> DeviceChoice.parse("gpu").choose(Optional.empty(), 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "--device gpu, but Spark gave the task no GPU and none is visible here")
        .hasMessageContaining("spark.task.resource.gpu.amount");
    assertThatThrownBy(() -> DeviceChoice.parse("gpu:0,2").choose(Optional.empty(), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--device gpu:0,2 names GPU 2; 2 are visible here, numbered from 0");
  }

  @Test
  void countsVisibleGpusWhereThereMayBeNone() {
    int visible = DeviceChoice.visibleGpus();
    assertThat(visible).isNotNegative();
    boolean driver = Files.exists(Path.of("/dev/nvidiactl")) || Files.exists(Path.of("/dev/dxg"));
    if (Files.isDirectory(Path.of("/proc/self")) && !driver) {
      assertThat(visible).isZero();
    }
  }
}
