package io.spikelake.djl;

import io.spikelake.testing.TestPacks;
import java.io.IOException;

/** Checks packs in a virtual machine of its own and prints what came of it. */
final class EngineProbe {

  private EngineProbe() {}

  public static void main(String[] names) {
    for (String name : names) {
      try {
        PackCheck.verify(TestPacks.pack(name).allowingTorchScript(), ComputeDevice.CPU);
        System.out.println(name + ": passed");
      } catch (IOException e) {
        System.out.println(name + ": " + e.getMessage());
      }
    }
    System.out.println("offline " + System.getProperty("ai.djl.offline"));
  }
}
