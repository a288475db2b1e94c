package io.spikelake.jobs.task;

import io.spikelake.image.GrayImage;

/** A network gave a frame with pixels that are no finite numbers. */
final class NotFiniteException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotFiniteException(Cell cell, int bad, GrayImage image) {
    super(
        "%s gave %d pixels of %d that are not finite at frame %d; expected numbers. Look at the"
                .formatted(cell.method(), bad, image.pixels().length, cell.keyFrame())
            + " recording, or verify the pack on this device with 'spikelake packs verify'");
  }
}
