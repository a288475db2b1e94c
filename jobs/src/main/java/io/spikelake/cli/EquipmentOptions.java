package io.spikelake.cli;

import io.spikelake.jobs.task.Equipment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** What a run computes with: trained models of metrics, packs, and the devices of networks. */
final class EquipmentOptions {

  @Mixin ModelOptions models;
  @Mixin PackOptions packs;
  @Mixin DeviceOptions devices;

  /**
   * @param methods methods as typed
   * @param metrics metrics as typed
   * @throws IllegalArgumentException if an option is wrong, or a pack that is named cannot be used
   * @throws IOException if a model or pack cannot be read
   */
  Equipment load(List<String> methods, List<String> metrics) throws IOException {
    List<String> named = new ArrayList<>(methods);
    named.addAll(metrics);
    return new Equipment(models.load(), packs.load(named), devices.options());
  }

  /** The same with every pack there is, for commands that name none. */
  Equipment loadAll() throws IOException {
    return new Equipment(models.load(), packs.load(), devices.options());
  }
}
