package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.reconstruct.BatchReconstructor.Prepared;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Many small inferences, as many tasks one after the other do them, leave nothing behind. */
class NetworkSoakTest {

  private static final int INFERENCES = 10_000;
  private static final int PER_TASK = 50;

  /**
   * The state and the input of one frame are 90 kB: had one in ten calls kept theirs, this would be
   * exceeded. Allocators and compiled code move by a few MB.
   */
  private static final long BOUND_KB = 24 << 10;

  @Test
  void keepsNativeMemoryFlat() throws IOException {
    SpikeStream stream = Spikes.uneven(5, 40, 40, 48, RowOrder.BOTTOM_UP);
    NetworkGauges.Snapshot start = NetworkGauges.snapshot();
    tasks(stream, INFERENCES / 2);
    System.gc();
    long half = residentKb();
    tasks(stream, INFERENCES / 2);
    System.gc();
    long end = residentKb();
    NetworkGauges.Snapshot done = NetworkGauges.snapshot().since(start);
    assertThat(done.liveTensors()).isZero();
    assertThat(done.nativeBytes()).isZero();
    assertThat(done.frames()).isEqualTo(INFERENCES);
    assertThat(done.inferenceNanos()).isPositive();
    assertThat(done.busyNanos()).isPositive();
    Assumptions.assumeTrue(half > 0, "No /proc/self/status to read resident memory from");
    assertThat(end - half).as("kB from %d to %d", half, end).isLessThan(BOUND_KB);
  }

  private static void tasks(SpikeStream stream, int inferences) {
    for (int task = 0; task < inferences / PER_TASK; task++) {
      String pack = task % 2 == 0 ? TestPacks.RECURRENT : TestPacks.ONNX;
      try (NetworkReconstructor network =
          NetworkReconstructor.open(
              TestPacks.pack(pack), new NetworkSettings(ComputeDevice.CPU, 2, 1))) {
        List<Prepared> windows = new ArrayList<>();
        for (int i = 0; i < PER_TASK; i++) {
          windows.add(network.prepare(stream, 12 + i % 20));
          if (windows.size() == 2) {
            network.reconstruct(windows);
            windows.clear();
          }
        }
      }
    }
  }

  /** Resident memory of this process, 0 where that is unknown. */
  private static long residentKb() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
