package io.spikelake.djl;

import io.spikelake.pack.PackFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Whether the libraries of an engine that are on the class path compute on GPUs. Looks for files
 * and starts no engine, so that a driver without a GPU can tell.
 */
public final class CudaBuild {

  private static final String[] ONNX_FOR_CUDA = {
    "ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so",
    "ai/onnxruntime/native/win-x64/onnxruntime_providers_cuda.dll"
  };

  /** In the jar with the libraries of PyTorch: says which they are. */
  private static final String PYTORCH = "native/lib/pytorch.properties";

  private static final String FLAVOR = "flavor";

  private CudaBuild() {}

  /**
   * Whether networks of a format can compute on GPUs; true as well where libraries from outside the
   * class path are in use, of which nothing is known.
   */
  public static boolean of(PackFormat format) {
    ClassLoader loader = CudaBuild.class.getClassLoader();
    return format == PackFormat.ONNX ? onnx(loader) : pytorch(loader);
  }

  static boolean onnx(ClassLoader loader) {
    return System.getProperty("onnxruntime.native.path") != null
        || Stream.of(ONNX_FOR_CUDA).anyMatch(file -> loader.getResource(file) != null);
  }

  static boolean pytorch(ClassLoader loader) {
    if (System.getenv("PYTORCH_LIBRARY_PATH") != null) {
      return true;
    }
    Properties properties = new Properties();
    try (InputStream in = loader.getResourceAsStream(PYTORCH)) {
      if (in == null) {
        return false;
      }
      properties.load(in);
    } catch (IOException damaged) {
      return false;
    }
    return properties.getProperty(FLAVOR, "").startsWith("cu");
  }
}
