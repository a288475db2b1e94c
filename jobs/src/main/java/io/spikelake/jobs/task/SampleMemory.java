package io.spikelake.jobs.task;

/**
 * Whether the heap holds what a sample needs at least. Asked before anything is read: an executor
 * that runs out of memory takes the frames of others with it, again and again.
 */
final class SampleMemory {

  /** A frame, the toned one, its two stored pictures, and the maps of a metric: 16 floats. */
  private static final int BYTES_PER_PIXEL = 16 * Float.BYTES;

  /** The part of the heap that one sample may take; the rest is Spark's and that of other tasks. */
  private static final double SHARE = 0.6;

  private static final int MEBIBYTE = 1 << 20;

  private SampleMemory() {}

  /**
   * @param planes planes that are read at once
   * @param heap bytes
   * @throws SampleTooLargeException if the window and one frame of it are too large for the heap
   */
  static void require(RecordingRef recording, long planes, long heap)
      throws SampleTooLargeException {
    long pixels = (long) recording.layout().height() * recording.layout().width();
    long needed = planes * recording.planeBytes() + pixels * BYTES_PER_PIXEL;
    if (needed > SHARE * heap) {
      throw new SampleTooLargeException(
          "A frame of %s, %dx%d (height x width) from %d planes, needs %d MiB of memory,"
                  .formatted(
                      recording.uri(),
                      recording.layout().height(),
                      recording.layout().width(),
                      planes,
                      mebibytes(needed))
              + " and there are %d MiB for it; raise -Xmx in SPIKELAKE_JAVA_OPTS for a local run,"
                  .formatted((long) (SHARE * heap) / MEBIBYTE)
              + " spark.executor.memory for a cluster, to %d MiB or more"
                  .formatted(mebibytes(needed / SHARE)));
    }
  }

  private static long mebibytes(double bytes) {
    return (long) Math.ceil(bytes / MEBIBYTE);
  }
}
