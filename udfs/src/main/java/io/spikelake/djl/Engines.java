package io.spikelake.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** Loads networks with the engines of DJL, which are told to stay off the network. */
final class Engines {

  static {
    // Natives come from artifacts; without them DJL is to fail at once, not to download.
    setUnlessSaid("ai.djl.offline", "DJL_OFFLINE", "true");
    setUnlessSaid("OPT_OUT_TRACKING", "OPT_OUT_TRACKING", "true");
    // Else ONNX Runtime brings up PyTorch wherever its jars are, for operations not used here.
    setUnlessSaid("ai.djl.onnx.disable_alternative", null, "true");
    // Else PyTorch compiles a network anew after its first calls, and frames may get other bits.
    setUnlessSaid("ai.djl.pytorch.graph_optimizer", null, "false");
  }

  private Engines() {}

  private static void setUnlessSaid(String property, String environment, String value) {
    boolean said = environment != null && System.getenv(environment) != null;
    if (!said && System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Loads the network of a pack onto a device.
   *
   * @throws IOException if the engine or the device is not there, or the network is none for it
   */
  static Model load(ModelPack pack, ComputeDevice device, int threads) throws IOException {
    PackFormat format = pack.manifest().format();
    try {
      requireEngine(format);
      return format == PackFormat.ONNX
          ? onnx(pack.model(), device, threads)
          : torchScript(pack.model(), device, threads);
    } catch (OrtException | MalformedModelException | RuntimeException | LinkageError e) {
      throw new IOException(
          "the engine %s refuses it: %s".formatted(format.engine(), rootMessage(e)), e);
    }
  }

  private static void requireEngine(PackFormat format) throws IOException {
    if (!Engine.hasEngine(format.engine())) {
      throw new IOException(
          format == PackFormat.TORCHSCRIPT
              ? "TorchScript packs need the PyTorch engine: build with -Ptorchscript"
              : "ONNX packs need the engine OnnxRuntime, whose jars are missing");
    }
  }

  /**
   * The engine that runs networks of a format, with its version.
   *
   * @throws IOException if it is not there
   */
  static String name(PackFormat format) throws IOException {
    requireEngine(format);
    return "%s %s".formatted(format.engine(), Engine.getEngine(format.engine()).getVersion());
  }

  private static Model onnx(byte[] network, ComputeDevice device, int threads)
      throws IOException, OrtException, MalformedModelException {
    // Tensors of ONNX Runtime's Java side are in main memory; the session moves them. So DJL is
    // told
    // CPU, and the session, made here, has the GPU with arithmetic that is the same at each run.
    Model model = Model.newInstance(PackFormat.ONNX.id(), Device.cpu(), PackFormat.ONNX.engine());
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      if (device.isGpu()) {
        addCuda(options, device.index());
      }
      model.load(new ByteArrayInputStream(network), Map.of("sessionOptions", options));
      return model;
    } catch (OrtException | IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static void addCuda(SessionOptions options, int index) throws OrtException, IOException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
      // Products with 10-bit mantissas differ from the golden output in the third digit.
      cuda.add("use_tf32", "0");
      // The default times the algorithms at each start and may choose another each time.
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      // The default doubles what it holds each time it needs more.
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      options.addCUDA(cuda);
    } catch (OrtException e) {
      throw new IOException(
          "ONNX Runtime has no CUDA here: %s; GPUs need the build with -Pgpu, CUDA 12 and cuDNN 9"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static Model torchScript(byte[] network, ComputeDevice device, int threads)
      throws IOException, MalformedModelException {
    setUnlessSaid("ai.djl.pytorch.num_threads", null, Integer.toString(threads));
    setUnlessSaid("ai.djl.pytorch.num_interop_threads", null, "1");
    Device place = device.isGpu() ? Device.gpu(device.index()) : Device.cpu();
    Model model =
        Model.newInstance(PackFormat.TORCHSCRIPT.id(), place, PackFormat.TORCHSCRIPT.engine());
    try {
      model.load(new ByteArrayInputStream(network), Map.of("mapLocation", "true"));
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** What the innermost cause says, in one line. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
