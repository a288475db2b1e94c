package io.spikelake.cli;

import io.spikelake.executor.NetworkOptions;
import io.spikelake.jobs.task.Equipment;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** The trained models and packs of commands that run no network, but must know which there are. */
final class KnownEquipment {

  @Mixin ModelOptions models;
  @Mixin PackOptions packs;

  /**
   * @throws IllegalArgumentException if an option is wrong
   * @throws IOException if a model or pack cannot be read
   */
  Equipment load() throws IOException {
    return new Equipment(models.load(), packs.known(), NetworkOptions.DEFAULT);
  }
}
