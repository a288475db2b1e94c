package io.spikelake.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @TempDir Path folder;

  @Test
  void theProcessorIsNamedAsLinuxNamesIt() throws IOException {
    Path list = folder.resolve("cpuinfo");
    Files.writeString(
        list,
        """
        processor\t: 0
        model name\t: Intel(R) Xeon(R)  Platinum 8375C CPU @ 2.90GHz: rev 2
        processor\t: 1
        model name\t: another
        """);
    assertThat(Machine.processorName(list))
        .isEqualTo("Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz: rev 2");
  }

  @Test
  void elsewhereItsArchitectureMustDo() throws IOException {
    Path list = folder.resolve("cpuinfo");
    assertThat(Machine.processorName(list)).isEqualTo(System.getProperty("os.arch"));
    Files.writeString(list, "processor\t: 0\nmodel name\t:\n");
    assertThat(Machine.processorName(list)).isEqualTo(System.getProperty("os.arch"));
  }
}
