package io.spikelake.pack;

/** How the network of a pack is stored. */
public enum PackFormat {
  ONNX("onnx", "model.onnx", "OnnxRuntime"),
  TORCHSCRIPT("torchscript", "model.pt", "PyTorch");

  private final String id;
  private final String modelFile;
  private final String engine;

  PackFormat(String id, String modelFile, String engine) {
    this.id = id;
    this.modelFile = modelFile;
    this.engine = engine;
  }

  /** The word in {@code pack.json}. */
  public String id() {
    return id;
  }

  /** Name of the file that holds the network. */
  public String modelFile() {
    return modelFile;
  }

  /** DJL's name of the engine that runs it. */
  public String engine() {
    return engine;
  }
}
