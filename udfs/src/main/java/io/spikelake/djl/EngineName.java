package io.spikelake.djl;

import io.spikelake.pack.PackFormat;
import java.io.IOException;

/** What the engines of networks are called, with their versions: {@code OnnxRuntime 1.21.1}. */
public final class EngineName {

  private EngineName() {}

  /**
   * The engine that runs networks of a format, which is started if need be.
   *
   * @throws IOException if it is not there
   */
  public static String of(PackFormat format) throws IOException {
    return Engines.name(format);
  }
}
