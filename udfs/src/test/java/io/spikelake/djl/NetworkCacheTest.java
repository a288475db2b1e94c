package io.spikelake.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.pack.ModelPack;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NetworkCacheTest {

  /** A number of threads that no other test of this virtual machine uses. */
  private static NetworkSettings settings(int batchSize, int threads) {
    return new NetworkSettings(ComputeDevice.CPU, batchSize, threads);
  }

  @Test
  void loadsOnceWhenManyAskAtTheSameTime() throws Exception {
    int before = NetworkCache.loads();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<LoadedNetwork>> networks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        // Each task has read the pack anew, as tasks do that got it from the driver.
        ModelPack pack = TestPacks.pack(TestPacks.ONNX);
        int batchSize = 1 + i % 3;
        networks.add(
            threads.submit(
                () -> {
                  start.await();
                  return NetworkCache.get(pack, settings(batchSize, 3));
                }));
      }
      start.countDown();
      for (Future<LoadedNetwork> network : networks) {
        assertThat(network.get()).isSameAs(networks.get(0).get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(NetworkCache.loads()).isEqualTo(before + 1);
  }

  @Test
  void tellsPacksAndThreadsApart() throws IOException {
    ModelPack pack = TestPacks.pack(TestPacks.ONNX);
    int before = NetworkCache.loads();
    LoadedNetwork five = NetworkCache.get(pack, settings(1, 5));
    assertThat(NetworkCache.get(pack, settings(1, 6))).isNotSameAs(five);
    assertThat(NetworkCache.get(TestPacks.pack(TestPacks.SIGNED), settings(1, 5)))
        .isNotSameAs(five);
    assertThat(NetworkCache.get(pack, settings(2, 5))).isSameAs(five);
    assertThat(NetworkCache.loads()).isEqualTo(before + 3);
  }

  @Test
  void saysWhatABuildForTheCpuLacksForAGpu() {
    assertThatThrownBy(
            () -> PackCheck.verify(TestPacks.pack(TestPacks.ONNX), ComputeDevice.gpu(63)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "Pack tiny-onnx/example@1:pack=[0-9a-f]{12} from tiny-onnx cannot be loaded on gpu:63:"
                + " .*")
        .hasMessageContaining("ONNX Runtime has no CUDA here:")
        .hasMessageContaining("GPUs need the build with -Pgpu, CUDA 12 and cuDNN 9");
  }
}
