package io.spikelake.simd;

import jdk.incubator.vector.VectorShape;

/**
 * The Vector API, {@code jdk.incubator.vector}, as far as kernels are concerned.
 *
 * <p>A kernel with vector code has the same kernel in scalar code, with the same results bit for
 * bit; which of the two runs is nobody's business but the clock's. The module is there when the
 * virtual machine was started with {@code --add-modules=jdk.incubator.vector}. The system property
 * {@code spikelake.simd=off} keeps kernels from using it.
 *
 * <p>Vector code must be in classes that nothing loads unless {@link #available()}.
 */
public final class Simd {

  private static final boolean AVAILABLE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          && !"off".equals(System.getProperty("spikelake.simd"))
          && Shape.isWide();

  private Simd() {}

  /** A class of its own, so that the module is not needed to ask for it. */
  private static final class Shape {

    /** With 128 bits there is no vector of bytes for every vector of floats. */
    static boolean isWide() {
      return VectorShape.preferredShape().vectorBitSize() >= 256;
    }
  }

  /** Whether vector code can and should run. */
  public static boolean available() {
    return AVAILABLE;
  }
}
