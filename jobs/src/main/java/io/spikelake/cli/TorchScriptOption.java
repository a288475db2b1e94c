package io.spikelake.cli;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import picocli.CommandLine.Option;

/** Whether packs that are programs may run. */
final class TorchScriptOption {

  @Option(
      names = "--allow-torchscript",
      description = {
        "let packs in TorchScript run: they are programs, which have all rights of this process;",
        "default: only ONNX packs run, which are data"
      })
  boolean allowed;

  ModelPack applied(ModelPack pack) {
    return allowed ? pack.allowingTorchScript() : pack;
  }

  PackLibrary applied(PackLibrary library) {
    return allowed ? library.allowingTorchScript() : library;
  }
}
