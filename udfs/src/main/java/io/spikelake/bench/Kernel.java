package io.spikelake.bench;

import java.io.IOException;

/**
 * One thing to measure.
 *
 * @param name what it is, such as {@code tfp} or {@code dense tfi}
 * @param frames frames, or samples, that one run makes
 * @param inputBytes bytes that one run takes in: packed planes, or pixels in single precision
 * @param work the run
 * @param rival something simpler on the same input to compare with, or null
 */
public record Kernel(String name, int frames, long inputBytes, Work work, Rival rival) {

  /** One run. The same at every call; for one thread at a time. */
  @FunctionalInterface
  public interface Work {
    /**
     * Returns what was made, so that no compiler finds it unused; the next run may overwrite it.
     */
    Object run() throws IOException;
  }

  /**
   * What a kernel is compared with.
   *
   * @param name what it is, such as {@code copy}
   * @param work on the same input
   */
  public record Rival(String name, Work work) {}
}
