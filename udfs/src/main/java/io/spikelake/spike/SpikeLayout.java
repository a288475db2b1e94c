package io.spikelake.spike;

import java.io.Serializable;

/**
 * What a reader must be told because files do not say it.
 *
 * @param height rows of a plane, 0 where not known from outside; formats that carry a shape check
 *     it
 * @param width columns of a plane without head columns, 0 where not known from outside
 * @param flip whether a {@code .dat} file stores the bottom row first; other formats are upright
 * @param headColumns sensor columns after the last picture column of a {@code .dat} row, to be
 *     dropped
 * @param bitPolicy what to do when the bits of a {@code .dat} plane do not fill whole bytes
 */
public record SpikeLayout(int height, int width, boolean flip, int headColumns, BitPolicy bitPolicy)
    implements Serializable {

  /** Nothing known from outside; {@code .dat} files are flipped and have no head columns. */
  public static final SpikeLayout UNKNOWN = of(0, 0);

  public SpikeLayout {
    if (height < 0 || width < 0 || headColumns < 0 || (height == 0) != (width == 0)) {
      throw new IllegalArgumentException(
          ("Not a layout: height %d, width %d, head columns %d; give both height and"
                  + " width, or neither")
              .formatted(height, width, headColumns));
    }
    if (headColumns > Integer.MAX_VALUE - width) {
      throw new IllegalArgumentException(
          "Not a layout: width %d and %d head columns are together more than %d columns"
              .formatted(width, headColumns, Integer.MAX_VALUE));
    }
  }

  /** A geometry with the usual conventions: flipped, no head columns, whole bytes only. */
  public static SpikeLayout of(int height, int width) {
    return new SpikeLayout(height, width, true, 0, BitPolicy.REFUSE);
  }

  public SpikeLayout withFlip(boolean newFlip) {
    return new SpikeLayout(height, width, newFlip, headColumns, bitPolicy);
  }

  public boolean hasGeometry() {
    return height > 0;
  }
}
