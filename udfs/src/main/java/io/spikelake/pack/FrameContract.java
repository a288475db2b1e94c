package io.spikelake.pack;

import io.spikelake.reconstruct.OutputScale;
import java.io.Serializable;

/**
 * How the output of a network becomes a frame.
 *
 * @param tensor name of the tensor, empty for the first
 * @param black value that becomes 0
 * @param white value that becomes 1
 * @param scale what the values mean then, which decides the tone unless the user names one
 * @param cropTop rows cut off
 * @param cropBottom rows cut off
 * @param cropLeft columns cut off
 * @param cropRight columns cut off
 */
public record FrameContract(
    String tensor,
    double black,
    double white,
    OutputScale scale,
    int cropTop,
    int cropBottom,
    int cropLeft,
    int cropRight)
    implements Serializable {

  public FrameContract {
    if (!(white > black)) {
      throw new IllegalArgumentException(
          "Output range %s to %s; expected a lower and a higher number".formatted(black, white));
    }
    if (Math.min(Math.min(cropTop, cropBottom), Math.min(cropLeft, cropRight)) < 0) {
      throw new IllegalArgumentException(
          "Crop of %d, %d, %d, %d; expected numbers from 0"
              .formatted(cropTop, cropBottom, cropLeft, cropRight));
    }
  }

  /**
   * Cuts a frame out of an output and maps its range.
   *
   * @param output one channel, row-major, from {@code offset} on
   * @param frame (Output) row-major, exactly one value per pixel
   */
  public void frame(
      float[] output, int offset, int outputWidth, int frameHeight, int frameWidth, float[] frame) {
    boolean map = black != 0 || white != 1;
    float low = (float) black;
    float range = (float) (white - black);
    for (int row = 0; row < frameHeight; row++) {
      int from = offset + (row + cropTop) * outputWidth + cropLeft;
      System.arraycopy(output, from, frame, row * frameWidth, frameWidth);
    }
    if (map) {
      for (int i = 0; i < frameHeight * frameWidth; i++) {
        frame[i] = (frame[i] - low) / range;
      }
    }
  }
}
